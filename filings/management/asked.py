"""What the two commands that count have in common: their words, their refusals, JSON or a sheet to read."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from filings.deadlines.computing import Suspended
from filings.deadlines.periods import Nonsense
from filings.deadlines.rules import NotInForce, UnknownRule

REFUSED = 2


class AskedCommand(BaseCommand):
    """Counts, and touches no database. What cannot be counted is refused in a sentence, with exit code 2."""

    # A fault elsewhere in the project is no reason not to count.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        # Nothing is left for argparse to refuse: its own refusals come with a page of usage.
        parser.add_argument(
            "--from", metavar="DATE", help="2025-10-27 or 10/27/2025 (10/27/25: 69 to 99 are 19..); with a time too"
        )
        parser.add_argument(
            "--service", help="ecf, mail, personal, clerk, consented, waiver, n/a, ecf-before-2016-12-01"
        )
        parser.add_argument("--court", metavar="ID", help="cand, nysd, ca9, ...; note: federal days only")
        parser.add_argument(
            "--closed", action="append", default=[], metavar="DATE:EFFECT[:WHY]",
            help="a closed day: legal_holiday, inaccessible, none or disputed; again for another",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def run_from_argv(self, argv: list[str]) -> None:
        """A value that begins with a dash is still a value: `--days -1e9` gets our sentence, not argparse's."""
        if "--days" in argv[:-1]:
            place = argv.index("--days")
            argv = [*argv[:place], f"--days={argv[place + 1]}", *argv[place + 2 :]]
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        # Whoever calls a command from code may give numbers.
        asked = {name: None if value is None else str(value) for name, value in options.items()}
        closed = [str(one) for one in options["closed"]]
        try:
            told, sheet = self.answer(asked, closed, options)
        except (Nonsense, NotInForce, Suspended, UnknownRule) as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        self.stdout.write(json.dumps(told) if options["json"] else sheet, ending="\n" if options["json"] else "")

    def answer(
        self, asked: Mapping[str, str | None], closed: list[str], options: Mapping[str, Any]
    ) -> tuple[dict[str, Any], str]:
        """The JSON object, and the sheet."""
        raise NotImplementedError
