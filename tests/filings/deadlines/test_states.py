"""How far a deadline has come."""

from datetime import date
from typing import Any

import pytest

from filings.deadlines.states import State, state_of

DUE = date(2025, 11, 10)
LATER = date(2025, 12, 1)


def state(status: str = "pending", **of: Any) -> State:
    base: dict[str, Any] = {
        "status": status, "moved_to": None, "has_count": True, "is_confirmed": False, "due": DUE, "today": date(2025, 11, 1),
        "as_of": date(2025, 10, 30), "changed_by_stipulation": None, "is_open": status in {"pending", "unknown"},
    }  # fmt: skip
    return state_of(**base | of)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({}, "computed"),
        ({"status": "unknown"}, "computed"),
        ({"is_confirmed": True}, "confirmed"),
        ({"has_count": False}, "printed"),
        ({"status": "met"}, "satisfied"),
        ({"status": "held"}, "satisfied"),
        ({"status": "moved", "moved_to": LATER}, "extended"),
        ({"status": "moved"}, "superseded"),
        ({"status": "vacated"}, "vacated"),
        ({"status": "vacated", "moved_to": LATER}, "vacated"),
    ],
)
def test_the_words(given: dict[str, Any], word: str) -> None:
    assert state(**given).word == word


def test_a_replaced_date_that_was_not_captured() -> None:
    assert state("moved").sentence == "Replaced by an order; its date was not captured."
    assert (
        state("moved", changed_by_stipulation=True).sentence == "Replaced by a stipulation; its date was not captured."
    )


def test_a_moved_date_says_where_to() -> None:
    told = state("moved", moved_to=LATER, changed_by_stipulation=False).sentence
    assert told == "Moved to Mon, Dec 1, 2025 by an order; it was Nov 10, 2025."
    assert state("moved", moved_to=date(2025, 11, 3)).sentence.startswith("Advanced to Mon, Nov 3, 2025")
    assert "Later set anew for Dec 1, 2025" in state("vacated", moved_to=LATER).sentence


@pytest.mark.parametrize("status", ["pending", "unknown"])
@pytest.mark.parametrize("confirmed", [True, False])
def test_overdue_is_never_called_missed(status: str, confirmed: bool) -> None:
    told = state(status, is_confirmed=confirmed, today=date(2026, 1, 2), as_of=date(2026, 1, 1)).sentence
    assert "No filing seen as of Jan 1, 2026" in told
    assert "missed" not in told.lower()


def test_a_docket_last_seen_before_the_date_tells_nothing() -> None:
    told = state(today=date(2026, 1, 2)).sentence
    assert told.endswith("No filing seen as of Oct 30, 2025, when this docket was last seen: before the date itself.")


@pytest.mark.parametrize("status", ["met", "held", "moved", "vacated"])
def test_what_is_closed_is_not_overdue(status: str) -> None:
    assert "No filing seen" not in state(status, today=date(2026, 1, 2)).sentence


def test_the_day_itself_is_not_past() -> None:
    assert "No filing seen" not in state(today=DUE).sentence
    assert state(due=None, has_count=False) == State("undated", "Its date was not captured.")
