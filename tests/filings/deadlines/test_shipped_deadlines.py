"""Every date of the case that the project ships is reproduced by a rule, or explained."""

from datetime import date

import pytest

from casefiles.models import CaseFile
from filings.deadlines.arguments import Argument, argument_of, ground_of

TODAY = date(2026, 11, 23)

# key: the rule that gives it, and its three dates; or None where an order fixed it, or its date was not captured.
COUNTED = {
    "answer-waiver": ("frcp.12.a.1.A.ii", "2025-09-26", "2025-09-29", "2025-09-29"),
    "mj-form": ("cand.civlr.73-1", "2025-08-07", "2025-08-07", "2025-08-07"),
    "cms-1": ("cand.civlr.16-9.a", "2025-10-21", "2025-10-21", "2025-10-21"),
    "mtd-opposition": ("cand.civlr.7-3.a", "2025-11-10", "2025-11-10", "2025-11-10"),
    "mtd-reply": ("cand.civlr.7-3.c", "2025-11-17", "2025-11-17", "2025-11-17"),
    "cms-2": ("standing.cand.lee.cmc-statement", "2026-01-07", "2026-01-07", "2026-01-07"),
    "cms-3": ("standing.cand.lee.cmc-statement", "2026-02-18", "2026-02-18", "2026-02-18"),
    "recent-decision-response": ("cand.civlr.7-11.b", "2026-03-30", "2026-03-30", "2026-03-30"),
    "transcript-redaction-request": ("transcript.redaction-request", "2026-04-20", "2026-04-20", "2026-04-20"),
    "transcript-redacted": ("transcript.redacted", "2026-04-30", "2026-04-30", "2026-04-30"),
    "transcript-release-1": ("transcript.release", "2026-05-27", "2026-05-27", "2026-05-27"),
    "transcript-release-2": ("transcript.release", "2026-06-29", "2026-06-29", "2026-06-29"),
    "answer-after-ruling": ("frcp.12.a.4.A", "2026-06-25", "2026-06-25", "2026-06-25"),
    "answer-fac": ("frcp.15.a.3", "2026-07-21", "2026-07-21", "2026-07-21"),
}


@pytest.fixture
def arguments(real_case: CaseFile) -> dict[str, Argument]:
    ground = ground_of(real_case)
    return {one.key: argument_of(one, ground=ground, today=TODAY) for one in ground.known}


def test_each_date_that_a_rule_gives_is_reproduced(arguments: dict[str, Argument]) -> None:
    found = {
        key: (argument.rule.id, *(argument.count[name] for name in ("safe", "prevailing", "latest")))
        for key, argument in arguments.items()
        if argument.rule and argument.count
    }
    assert found == COUNTED


def test_every_other_date_names_what_fixed_it(arguments: dict[str, Argument]) -> None:
    for key in arguments.keys() - COUNTED.keys():
        assert arguments[key].count is None
        assert arguments[key].deadline.set_by_entry is not None, key


def test_the_answer_after_waiver_shows_both_dates_and_the_printed_one(arguments: dict[str, Argument]) -> None:
    argument = arguments["answer-waiver"]
    assert argument.word is not None
    assert argument.verdict is not None
    assert (argument.word.due, argument.verdict.word) == (date(2025, 9, 26), "match")
    assert "2025-09-29" in argument.verdict.sentence or "Sep 29" in argument.verdict.sentence
    prevailing = argument.count["readings"]["prevailing"]["steps"] if argument.count else []
    assert any("Native American Day" in str(step["passed"]) for step in prevailing)
    assert any("abroad" in one or "outside" in one for one in argument.count["questions"]) if argument.count else False


def test_what_an_order_replaced_without_a_captured_date_is_a_state_of_its_own(arguments: dict[str, Argument]) -> None:
    reply = arguments["mtd-reply"]
    assert reply.state.word == "superseded"
    assert reply.verdict is not None
    assert reply.verdict.word == "match"
    assert "No. 36 replaced this date, and the docket text does not give the new one." in reply.verdict.sentence


def test_the_statement_follows_its_conference(arguments: dict[str, Argument]) -> None:
    assert [arguments[key].trigger_date for key in ("cms-1", "cms-2", "cms-3")] == [
        date(2025, 10, 28),
        date(2026, 1, 21),
        date(2026, 3, 4),
    ]
    assert arguments["cms-2"].before == arguments["cms-1"].deadline
    assert arguments["cms-2"].after == arguments["cms-3"].deadline


def test_the_answer_to_the_amended_complaint_asks_about_the_open_branch(arguments: dict[str, Argument]) -> None:
    count = arguments["answer-fac"].count
    assert count is not None
    assert any("original pleading" in one for one in count["questions"])
