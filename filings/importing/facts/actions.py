"""A table of facts into a case: all of it in one transaction, or nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from casefiles.models import CaseFile, User
from filings.importing.facts.plan import CHANGED, NEW, Item, Plan, plan_of
from filings.importing.facts.table import Table
from filings.importing.writer import Writer
from filings.timeline.models import Fact

TIED = "sources"
CHANGED_SINCE = "The facts here have changed since this was shown. Look again, then import."


class ChangedMeanwhile(Exception):
    """What was seen is no longer what would be done; the message is the sentence to show."""


@transaction.atomic
def import_facts(
    *, case: CaseFile, table: Table, filename: str, by: User | None, now: datetime, seen: str | None = None
) -> Plan:
    """Adds what is new, changes what differs, removes nothing; what was done.

    `case` as the door gives it; `seen`: the digest of the plan that a person said yes to. Raises FaultyTable or
    ChangedMeanwhile; then nothing is written.
    """
    CaseFile.objects.select_for_update().get(pk=case.pk)
    plan = plan_of(table, case)
    if seen is not None and plan.digest != seen:
        raise ChangedMeanwhile(CHANGED_SINCE)
    # Not “import 7: …”, by which the changes of a case know the docket files that were imported.
    writer = Writer(case=case, by=by, reason=f"facts from {filename}"[:100], now=now)
    last = Fact.objects.filter(case=case).aggregate(last=Max("position"))["last"]
    position = -1 if last is None else last
    for item in plan.items:
        if item.state == NEW:
            position += 1
            put(writer, item, Fact(case=case, position=position))
        elif item.state == CHANGED and item.fact:
            put(writer, item, item.fact)
    writer.flush()
    writer.keep_history()
    return plan


def put(writer: Writer, item: Item, fact: Fact) -> None:
    values: dict[str, Any] = {name: value for name, value in item.values.items() if name != TIED}
    writer.put(fact, f"line {item.line}", **values)
    if TIED in item.values:
        writer.tie(fact, TIED, item.values[TIED])
