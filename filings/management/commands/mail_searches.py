from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from filings.management.commands.send_reminders import origin
from filings.search.actions.telling import mail_searches


class Command(BaseCommand):
    help = (
        "Mails to those who keep a search with mails on the new filings that it finds, each once. Run it as often as news is "
        "wanted, once an hour or once a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print the mails; send nothing, remember nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        if not dry_run and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            self.stderr.write("EMAIL_URL is not set: the mails are printed here and count as sent.")
        sent = failed = 0
        for told in mail_searches(now=datetime.now(UTC), origin=origin(), is_dry=dry_run):
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
