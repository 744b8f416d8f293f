"""What a fully sealed order made of an open motion is the order's own content: no page and no export tells it."""

from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.docket.models import Filing
from tests import actors, factories

CASE = "/cases/doe-v-roe/"


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    motion = factories.make_filing(case, entry=34, kind="motion", title="Motion to dismiss", outcome="denied")
    order = factories.make_filing(
        case, entry=61, kind="order", by_court=True, sealed="full", date_filed=date(2025, 9, 1)
    )
    factories.relate(order, "rules on", motion)
    factories.make_filing(case, entry=62, docket_text="STATEMENT re 34 MOTION to Dismiss")
    return motion


PAGES = ["", "docket/", "docket/34/", "docket/62/", "timeline/", "timeline.csv", "motions/", "motions.csv"]


def read(client: Any, address: str) -> str:
    answer = client.get(address)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_outcome_is_not_told_without_the_order(motion: Filing, page: str) -> None:
    told = read(actors.anonymous(), CASE + page).casefold()
    # The filter of facts outside the court offers the word on every timeline.
    assert "denied" not in told.replace('value="denied"> denied<', "")


@pytest.mark.parametrize("page", [page for page in PAGES if page])
def test_who_may_see_the_order_sees_it(motion: Filing, page: str) -> None:
    assert "denied" in read(actors.sealed_reader(), CASE + page).casefold()


def test_an_open_order_s_outcome_is_told(motion: Filing) -> None:
    Filing.objects.filter(entry=61).update(sealed="none")
    assert "denied" in read(actors.anonymous(), CASE + "docket/").casefold()
