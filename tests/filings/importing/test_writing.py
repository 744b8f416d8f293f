"""A document into the tables: in bulk, to the letter, and with a history that says who, when and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model

from casefiles.models import CaseFile, Source
from filings.docket.models import mask_sealed
from filings.importing.case_format import CaseFormatError, Document, validate
from filings.importing.dumping import dump
from filings.importing.writing import write
from filings.models import Claim, ClaimEvent, ClaimPoint, Contention, Deadline, Filer, Filing, Relation, Responsible
from filings.models import Document as Paper
from parties.models import Appearance, Firm, Party, Representation
from tests import factories
from tests.filings.importing.documents import CASE, Edit, changed, lengthened

pytestmark = pytest.mark.django_db

LATER = factories.NOON + timedelta(days=1)
UNCHANGED = 33
"""Statements of a write that finds nothing to change."""


def put(document: Document, case: CaseFile | None = None, **options: Any) -> CaseFile:
    return write(document, case=case, **{"by": None, "reason": "test", "now": LATER} | options)


def edit(case: CaseFile, *edits: Edit, **options: Any) -> None:
    put(changed(*edits), CaseFile.objects.get(pk=case.pk), **options)


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def see(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(see):
        yield seen


def history_of(row: Model) -> list[Any]:
    """The versions of a row, oldest first."""
    model: Any = type(row)
    return list(model.history.filter(id=row.pk).order_by("history_id"))


# In bulk


def test_a_long_docket_takes_less_than_one_statement_for_four_entries() -> None:
    document = lengthened(600)
    validate(document)
    with statements() as seen:
        case = put(document)
    assert len(seen) <= 600 / 4
    assert dump(case) == document


def test_so_does_changing_each_of_its_entries() -> None:
    document = lengthened(600)
    case = put(document)
    for record in document["filings"]:
        record |= {"title": f"{record['title']}, amended", "docket_text": "Amended.", "date_entered": "2026-11-09"}
        record |= {"document_id": "035199", "page_count": 3}
    with statements() as seen:
        put(document, case)
    assert len(seen) <= 600 / 4
    assert dump(case) == document


@pytest.mark.parametrize("entries", [1, 30])
def test_a_write_that_changes_nothing_reads_a_fixed_number_of_times(entries: int) -> None:
    document = lengthened(entries)
    case = put(document)
    histories = {model: model.history.count() for model in (Filing, Filer, Relation, Paper, CaseFile)}
    with statements() as seen:
        put(document, case)
    assert len(seen) == UNCHANGED
    assert all(sql.startswith("SELECT") for sql in seen)
    assert histories == {model: model.history.count() for model in histories}


def test_one_change_costs_its_row_and_its_history(real_case: CaseFile) -> None:
    with statements() as seen:
        put(changed(("filings[34].note", "Noticed anew.")), real_case)
    assert len(seen) == UNCHANGED + 2


# History


def test_the_history_says_who_when_and_why(real_case: CaseFile) -> None:
    user = factories.make_user()
    motion = real_case.filings.get(key="34")
    put(changed(("filings[34].note", "Noticed anew."), ("filings[34].filed_by", [])), real_case, by=user, reason="R 7")
    (first, last), gone = history_of(motion), Filer.history.get(history_type="-")
    assert (first.history_type, first.note, last.note) == ("+", motion.note, "Noticed anew.")
    for version in (last, gone):
        assert (version.history_user, version.history_date, version.history_change_reason) == (user, LATER, "R 7")
    assert (last.history_type, last.title) == ("~", motion.title)


def test_a_row_that_is_added_and_completed_in_one_write_has_one_version(real_case: CaseFile) -> None:
    """An attorney comes before the filings, and the filing that names him after them."""
    attorney = real_case.representations.get(slug="trey-brown")
    (version,) = history_of(attorney)
    assert (version.history_type, version.source_entry_id) == ("+", attorney.source_entry_id)
    assert attorney.source_entry_id
    assert [one.history_type for one in history_of(real_case)] == ["+"]


@pytest.mark.parametrize(
    "model",
    [CaseFile, Party, Appearance, Representation, Filing, Filer, Paper, Relation, Claim, ClaimPoint, ClaimEvent, Contention,
     Deadline, Responsible],
)  # fmt: skip
def test_each_row_that_keeps_a_history_begins_one(real_case: CaseFile, model: Any) -> None:
    assert model.objects.exists()
    assert set(model.objects.values_list("pk")) == set(model.history.filter(history_type="+").values_list("id"))


# Ties


def test_ties_stay_up_to_the_first_that_differs(real_case: CaseFile) -> None:
    filing = real_case.filings.get(key="1")
    first, second = filing.filers.all()
    edit(real_case, ("filings[0].filed_by", ["strike-3-holdings", "meta-platforms", "counterlife-media"]))
    kept, *added = filing.filers.select_related("appearance")
    assert kept == first
    assert [(row.appearance.slug, row.position) for row in added] == [("meta-platforms", 1), ("counterlife-media", 2)]
    assert Filer.history.get(id=second.pk, history_type="-").history_date == LATER
    assert [[version.history_type for version in history_of(row)] for row in (kept, *added)] == [["+"], ["+"], ["+"]]


def test_a_filer_is_added_after_those_that_stand_at_odd_places(real_case: CaseFile) -> None:
    filing = real_case.filings.get(key="34")
    filing.filers.update(position=7)
    edit(real_case, ("filings[34].filed_by", ["meta-platforms", "counterlife-media"]))
    assert list(filing.filers.values_list("appearance__slug", "position")) == [
        ("meta-platforms", 7),
        ("counterlife-media", 8),
    ]


def test_ties_without_a_place_keep_the_order_of_the_document(real_case: CaseFile) -> None:
    codes = CASE["case"]["sources"]
    turned = changed(("case.sources", list(reversed(codes))), ("contentions[3].answers", []))
    put(turned, real_case)
    assert dump(real_case) == turned
    assert Source.objects.count() == len(CASE["sources"])


# Rows


def test_a_new_party_may_stand_before_one_that_is_known(real_case: CaseFile) -> None:
    party = CASE["parties"][0] | {"slug": "acme", "name": "Acme, Inc."}
    document = changed(("parties[0].note", "Another note."), ("parties[+]", party))
    document["parties"].insert(0, document["parties"].pop())
    put(document, real_case)
    assert dump(real_case) == document


def test_a_party_printed_in_two_roles_is_one_party() -> None:
    twice = CASE["parties"][2] | {"slug": "meta-counter", "role": "counter-defendant", "name": "Meta Anew, Inc."}
    document = changed(("parties[2].name", "Meta Anew, Inc."), ("parties[+]", twice))
    put(document)
    party = Party.objects.get(name="Meta Anew, Inc.")
    assert [row.slug for row in party.appearances.order_by("position")] == ["meta-platforms", "meta-counter"]


def test_the_side_follows_the_role(real_case: CaseFile) -> None:
    edit(real_case, ("parties[2].role", "plaintiff"))
    row = real_case.appearances.get(slug="meta-platforms")
    assert row.side == "plaintiff"
    assert [version.side for version in history_of(row)] == ["defendant", "plaintiff"]


def test_cases_share_a_firm(real_case: CaseFile) -> None:
    firms = Firm.objects.count()
    put(changed(("case.slug", "another-case"), ("attorneys[0].firm", {"name": "New & Co.", "confidence": "confirmed"})))
    assert Firm.objects.count() == firms + 1


def test_a_filing_that_was_masked_for_a_reader_is_not_written_back(real_case: CaseFile) -> None:
    real_case.filings.filter(key="34").update(sealed="full")
    case = CaseFile.objects.prefetch_related("filings").get(pk=real_case.pk)
    mask_sealed(case.filings.all(), sees_sealed=False)
    put(changed(("filings[34].sealed", "full"), ("filings[34].note", "A note")), case)
    assert real_case.filings.get(key="34").title == CASE["filings"][34]["title"]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("filings[34].judge", "J" * 201, "filings[34].judge"),
        ("filings[34].document_id", "9" * 101, "filings[34].document_id"),
        ("filings[34].attachments[0].document_id", "9" * 101, "filings[34].attachments[0].document_id"),
        ("parties[0].name", "N" * 501, "parties[0].name"),
        ("attorneys[0].firm", {"name": "F" * 301, "confidence": "confirmed"}, "attorneys[0].firm.name"),
        ("deadlines[0].rule_days", "a week", "deadlines[0].rule_days"),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_what_the_tables_cannot_hold_is_refused_by_its_path(
    path: str, value: Any, told: str, *, is_new: bool, request: pytest.FixtureRequest
) -> None:
    case = None if is_new else request.getfixturevalue("real_case")
    with pytest.raises(CaseFormatError) as refused, transaction.atomic():
        put(changed((path, value)), case)
    assert [fault.path for fault in refused.value.faults] == [told]
    assert CaseFile.objects.count() == (not is_new)


def test_without_a_clock_the_history_has_the_time_of_writing(real_case: CaseFile) -> None:
    edit(real_case, ("filings[34].note", "Noticed anew."), now=None)
    assert history_of(real_case.filings.get(key="34"))[-1].history_date > factories.NOON
