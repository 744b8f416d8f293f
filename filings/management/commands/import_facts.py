from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from casefiles.models import CaseFile
from filings.importing.facts.actions import import_facts
from filings.importing.facts.plan import CHANGED, Plan
from filings.importing.facts.table import FaultyTable, read, text_in
from filings.timeline.models import Fact

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Imports facts outside the court from a table (CSV; the import page of a timeline has the template). A key that is"
        " here already changes that fact; nothing is removed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The case, by its name in addresses.")
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Says what would change, and writes nothing.")
        parser.add_argument("--if-absent", action="store_true", help="Only if the case never had a fact.")

    def handle(self, *args: Any, slug: str, file: Path, dry_run: bool, if_absent: bool, **options: Any) -> None:
        case = CaseFile.objects.filter(slug=slug).first()
        if case is None:
            raise CommandError(f"There is no case {slug}.", returncode=REFUSED)
        if if_absent and Fact.history.filter(case=case).exists():
            self.stdout.write(f"{slug}: facts are here already; left as they are.")
            return
        # Whoever runs commands may read the database.
        case.sees_sealed = True
        try:
            plan = self._import(case, file, dry_run)
        except OSError as fault:
            raise CommandError(f"{file} cannot be read: {fault.strerror}.", returncode=REFUSED) from fault
        except FaultyTable as why:
            told = "".join(f"\n  {fault}" for fault in why.faults)
            raise CommandError(f"{file.name} was refused. {why}{told}", returncode=REFUSED) from why
        self._report(case, plan, dry_run)

    @transaction.atomic
    def _import(self, case: CaseFile, file: Path, dry_run: bool) -> Plan:
        table = read(text_in(file.read_bytes()))
        plan = import_facts(case=case, table=table, filename=file.name, by=None, now=timezone.now())
        transaction.set_rollback(dry_run)
        return plan

    def _report(self, case: CaseFile, plan: Plan, dry_run: bool) -> None:
        counts = ", ".join(f"{count} {state}" for state, count in plan.counts.items())
        self.stdout.write(f"{case.slug}: {counts}{'; nothing is written' if dry_run else ''}.")
        for item in plan.items:
            if item.state == CHANGED:
                for change in item.changes:
                    self.stdout.write(f"  {item.values['key']}, {change.column}: {change.old} -> {change.new}")
        if plan.unknown:
            self.stdout.write(f"  left out, as they say nothing of a fact: {', '.join(plan.unknown)}")
