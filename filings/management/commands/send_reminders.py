from argparse import ArgumentParser
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from filings.calendar.actions.reminding import send_reminders


class Command(BaseCommand):
    help = (
        "Mails to each follower of a case what is due in 14, 7, 3 and 1 days, and what changed since the last mail. Run it "
        "once a day, in the morning; a second run on the same day sends nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today", metavar="DATE", help="count from this day (2025-11-10), not from today at the court"
        )
        parser.add_argument("--dry-run", action="store_true", help="print the mails; send nothing, remember nothing")

    def handle(self, *args: Any, today: str | None, dry_run: bool, **options: Any) -> None:
        if not dry_run and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            self.stderr.write("EMAIL_URL is not set: the mails are printed here and count as sent.")
        sent = failed = 0
        found = send_reminders(
            now=datetime.now(UTC), today=day_of(today) if today else None, origin=origin(), is_dry=dry_run
        )
        for told in found:
            if dry_run:
                self.stdout.write(f"To: {told.user.email}\nSubject: {told.letter.subject}\n\n{told.letter.body}")
            elif told.fault:
                failed += 1
                self.stderr.write(f"Not sent to {told.user.get_username()}: {told.fault}")
                continue
            sent += 1
        self.stdout.write(f"{sent} mail{'' if sent == 1 else 's'} {'would be sent' if dry_run else 'sent'}.")
        if failed:
            raise CommandError(
                f"{failed} mail{'' if failed == 1 else 's'} could not be sent; the next run tries again."
            )


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is no day; write it as 2025-11-10.") from None


def origin() -> str:
    """Of the site, for addresses in mail: the first of ALLOWED_HOSTS, which an address can begin with."""
    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name.lstrip(".") not in {"", "*"}]
    host = names[0] if names else "localhost"
    return f"https://{host}" if settings.HTTPS else f"http://{host}:{settings.PORT}"
