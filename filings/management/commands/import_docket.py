import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from casefiles.models import CaseFile
from filings.importing.actions.imports import (
    BegunMeanwhile,
    NotMerged,
    Preview,
    Reading,
    hold_case,
    merge,
    preview,
    read,
    take_in,
)
from filings.importing.case_format import CaseFormatError
from filings.importing.proposal import ENTRIES, STATES
from filings.importing.sheet import KINDS, NotADocket

REFUSED = 2
TOLD = ("entries", "parties", "attorneys", "relations")


class Command(BaseCommand):
    help = (
        "Imports a docket: a page saved from PACER (docket report, history report, attachments), CourtListener's JSON, a"
        " case file, a CSV of entries. What is doubtful is left out and told; the import page asks about it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--case", metavar="SLUG", help="The case it is for; else its court and number tell.")
        parser.add_argument("--new", metavar="SLUG", help="Begins a case of that name, where it is not here yet.")
        parser.add_argument("--dry-run", action="store_true", help="Says what would change, and writes nothing.")
        parser.add_argument("--likely", action="store_true", help="Answers what is doubtful as seems right.")
        parser.add_argument("--json", action="store_true", dest="as_json", help="Counts as one JSON object.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            case = self._case(options["case"])
            reading = read(data=self._data(file), filename=file.name, progress=self._progress())
            try:
                shown = self._import(reading, case, options)
            except BegunMeanwhile:
                shown = self._import(reading, case, options)
        except (NotADocket, CaseFormatError, NotMerged) as why:
            self._refuse(str(why), options["case"] or options["new"], options["as_json"])
            return
        (self._print_json if options["as_json"] else self._print)(shown, options["dry_run"])

    def _case(self, slug: str | None) -> CaseFile | None:
        if slug is None:
            return None
        case = CaseFile.objects.filter(slug=slug).first()
        if case is None:
            raise NotADocket(f"There is no case {slug}. Begin one with --new {slug}.")
        return case

    def _data(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as fault:
            raise NotADocket(f"{file} cannot be read: {fault.strerror}.") from fault

    @transaction.atomic
    def _import(self, reading: Reading, case: CaseFile | None, options: dict[str, Any]) -> Preview:
        now = timezone.now()
        made = take_in(reading=reading, case=case, new_slug=options["new"], by=None, now=now)
        shown = preview(made=made)
        answers = {}
        if options["likely"]:
            asked = (item for item in shown.proposal.items if item.question and item.answer is None)
            answers = {item.token: item.question.likely for item in asked if item.question}
        if options["dry_run"]:
            shown = preview(made=made, answers=answers)
            hold_case(shown)
            transaction.set_rollback(True)
            return shown
        return merge(made=made, by=None, now=now, answers=answers)

    def _progress(self) -> Any:
        """A count of the entries read, on a terminal alone."""
        if not sys.stderr.isatty():
            return None
        return lambda read: print(f"\r{read:,} entries read", end="", file=sys.stderr, flush=True)  # noqa: T201

    def _refuse(self, why: str, slug: str | None, as_json: bool) -> None:
        if as_json:
            empty = {name: dict.fromkeys(STATES, 0) for name in TOLD}
            self.stdout.write(json.dumps({"kind": None, "case": slug, **empty, "refused": why}, ensure_ascii=False))
            sys.exit(REFUSED)
        raise CommandError(why, returncode=REFUSED)

    def _print_json(self, shown: Preview, is_dry: bool) -> None:
        counts = shown.proposal.counts()
        told = {
            "kind": shown.made.kind,
            "case": self._slug(shown),
            **{name: counts[name] for name in TOLD},
            "refused": None,
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False))

    def _print(self, shown: Preview, is_dry: bool) -> None:
        counts = shown.proposal.counts()
        would = "would be imported" if is_dry else "imported"
        self.stdout.write(f"{self._slug(shown)}: {KINDS[shown.made.kind]} {would}.")
        for section, found in counts.items():
            if any(found.values()):
                self.stdout.write(f"  {section}: " + ", ".join(f"{found[state]} {state}" for state in STATES))
        for remark in shown.sheet.remarks:
            self.stdout.write(f"  remark: {remark}")
        for item in shown.proposal.of(ENTRIES, "doubtful"):
            why = item.question.text if item.question else "it has no date, and is not on the docket here."
            self.stdout.write(f"  doubtful: {item.label}, {item.title[:70]}: {why}")

    def _slug(self, shown: Preview) -> str:
        return shown.made.case.slug if shown.made.case else str(shown.made.new_slug)
