from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from casefiles.models import CaseFile
from filings.deadlines.actions.proposing import propose, recompute


class Command(BaseCommand):
    help = (
        "Counts every open date that rests on a rule again, as after a change of the rules, and proposes what comes out "
        "differently. Nothing is changed before somebody accepts it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="the case; without it, all of them")
        parser.add_argument("--all", action="store_true", help="propose what any filing on the docket sets off, too")

    def handle(self, *args: Any, slug: str | None, all: bool, **options: Any) -> None:
        cases = CaseFile.objects.filter(slug=slug) if slug else CaseFile.objects.all()
        if slug and not cases:
            raise CommandError(f"No case goes by the name {slug}.", returncode=2)
        for case in cases:
            now = timezone.now()
            if all:
                made = propose(case=case, filings=case.filings.values_list("pk", flat=True), by=None, now=now)
            else:
                made = recompute(case=case, by=None, now=now)
            for proposal in made:
                self.stdout.write(
                    f"{case.slug}: {proposal.computation.result['deadline']['title']}: {proposal.because}"
                )
            if options["verbosity"]:
                self.stdout.write(f"{case.slug}: {len(made)} proposed.")
