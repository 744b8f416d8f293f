"""Who opens a page in the tests: a logged-in client for each sort of reader."""

from django.contrib.auth.models import Permission
from django.test import Client

from tests import factories

__all__ = ["Client", "admin", "anonymous", "clerk", "reader", "sealed_reader", "viewer"]


def anonymous() -> Client:
    return Client()


def reader() -> Client:
    """Signed in, with no permission of any sort."""
    client = Client()
    client.force_login(factories.make_user(username="reader"))
    return client


def sealed_reader() -> Client:
    """Signed in, and may see what is sealed."""
    user = factories.make_user(username="sealed-reader")
    user.user_permissions.add(Permission.objects.get(codename="view_sealed"))
    client = Client()
    client.force_login(user)
    return client


def admin() -> Client:
    client = Client()
    client.force_login(factories.make_user(username="admin", is_staff=True, is_superuser=True))
    return client


def clerk() -> Client:
    """On the staff, with every right but that to see what is sealed."""
    user = factories.make_user(username="clerk", is_staff=True)
    user.user_permissions.set(Permission.objects.exclude(codename="view_sealed"))
    client = Client()
    client.force_login(user)
    return client


def viewer() -> Client:
    """On the staff, and may look at every table, but change nothing and see nothing sealed."""
    user = factories.make_user(username="viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_").exclude(codename="view_sealed"))
    client = Client()
    client.force_login(user)
    return client
