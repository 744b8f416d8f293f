"""The secret address of one person's calendar: who it opens to, what it says, and that it is written down nowhere."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casefiles.logs import blotted
from casefiles.models import CaseFile, User
from filings.calendar.actions import following
from filings.models import Feed, Follow
from tests import actors, factories
from tests.filings.calendar.reading import fetched

PAGE = "/calendar/"


@pytest.fixture
def ann(case: CaseFile) -> User:
    user = factories.make_user(username="ann", email="ann@example.org")
    following.follow(case=case, by=user, now=factories.NOON)
    return user


@pytest.fixture
def signed_in(ann: User) -> Client:
    client = Client()
    client.force_login(ann)
    return client


def made(client: Client) -> str:
    """A new address, as the page shows it: its path."""
    response = client.post(PAGE, {"do": "make"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    found = re.search(r'value="http://testserver(/calendar/[a-z2-7]{26}\.ics)"', response.text)
    assert found
    return found[1]


def test_the_address_is_shown_once_and_kept_as_a_digest(signed_in: Client, ann: User) -> None:
    address = made(signed_in)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in signed_in.get(PAGE).text
    feed = Feed.objects.get()
    assert feed.digest == following.digest_of(token)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


def test_it_holds_what_its_owner_follows(signed_in: Client, case: CaseFile) -> None:
    address = made(signed_in)
    factories.make_deadline(case, title="Reply")
    factories.make_deadline(factories.make_case(slug="other"), title="Elsewhere")
    read = fetched(actors.anonymous(), address)
    assert list(read.events) == ["Reply"]
    assert read.events["Reply"].contents["class"][0].value == "PRIVATE"
    signed_in.post("/cases/doe-v-roe/follow/", {"do": "unfollow"})
    assert fetched(actors.anonymous(), address).events == {}


def test_one_deadline_is_the_same_in_the_feed_and_in_the_calendar_of_its_case(
    signed_in: Client, case: CaseFile
) -> None:
    factories.make_deadline(case)
    assert fetched(actors.anonymous(), made(signed_in)).uids == fetched(actors.anonymous()).uids


def test_nobody_keeps_it_lists_it_or_names_it_to_others(signed_in: Client, case: CaseFile) -> None:
    address = made(signed_in)
    client = actors.anonymous()
    response = client.get(address)
    for one in (response, client.get("/calendar/nonesuch.ics"), client.head(address)):
        assert one["Cache-Control"] == "private, no-cache"
        assert one["X-Robots-Tag"] == "noindex"
        assert one["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in one
    unchanged = client.get(address, headers={"if-none-match": response["ETag"]})
    assert unchanged.status_code == 304
    assert "private" in unchanged["Cache-Control"]
    assert client.post(address).status_code == 405


def test_a_replaced_one_is_shut_and_so_is_a_revoked_one(signed_in: Client) -> None:
    first = made(signed_in)
    second = made(signed_in)
    client = actors.anonymous()
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    assert signed_in.post(PAGE, {"do": "revoke"}).status_code == 302
    assert client.get(second).status_code == 404
    assert signed_in.post(PAGE, {"do": "revoke"}).status_code == 302
    assert signed_in.post(PAGE, {}).status_code == 400
    assert Feed.objects.filter(revoked_at=None).count() == 0
    assert Feed.objects.count() == 2


def test_it_is_open_while_reading_is_closed_and_shut_with_its_account(
    signed_in: Client, ann: User, settings: Any
) -> None:
    address = made(signed_in)
    settings.CASEFILES_PUBLIC_READ = False
    assert actors.anonymous().get(address).status_code == 200
    ann.is_active = False
    ann.save()
    assert actors.anonymous().get(address).status_code == 404


def test_it_tells_what_is_sealed_to_whom_may_see_it(signed_in: Client, ann: User, case: CaseFile) -> None:
    address = made(signed_in)
    factories.make_deadline(case, title="Hidden", set_by_entry=factories.make_filing(case, sealed="full"))
    assert fetched(actors.anonymous(), address).events == {}
    ann.user_permissions.add(Permission.objects.get(codename="view_sealed"))
    assert list(fetched(actors.anonymous(), address).events) == ["Hidden"]


def test_its_queries_are_as_many_for_three_cases_as_for_one(signed_in: Client, ann: User, case: CaseFile) -> None:
    address = made(signed_in)

    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert actors.anonymous().get(address).status_code == 200
        return len(caught)

    roe = factories.make_appearance(case, slug="roe", role="defendant")
    factories.make_deadline(case, responsible=(roe,))
    one = count()
    for slug in "bc":
        other = factories.make_case(slug=slug)
        factories.make_deadline(other, responsible=(factories.make_appearance(other),))
        following.follow(case=other, by=ann, now=factories.NOON)
    assert count() == one == 13


class Heard(logging.Handler):
    """All that is logged, as a file would hold it, with what hangs on each record."""

    def __init__(self) -> None:
        super().__init__(level=0)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{self.format(record)} {record.msg} {record.args}\n"


@pytest.fixture
def heard() -> Iterator[Heard]:
    handler, names = Heard(), ["", "django", "django.request", "django.server", "django.db.backends", "gunicorn.access"]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).addHandler(handler)
    yield handler
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).removeHandler(handler)


def test_no_log_holds_it(signed_in: Client, ann: User, heard: Heard, monkeypatch: Any) -> None:
    address = made(signed_in)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    client = Client(raise_request_exception=False)
    for path in (
        address,
        f"/calendar/{token}",
        f"/calendar/{token}/",
        f"/calendar/{token}.ics/x",
        f"/calendar//{token}.ics",
    ):
        client.get(path)
        client.post(path)
    signed_in.post(PAGE, {"do": "revoke"})
    assert client.get(address).status_code == 404
    monkeypatch.setattr(following, "digest_of", lambda token: 1 / 0)
    assert client.get(address).status_code == 500
    assert token not in client.get(address).text
    for name in ("gunicorn.access", "django.server", "gunicorn.error"):
        logging.getLogger(name).error('"GET %(path)s HTTP/1.1" 200 "%(path)s"', {"path": f"https://x{address}"})
    assert "Internal Server Error: /calendar/[secret]" in heard.text
    assert token not in heard.text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("GET /calendar/abc.ics HTTP/1.1", "GET /calendar/[secret] HTTP/1.1"),
        ("GET /calendar/ HTTP/1.1", "GET /calendar/ HTTP/1.1"),
        ("/login/?next=%2Fcalendar%2Fabc.ics&a=1", "/login/?next=%2Fcalendar%2F[secret]&a=1"),
        ('"https://x.org/calendar/abc"', '"https://x.org/calendar/[secret]"'),
        ("/cases/a/deadlines.ics", "/cases/a/deadlines.ics"),
    ],
)
def test_what_is_blotted_out(text: str, clean: str) -> None:
    assert blotted(text) == clean


def test_a_message_that_does_not_fit_is_left_to_logging() -> None:
    record = logging.getLogger("x").makeRecord("x", logging.INFO, "f", 1, "%s %s", ("one",), None)
    assert record.args == ("one",)


def test_following(signed_in: Client, ann: User, case: CaseFile) -> None:
    address = "/cases/doe-v-roe/follow/"
    assert actors.anonymous().post(address).status_code == 302
    assert Follow.objects.count() == 1
    assert signed_in.post(address)["Location"] == "/cases/doe-v-roe/deadlines/"
    assert Follow.objects.get().since == factories.NOON
    assert signed_in.post(address, {"do": "unfollow", "back": "calendar"})["Location"] == PAGE
    assert not Follow.objects.exists()
    assert signed_in.post(address, {"back": "https://example.org/"})["Location"] == "/cases/doe-v-roe/deadlines/"
    assert Follow.objects.get().user == ann


def test_the_page(signed_in: Client, ann: User, case: CaseFile) -> None:
    factories.make_case(slug="other", short_caption="Poe <v> Noe")
    text = signed_in.get(PAGE).text
    assert "1 case followed" in text
    assert "ann@example.org" in text
    assert text.count("Unfollow") == 1
    assert "Poe &lt;v&gt; Noe" in text
    assert "Make an address" in text
    made(signed_in)
    text = signed_in.get(PAGE).text
    assert "Replace it" in text
    assert "Revoke it" in text
    ann.email = ""
    ann.save()
    assert "no mail address" in signed_in.get(PAGE).text


def test_the_page_asks_as_much_for_three_cases_as_for_one(signed_in: Client, case: CaseFile) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert signed_in.get(PAGE).status_code == 200
        return len(caught)

    one = count()
    for slug in "bc":
        factories.make_case(slug=slug)
    assert count() == one == 5
