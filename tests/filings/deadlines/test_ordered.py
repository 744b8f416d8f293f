"""What an order sets, and which date on record it moves: its own, and no other hearing's."""

from datetime import date, time
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.deadlines.actions.proposing import propose
from filings.deadlines.docketdates import dates_in
from filings.deadlines.models import Deadline, Proposal
from filings.deadlines.ordered import title_of
from tests import factories
from tests.factories import NOON

DAY = date(2025, 10, 27)


def hearing(case: CaseFile, title: str, due: date, **more: Any) -> Deadline:
    notice = factories.make_filing(case, entry=2, kind="clerk notice", by_court=True, date_filed=date(2025, 9, 1))
    return factories.make_deadline(
        case, key="held", title=title, kind="hearing", due=due, status="pending", set_by_entry=notice, **more
    )


def proposed(case: CaseFile, text: str) -> list[Proposal]:
    order = factories.make_filing(
        case, entry=9, kind="order", by_court=True, title="Order", date_filed=DAY, docket_text=text
    )
    return propose(case=case, filings=[order.pk], by=None, now=NOON)


@pytest.mark.parametrize(
    ("title", "text", "is_moved"),
    [
        ("Initial case management conference", "CLERK'S NOTICE: Initial Case Management Conference reset for 1/21/2026.", True),
        ("Case management conference", "ORDER. Further Case Management Conference set for 1/21/2026 01:30 PM.", True),
        ("Settlement conference", "ORDER. Case Management Conference set for 1/21/2026 01:30 PM.", False),
        ("Frye hearing", "MINUTES. Sentencing set for 1/21/2026 09:00 AM.", False),
        ("Motion hearing", "ORDER. Motion Hearing set for 1/21/2026 09:00 AM.", True),
        ("Jury trial", "ORDER. Jury Trial reset for 1/21/2026 09:00 AM.", True),
    ],
)  # fmt: skip
def test_an_order_moves_the_hearing_of_that_name(case: CaseFile, title: str, text: str, is_moved: bool) -> None:
    held = hearing(case, title, date(2025, 12, 1))
    (made,) = (one for one in proposed(case, text) if one.computation.rule_id == "order")
    assert made.deadline == (held if is_moved else None)


def test_a_further_conference_after_one_that_is_over_moves_nothing(case: CaseFile) -> None:
    hearing(case, "Case management conference", date(2025, 10, 20))
    made = proposed(case, "MINUTES. Further Case Management Conference set for 1/21/2026 01:30 PM.")
    assert [one.deadline for one in made if one.computation.rule_id == "order"] == [None]


def test_another_hour_of_the_same_day_is_proposed(case: CaseFile) -> None:
    held = hearing(case, "Motion hearing", date(2025, 12, 1), time=time(10))
    assert proposed(case, "CLERK'S NOTICE. Motion Hearing reset for 12/1/2025 01:30 PM.")[0].deadline == held


def test_the_same_hour_is_no_news(case: CaseFile) -> None:
    hearing(case, "Motion hearing", date(2025, 12, 1), time=time(10))
    made = proposed(case, "CLERK'S NOTICE. Motion Hearing set for 12/1/2025 10:00 AM.")
    assert not [one for one in made if one.computation.rule_id == "order"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("ORDER: responses shall be filed by 5/14/2026.", "Response"),
        ("MEMORANDUM AND ORDER- The parties shall submit joint briefs by 7/1/2026.",
         "As ordered: The parties shall submit joint briefs"),
        ("Case Management Statement due by 12/1/2025.", "Case Management Statement"),
    ],
)  # fmt: skip
def test_a_date_out_of_a_sentence_has_a_title(text: str, title: str) -> None:
    (said,) = dates_in(text, kind="order")
    assert title_of(said) == title
