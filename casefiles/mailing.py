"""Mail to readers."""

from collections.abc import Callable

from django.core import mail


def deliver(*, to: str, subject: str, body: str, give_back: Callable[[], None]) -> str:
    """Sends it; what went wrong, if it did, and then `give_back` gives back what had been claimed for it."""
    found = mail.EmailMessage(subject, body, to=[to], headers={"Auto-Submitted": "auto-generated"})
    is_sent = False
    try:
        found.send()
        is_sent = True
    except (OSError, ValueError) as fault:  # SMTPException is the one, an address that cannot be the other
        return f"{type(fault).__name__}: {fault}"
    finally:
        if not is_sent:
            give_back()
    return ""
