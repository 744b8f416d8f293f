"""Each rule of filings and of what follows from them is broken once, and refused by the database under its name."""

from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.authorities.models import Authority
from filings.models import (
    Claim,
    ClaimEvent,
    ClaimPoint,
    Feed,
    Figure,
    Filer,
    Filing,
    Follow,
    HeldFile,
    Import,
    LastLook,
    Page,
    Reminder,
    Responsible,
    TrayPaper,
)
from tests import factories
from tests.casefiles import test_models as of_the_case
from tests.constraints import BROKEN, breaks, constraints
from tests.filings.api import test_tokens as of_the_tokens
from tests.filings.deadlines import test_models as of_the_dates
from tests.filings.search import test_saved as of_the_searches
from tests.filings.timeline import test_facts as of_the_facts
from tests.parties import test_models as of_the_parties

# What these say they break counts as well: it is known once they are imported.
BREAKERS = (of_the_case, of_the_dates, of_the_facts, of_the_parties, of_the_searches, of_the_tokens)


def test_each_constraint_has_a_test_that_breaks_it() -> None:
    """Finds the constraints by itself: who adds one to a model adds its test, in one of these modules."""
    stated = constraints()
    assert len(stated) > 30
    assert set(stated) - BROKEN == set(), "no test breaks these"
    assert BROKEN - set(stated) == set(), "no model states these"


def test_each_constraint_reads_as_a_sentence_and_fits_every_database() -> None:
    for name in constraints():
        assert name == name.lower()
        assert name.count("_") >= 3, name
        assert len(name) <= 63, name


# Filings


@breaks("a_filing_has_a_key_of_its_own_in_a_case")
def test_two_filings_under_one_key(case: CaseFile) -> None:
    factories.make_filing(case, entry=34)
    factories.make_filing(case, entry=34)


def test_a_court_may_use_a_number_twice(case: CaseFile) -> None:
    factories.make_filing(case, entry=34)
    assert factories.make_filing(case, entry=34, key="34_2").label == "No. 34 twin 2"


@pytest.mark.parametrize(
    ("entry", "key"), [(None, "34"), (34, "u2025-09-19"), (34, "motion"), (34, "34_"), (34, "34_two")]
)
@breaks("a_key_is_the_number_or_says_unnumbered")
def test_a_key_that_is_not_the_number(case: CaseFile, entry: int | None, key: str) -> None:
    factories.make_filing(case, entry=entry, key=key)


@breaks("a_docket_number_counts_from_one")
def test_entry_nought(case: CaseFile) -> None:
    factories.make_filing(case, entry=0, position=1)


@breaks("a_filing_is_of_a_known_kind")
def test_a_kind_nobody_knows(case: CaseFile) -> None:
    factories.make_filing(case, kind="rant")


@breaks("a_filing_is_sealed_none_partly_full_or_unknown")
def test_a_filing_sealed_in_another_way(case: CaseFile) -> None:
    factories.make_filing(case, sealed="halfly")


def test_sealing_may_be_unknown(case: CaseFile) -> None:
    assert factories.make_filing(case, sealed=None).sealed is None


@breaks("a_filing_has_a_known_outcome_or_none")
def test_an_outcome_nobody_knows(case: CaseFile) -> None:
    factories.make_filing(case, outcome="shrugged at")


@breaks("a_filer_is_named_once_on_a_filing")
def test_one_filer_twice(case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    filing = factories.make_filing(case, filers=(doe,))
    Filer.objects.create(filing=filing, appearance=doe, position=1)


@breaks("a_relation_is_stated_once")
def test_one_relation_twice(case: CaseFile) -> None:
    motion, order = factories.make_filing(case, entry=34), factories.make_filing(case, entry=61)
    factories.relate(order, "rules on", motion)
    factories.relate(order, "rules on", motion)


def test_two_filings_may_relate_in_two_ways(case: CaseFile) -> None:
    motion, order = factories.make_filing(case, entry=34), factories.make_filing(case, entry=61)
    factories.relate(order, "rules on", motion)
    factories.relate(order, "concerns", motion)


@breaks("a_filing_does_not_relate_to_itself")
def test_a_filing_that_opposes_itself(case: CaseFile) -> None:
    filing = factories.make_filing(case)
    factories.relate(filing, "opposes", filing)


@breaks("a_relation_is_of_a_known_sort")
def test_a_relation_nobody_knows(case: CaseFile) -> None:
    factories.relate(factories.make_filing(case, entry=2), "winks at", factories.make_filing(case, entry=1))


# Documents


@breaks("a_document_number_stands_once_in_a_filing")
def test_two_main_documents(case: CaseFile) -> None:
    filing = factories.make_filing(case)
    factories.make_document(filing)
    factories.make_document(filing)


@breaks("a_file_is_held_once_for_a_document")
def test_the_same_bytes_twice(case: CaseFile) -> None:
    document = factories.make_document(factories.make_filing(case))
    factories.make_held_file(document)
    factories.make_held_file(document)


def test_the_same_bytes_may_be_two_documents(case: CaseFile) -> None:
    filing = factories.make_filing(case)
    for number in (0, 1):
        factories.make_held_file(factories.make_document(filing, number=number), sha256="a" * 64)


@pytest.mark.parametrize("lease", [{}, {"lease_token": "token"}, {"lease_until": factories.NOON}])
@breaks("a_reading_holds_a_lease")
def test_a_reading_without_a_lease(case: CaseFile, lease: dict[str, Any]) -> None:
    document = factories.make_document(factories.make_filing(case))
    factories.make_held_file(document, state=HeldFile.State.READING, **lease)


@pytest.mark.parametrize("why", [{}, {"fault": "empty"}, {"fault_text": "The file is empty."}])
@breaks("a_failed_reading_says_why")
def test_a_failed_reading_that_does_not_say_why(case: CaseFile, why: dict[str, Any]) -> None:
    document = factories.make_document(factories.make_filing(case))
    factories.make_held_file(document, state=HeldFile.State.FAILED, **why)


@pytest.mark.parametrize("sha256", ["", "A" * 64, "a" * 63, "g" * 64])
@breaks("a_held_file_is_named_by_its_sha256")
def test_a_held_file_under_another_name(case: CaseFile, sha256: str) -> None:
    factories.make_held_file(factories.make_document(factories.make_filing(case)), sha256=sha256)


@breaks("a_page_stands_once_in_a_file")
def test_one_page_twice(case: CaseFile) -> None:
    held = factories.make_held_file(factories.make_document(factories.make_filing(case)), pages=("one",))
    Page.objects.create(held_file=held, number=1, text="one again")


@breaks("confidence_of_ocr_is_a_percentage")
def test_a_confidence_beyond_certainty(case: CaseFile) -> None:
    held = factories.make_held_file(factories.make_document(factories.make_filing(case)))
    Page.objects.create(held_file=held, number=7, text="", ocr_confidence=101)


@breaks("pages_count_from_one")
def test_page_nought(case: CaseFile) -> None:
    held = factories.make_held_file(factories.make_document(factories.make_filing(case)))
    Page.objects.create(held_file=held, number=0, text="")


# Claims, contentions, figures


@pytest.fixture
def claim(case: CaseFile) -> Claim:
    return factories.make_claim(case, pleaded_in=factories.make_filing(case))


@breaks("a_claim_has_a_number_of_its_own_in_a_case")
def test_two_claims_under_one_number(claim: Claim) -> None:
    factories.make_claim(claim.case, pleaded_in=claim.pleaded_in, number=claim.number)


@pytest.mark.parametrize(("aspect", "name"), [("theory", None), ("legal basis", "direct"), ("relief", "money")])
@breaks("a_theory_and_nothing_else_has_a_name")
def test_a_point_of_a_claim_named_wrongly(claim: Claim, aspect: str, name: str | None) -> None:
    ClaimPoint.objects.create(claim=claim, aspect=aspect, name=name, text="What is meant.")


@breaks("a_step_of_a_claim_stands_once")
def test_one_step_of_a_claim_twice(claim: Claim) -> None:
    for position in (0, 1):
        ClaimEvent.objects.create(
            claim=claim, date=date(2025, 7, 1), status="pleaded", entry=claim.pleaded_in, position=position
        )


@breaks("a_contention_has_a_key_of_its_own_in_a_case")
def test_two_contentions_under_one_key(case: CaseFile) -> None:
    factories.make_contention(case, key="point")
    factories.make_contention(case, key="point")


@breaks("a_figure_has_a_key_of_its_own_in_a_case")
def test_two_figures_under_one_key(case: CaseFile) -> None:
    for value in (1, 2):
        Figure.objects.create(case=case, key="works", label="Works", value=value, unit="works", source_kind="press")


# Deadlines


@breaks("a_deadline_has_a_key_of_its_own_in_a_case")
def test_two_deadlines_under_one_key(case: CaseFile) -> None:
    factories.make_deadline(case, key="answer")
    factories.make_deadline(case, key="answer")


@pytest.mark.parametrize("status", ["met", "held"])
@breaks("what_is_met_or_held_names_its_filing")
def test_a_deadline_met_by_nothing(case: CaseFile, status: str) -> None:
    factories.make_deadline(case, status=status)


@pytest.mark.parametrize("status", ["moved", "vacated"])
@breaks("what_is_moved_or_vacated_names_its_filing")
def test_a_deadline_moved_by_nothing(case: CaseFile, status: str) -> None:
    factories.make_deadline(case, status=status)


@pytest.mark.parametrize("missing", ["trigger_date", "rule_days", "computed_due"])
@breaks("a_rule_shows_its_trigger_its_days_and_its_date")
def test_a_rule_that_does_not_show_its_count(case: CaseFile, missing: str) -> None:
    count: dict[str, Any] = {"trigger_date": date(2025, 10, 27), "rule_days": 14, "computed_due": date(2025, 11, 10)}
    factories.make_deadline(case, rule="Civil L.R. 7-3(a)", **count | {missing: None})


@breaks("who_must_act_is_named_once_on_a_deadline")
def test_who_must_act_named_twice(case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    deadline = factories.make_deadline(case, responsible=(doe,))
    Responsible.objects.create(deadline=deadline, appearance=doe, position=1)


# What comes in


def make_import(**fields: Any) -> Import:
    facts = {"kind": "docket-report", "filename": "d.html", "sha256": "0", "size": 1, "sheet": {}}
    return Import.objects.create(**facts | {"uploaded_at": factories.NOON} | fields)


@breaks("an_import_is_merged_when_it_says_when")
def test_an_import_merged_at_no_time(case: CaseFile) -> None:
    make_import(case=case, state="merged")


@breaks("an_import_is_undone_when_it_says_when")
def test_an_import_undone_at_no_time(case: CaseFile) -> None:
    make_import(case=case, state="undone", merged_at=factories.NOON)


@breaks("an_import_is_of_a_case_or_begins_one")
def test_an_import_of_no_case(db: None) -> None:
    make_import()


@breaks("a_paper_waits_once_in_a_case")
def test_a_paper_that_waits_twice(case: CaseFile) -> None:
    for name in ("a.pdf", "b.pdf"):
        TrayPaper.objects.create(case=case, sha256="0", size=1, filename=name, why="No stamp.", added_at=factories.NOON)


@breaks("a_reader_last_looked_once_at_a_case")
def test_a_reader_who_last_looked_twice(case: CaseFile) -> None:
    user = factories.make_user()
    for _ in range(2):
        LastLook.objects.create(user=user, case=case, looked_at=factories.NOON)


@breaks("a_reader_follows_a_case_once")
def test_a_reader_who_follows_twice(case: CaseFile) -> None:
    user = factories.make_user()
    for _ in range(2):
        Follow.objects.create(user=user, case=case, since=factories.NOON)


@breaks("a_reader_has_one_open_feed")
def test_a_second_open_feed(db: None) -> None:
    user = factories.make_user()
    for digest in "ab":
        Feed.objects.create(user=user, digest=digest, made_at=factories.NOON)


@breaks("a_feed_is_revoked_after_it_is_made")
def test_a_feed_revoked_before_it_was_made(db: None) -> None:
    before = factories.NOON.replace(hour=11)
    Feed.objects.create(user=factories.make_user(), digest="a", made_at=factories.NOON, revoked_at=before)


@breaks("a_reminder_goes_out_once")
def test_a_reminder_told_twice(case: CaseFile) -> None:
    user, deadline = factories.make_user(), factories.make_deadline(case)
    for _ in range(2):
        Reminder.objects.create(user=user, deadline=deadline, about="due:2026-02-01:7", sent_at=factories.NOON)


# Authorities


@breaks("an_authority_stands_once_in_a_case")
def test_an_authority_twice(case: CaseFile) -> None:
    for _ in range(2):
        Authority.objects.create(case=case, key="17-usc-504", sort="statute", cite="17 U.S.C. § 504")


@breaks("a_citation_stands_once_at_its_place")
def test_a_citation_twice(case: CaseFile) -> None:
    for _ in range(2):
        factories.make_citation(case, start=3)


@breaks("a_citation_ends_after_it_starts")
def test_a_citation_without_a_word(case: CaseFile) -> None:
    factories.make_citation(case, start=3, end=3)


def test_a_masked_filing_is_never_saved(case: CaseFile) -> None:
    filing = factories.make_filing(case, sealed="full")
    filing.mask()
    with pytest.raises(RuntimeError, match="must not be saved"):
        filing.save()
    assert Filing.objects.get().title == "Paper 1"
