"""Remarks on papers: what is told, in which words, to whom, and at what cost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casefiles.models import CaseFile
from filings.deadlines.paperchecks import COURT, LIMITS, Remark, remarks_of, remarks_on
from filings.deadlines.rulebook import rulebook
from filings.models import Filing
from tests import factories

OCT_27 = date(2025, 10, 27)


def motion(case: CaseFile, entry: int = 34, **fields: Any) -> Filing:
    base: dict[str, Any] = {"kind": "motion", "title": "Motion to dismiss the complaint", "date_filed": OCT_27}
    return factories.make_filing(case, entry=entry, **base | fields)


def answer(to: Filing, entry: int = 37, *, relation: str = "opposes", **fields: Any) -> Filing:
    kind = {"opposes": "opposition", "replies in support of": "reply"}.get(relation, "response")
    base: dict[str, Any] = {"kind": kind, "title": f"{kind.title()} to the motion", "date_filed": date(2025, 11, 10)}
    filing = factories.make_filing(to.case, entry=entry, **base | fields)
    factories.relate(filing, relation, to)
    return filing


def told(case: CaseFile, *, sees_sealed: bool = True) -> list[Remark]:
    case.sees_sealed = sees_sealed
    found = remarks_on(case)
    assert not any("violat" in one.text.lower() or "missed" in one.text.lower() for one in found)
    return found


def texts(case: CaseFile) -> list[str]:
    return [one.text for one in told(case)]


# Page limits


def test_a_long_motion(case: CaseFile) -> None:
    factories.make_document(motion(case), page_count=31)
    (one,) = told(case)
    assert one.text == (
        "25-page limit (Civ. L.R. 7-2(b)); the document has 31 pages, cover, tables and signature included. "
        "The limit is on the text."
    )
    assert (one.cite, one.rule_id, one.filing.entry) == ("Civ. L.R. 7-2(b)", "cand.civlr.7-2.a", 34)
    assert one.confidence


@pytest.mark.parametrize(("pages", "count"), [(25, 0), (26, 1)])
def test_the_limit_itself_is_no_remark(case: CaseFile, pages: int, count: int) -> None:
    factories.make_document(motion(case), page_count=pages)
    assert len(told(case)) == count


def test_each_sort_of_paper_has_its_limit(case: CaseFile) -> None:
    main = motion(case)
    administrative = motion(case, 50, kind="administrative motion", title="Administrative motion to relate")
    for filing in (
        answer(main), answer(main, 39, relation="replies in support of", date_filed=date(2025, 11, 17)), administrative,
        answer(administrative, 52, date_filed=date(2025, 10, 30)),
    ):  # fmt: skip
        factories.make_document(filing, page_count=26)
        factories.make_document(filing, number=1, title="Proposed order", page_count=300)
    assert [(one.filing.entry, one.text.split(";")[0]) for one in told(case)] == [
        (37, "25-page limit (Civ. L.R. 7-4(b))"),
        (39, "15-page limit (Civ. L.R. 7-4(b))"),
        (50, "5-page limit (Civ. L.R. 7-11)"),
        (52, "5-page limit (Civ. L.R. 7-11)"),
    ]


def test_the_file_held_is_counted_unless_it_is_a_sample(case: CaseFile) -> None:
    document = factories.make_document(motion(case), page_count=20)
    factories.make_held_file(document, page_count=31)
    assert "has 31 pages" in texts(case)[0]
    assert document.current
    document.current.is_sample = True
    document.current.save()
    assert told(case) == []


def test_other_courts_have_other_rules(db: None) -> None:
    case = factories.make_case(court_id="nysd")
    factories.make_document(motion(case), page_count=99)
    assert told(case) == []


def test_an_old_paper_is_under_other_words(case: CaseFile) -> None:
    factories.make_document(motion(case, date_filed=date(2008, 5, 1)), page_count=99)
    assert told(case) == []


# Notice of a hearing


@pytest.mark.parametrize(("day", "count"), [("11/30/2025", 1), ("12/1/2025", 0), ("1/21/2026", 0), ("10/1/2025", 0)])
def test_a_hearing_on_short_notice(case: CaseFile, day: str, count: int) -> None:
    motion(case, docket_text=f"MOTION to Dismiss filed by Acme. Motion Hearing set for {day} 10:00 AM in San Jose.")
    found = texts(case)
    assert len(found) == count
    if count:
        assert found[0].startswith(
            "Noticed for hearing on Nov 30, 2025, 34 days after it was filed; 35 days are the least"
        )


def test_a_hearing_on_record_counts_too(case: CaseFile) -> None:
    filing = motion(case)
    factories.make_deadline(case, key="hearing", kind="hearing", due=date(2025, 11, 20), set_by_entry=filing)
    assert len(told(case)) == 1


# After its date


def test_an_opposition_after_its_date(case: CaseFile) -> None:
    filing = motion(case, docket_text="MOTION to Dismiss filed by Acme. Responses due by 11/10/2025.")
    answer(filing, date_filed=date(2025, 11, 13))
    assert texts(case)[0].startswith(
        "Filed on Nov 13, 2025, 3 days after Nov 10, 2025, the date that the docket prints."
    )


def test_a_count_stands_in_where_nothing_is_printed(case: CaseFile) -> None:
    late = answer(motion(case), date_filed=date(2025, 11, 12))
    assert "the latest date that a count gives" in texts(case)[0]
    late.date_filed = date(2025, 11, 10)
    late.save()
    assert told(case) == []


def test_a_date_that_an_order_replaced_says_nothing(case: CaseFile) -> None:
    """Our case: the reply, due 11/17 by the docket, came on 11/20 under an order whose dates were not captured."""
    filing = motion(case, docket_text="MOTION filed by Acme. Responses due by 11/10/2025. Replies due by 11/17/2025.")
    order = factories.make_filing(case, entry=36, kind="order", title="Order on the schedule", by_court=True)
    row = factories.make_deadline(
        case, key="reply", title="Reply for the motion", due=date(2025, 11, 17), trigger_entry=filing, status="moved",
        changed_by_entry=order,
    )  # fmt: skip
    answer(filing)
    answer(filing, 39, relation="replies in support of", date_filed=date(2025, 11, 20))
    assert told(case) == []
    row.moved_to = date(2025, 11, 18)
    row.save()
    assert "2 days after Nov 18, 2025, the date on record" in texts(case)[0]


def test_a_later_copy_of_a_motion_has_no_late_briefs(case: CaseFile) -> None:
    filing = motion(case, docket_text="MOTION filed by Acme. Responses due by 9/10/2025. Replies due by 9/17/2025.")
    answer(filing)
    assert told(case) == []


def test_old_briefs_were_counted_from_the_hearing(case: CaseFile) -> None:
    old = motion(case, date_filed=date(2008, 4, 1))
    answer(old, date_filed=date(2008, 5, 22))
    answer(old, 39, relation="replies in support of", date_filed=date(2008, 6, 22))
    assert told(case) == []


def test_every_limit_stands_in_the_rules() -> None:
    for rule_id, _ in LIMITS.values():
        rule = rulebook().newest(rule_id)
        assert rule.page_limit, rule_id
        assert rule.courts == (COURT,)


# What is not there


def test_a_reply_without_opposition(case: CaseFile) -> None:
    filing = motion(case)
    answer(filing, 39, relation="replies in support of", date_filed=date(2025, 11, 17))
    assert texts(case) == ["A reply for No. 34; no opposition to it is on this docket as of Jan 1, 2026."]
    answer(filing)
    assert told(case) == []


def test_nothing_is_said_to_be_absent_where_papers_are_hidden(case: CaseFile) -> None:
    filing = motion(case)
    answer(filing, 39, relation="replies in support of", date_filed=date(2025, 11, 17))
    answer(filing, sealed="full")
    assert told(case) == []
    assert told(case, sees_sealed=False) == []


def test_remarks_on_sealed_papers_are_for_those_who_see_them(case: CaseFile) -> None:
    factories.make_document(motion(case, sealed="full"), page_count=31)
    factories.make_document(motion(case, 40), page_count=32, sealed=True)
    assert len(told(case)) == 2
    assert told(case, sees_sealed=False) == []


ADMINISTRATIVE = (
    "ADMINISTRATIVE MOTION to Relate filed by Acme. Responses due by 10/31/2025. (Attachments: # 1 {})(Roe, Jane)"
)


@pytest.mark.parametrize(("paper", "count"), [("Declaration", 1), ("Proposed Order", 0), ("[Proposed] Order", 0)])
def test_an_administrative_motion_without_proposed_order(case: CaseFile, paper: str, count: int) -> None:
    motion(case, 50, kind="administrative motion", title="To relate", docket_text=ADMINISTRATIVE.format(paper))
    assert len(told(case)) == count


def test_a_bare_label_says_nothing_of_attachments(case: CaseFile) -> None:
    motion(case, 50, kind="administrative motion", title="To relate", docket_text="Administrative Motion per L.R. 7-11")
    assert told(case) == []


def test_a_proposed_order_may_follow_as_a_paper_of_its_own(case: CaseFile) -> None:
    text = ADMINISTRATIVE.format("Declaration")
    motion(case, 50, kind="administrative motion", title="To relate", docket_text=text)
    factories.make_filing(case, entry=51, title="Proposed order", date_filed=OCT_27)
    assert told(case) == []


def test_no_statement_on_anothers_material(case: CaseFile) -> None:
    text = "Administrative Motion to Consider Whether Another Party's Material Should Be Sealed filed by Acme. (Attachments: # 1 "
    filing = motion(case, 19, kind="administrative motion", title="On sealing", docket_text=f"{text}Proposed Order)")
    (one,) = told(case)
    assert one.text == (
        "No statement on the designated material is on this docket as of Jan 1, 2026; one was due Nov 3, 2025."
    )
    assert one.confidence == "memory"
    statement = factories.make_filing(case, entry=28, kind="statement", title="Statement", date_filed=date(2025, 11, 5))
    factories.relate(statement, "supports", filing)
    assert texts(case) == ["The first statement on it came on Nov 5, 2025, 2 days after Nov 3, 2025."]
    statement.date_filed = date(2025, 11, 3)
    statement.save()
    assert told(case) == []


NOTICE = "CLERK'S NOTICE. Case Management Statement due by 11/11/2025. Initial Case Management Conference set for 11/18/2025."


def test_a_conference_without_statement(case: CaseFile) -> None:
    notice = factories.make_filing(case, entry=11, kind="clerk notice", by_court=True, docket_text=NOTICE)
    (one,) = told(case)
    assert one.filing == notice
    assert one.text == (
        "No case management statement for the conference of Nov 18, 2025 is on this docket as of Jan 1, 2026."
    )
    factories.make_filing(case, entry=47, kind="report", title="Report of the Rule 26(f) meeting", date_filed=OCT_27)
    assert told(case) == []


@pytest.mark.parametrize("later", [
    "CLERK'S NOTICE. All hearing dates presently scheduled are VACATED.",
    "ORDER. Initial Case Management Conference reset for 3/4/2026 at 01:30 PM.",
])  # fmt: skip
def test_a_conference_that_was_moved_or_vacated_needs_none(case: CaseFile, later: str) -> None:
    factories.make_filing(case, entry=11, kind="clerk notice", by_court=True, docket_text=NOTICE)
    factories.make_filing(case, entry=29, kind="order", by_court=True, docket_text=later, date_filed=OCT_27)
    assert told(case) == []


def test_a_conference_still_to_come_needs_none_yet(case: CaseFile) -> None:
    text = NOTICE.replace("11/18/2025", "1/18/2026")
    factories.make_filing(case, entry=11, kind="clerk notice", by_court=True, docket_text=text)
    assert told(case) == []


# The whole


def test_our_own_case_has_nothing_to_remark_on(real_case: CaseFile) -> None:
    assert told(real_case) == []


def test_the_number_of_queries_is_fixed(case: CaseFile) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            told(case, sees_sealed=False)
        return len(context)

    answer(motion(case))
    before = queries()
    for entry in (50, 60, 70):
        filing = motion(case, entry)
        factories.make_document(filing, page_count=31)
        factories.make_held_file(factories.make_document(answer(filing, entry + 1), page_count=31), pages=("a",))
        factories.make_deadline(case, key=f"d{entry}", trigger_entry=filing, set_by_entry=filing)
    assert queries() == before
    assert before <= 5


def test_the_remarks_of_one_paper(case: CaseFile) -> None:
    first, second = motion(case), motion(case, 40)
    for filing in (first, second):
        factories.make_document(filing, page_count=31)
    found = told(case)
    assert [one.filing for one in remarks_of(second, found)] == [second]
    assert len(found) == 2
