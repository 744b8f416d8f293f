"""`manage.py compute_deadline`: a rule by its id, the same answer as `count_days` with the rule and its version."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from filings.deadlines.rulebook import rulebook
from filings.deadlines.rules import Example, Rule

OPPOSITION = "cand.civlr.7-3.a"
REPLY = "cand.civlr.7-3.c"
WAIVER = "frcp.12.a.1.A.ii"
STATEMENT = "cand.civlr.16-9.a"
BOOK = rulebook()


def ask(*args: str) -> dict[str, Any]:
    out = StringIO()
    call_command("compute_deadline", *args, "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def compute(rule: str, start: str, *args: str) -> dict[str, Any]:
    return ask("--rule", rule, "--from", start, *args)


def three(told: dict[str, Any]) -> tuple[str, str, str]:
    return told["safe"], told["prevailing"], told["latest"]


def test_it_prints_the_rule_and_its_version_with_the_dates() -> None:
    told = compute(OPPOSITION, "2025-10-27")
    assert three(told) == ("2025-11-10", "2025-11-10", "2025-11-10")
    assert told["rule"] == OPPOSITION
    assert told["version"] == BOOK.newest(OPPOSITION).version
    assert told["cite"] == BOOK.newest(OPPOSITION).cite
    assert told["court"] == "cand"  # whose rule it is, though none was named
    assert told["questions"] == []
    assert [step["day"] for step in told["steps"]] == ["2025-10-27", "2025-11-10"]


def test_the_version_is_that_of_the_day() -> None:
    versions = {compute("frcp.12.a.1.A.i", day)["version"] for day in ("2006-02-02", "2025-10-27")}
    assert len(versions) == 2
    assert compute("frcp.12.a.1.A.i", "2006-02-02", "--court", "cacd")["prevailing"] == "2006-02-22"


def test_the_answer_after_the_waiver() -> None:
    told = compute(WAIVER, "2025-07-28", "--court", "cand", "--service", "waiver", "--input", "served_abroad=no")
    assert three(told) == ("2025-09-26", "2025-09-29", "2025-09-29")
    [question] = told["questions"]
    assert "Native American Day" in question
    abroad = compute(WAIVER, "2025-07-28", "--court", "cand", "--input", "served_abroad=yes")
    assert abroad["prevailing"] == "2025-10-27"


def test_what_is_not_known_is_the_earlier_date_and_a_question() -> None:
    for extra in ((), ("--input", "served_abroad=unknown"), ("--input", "served_abroad=")):
        told = compute(WAIVER, "2025-07-28", "--court", "cand", *extra)
        assert told["safe"] == "2025-09-26"
        assert any("90 days" in question for question in told["questions"])


def test_a_chained_rule_runs_from_the_head_of_the_chain_or_from_the_due_date_given() -> None:
    assert compute(REPLY, "2025-10-27")["prevailing"] == "2025-11-17"
    assert compute(REPLY, "2025-10-27", "--input", "due=2025-11-12")["prevailing"] == "2025-11-19"
    assert compute(REPLY, "2025-10-27", "--input", "due=11/12/2025")["prevailing"] == "2025-11-19"


@pytest.mark.parametrize("name", ["Eumi K. Lee", "Judge Eumi K. Lee", "Lee", "eumi k. lee"])
def test_a_judges_standing_order_stands_in_where_the_judge_is_named(name: str) -> None:
    told = compute(STATEMENT, "2026-01-21", "--judge", name)
    assert told["prevailing"] == "2026-01-07"
    assert told["rule"].startswith("standing.cand.lee")
    assert told["asked"] == STATEMENT
    assert any("stands in for" in question for question in told["questions"])


def test_the_local_rule_asks_whose_case_it_is() -> None:
    told = compute(STATEMENT, "2026-01-21")
    assert told["prevailing"] == "2026-01-14"
    assert any(question.startswith("Is the judge Eumi K. Lee?") for question in told["questions"])
    other = compute(STATEMENT, "2026-01-21", "--judge", "Judge Ann B. Clerk")
    assert other["prevailing"] == "2026-01-14"
    assert any("No standing order of Ann B. Clerk" in question for question in other["questions"])


def test_a_closure_moves_it() -> None:
    assert compute(OPPOSITION, "2025-10-27", "--closed", "2025-11-10:inaccessible")["prevailing"] == "2025-11-12"


def test_a_rule_of_another_court_is_asked_about() -> None:
    told = compute(OPPOSITION, "2025-10-27", "--court", "nysd")
    assert told["court"] == "nysd"
    assert told["questions"]


@pytest.mark.parametrize("day", ["10/27/25", "2025-10-28T03:00Z"])
def test_a_date_is_read_as_count_days_reads_it(day: str) -> None:
    assert compute(OPPOSITION, day)["from"].startswith("2025-10-27")
    assert compute(OPPOSITION, day)["prevailing"] == "2025-11-10"


def test_without_json_it_is_a_sheet_to_read() -> None:
    out = StringIO()
    call_command("compute_deadline", "--rule", OPPOSITION, "--from", "2025-10-27", stdout=out)
    text = out.getvalue()
    assert text.startswith(f"{BOOK.newest(OPPOSITION).title}\n")
    assert "From Mon, Oct 27, 2025; N.D. Cal." in text
    assert "In every reading: Mon, Nov 10, 2025" in text
    assert "Not legal advice." in text


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("--rule", "cand.civlr.7-3.x", "--from", "2025-10-27"), "cand.civlr.7-3.a"),
        (("--from", "2025-10-27"), "There is no rule “”."),
        (("--rule", OPPOSITION), "From which day?"),
        (("--rule", OPPOSITION, "--from", "2025-02-30"), "“2025-02-30” is no date"),
        (("--rule", OPPOSITION, "--from", "2025-10-27", "--service", "pigeon"), "“pigeon” is no manner of service"),
        (("--rule", OPPOSITION, "--from", "2025-10-27", "--closed", "x"), "names no effect"),
        (("--rule", OPPOSITION, "--from", "2025-10-27", "--input", "us_party=yes"), "“us_party” is no input"),
        (("--rule", WAIVER, "--from", "2025-10-27", "--input", "us_party=yes"), "asks for served_abroad"),
        (("--rule", WAIVER, "--from", "2025-10-27", "--input", "served_abroad"), "is no input"),
        (("--rule", WAIVER, "--from", "2025-10-27", "--input", "served_abroad=maybe"), "give yes, no or unknown"),
        (("--rule", REPLY, "--from", "2025-10-27", "--input", "due=2025-02-30"), "“2025-02-30” is no date"),
        (("--rule", OPPOSITION, "--from", "1901-10-27"), "1901"),
    ],
)
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_nonsense_is_refused_in_one_sentence(args: tuple[str, ...], word: str, json_too: tuple[str, ...]) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("compute_deadline", *args, *json_too, stdout=out)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
    assert word in str(refused.value)
    assert "\n" not in str(refused.value)


EXAMPLES = [(rule, example) for rule in BOOK for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.id}-{rule.version}-{example.start}" for rule, example in EXAMPLES]
)
def test_each_example_of_the_rules_comes_out(rule: Rule, example: Example) -> None:
    inputs = [word for name, value in example.inputs.items() for word in ("--input", f"{name}={value}")]
    args = [*inputs, "--court", example.court, *(["--service", example.service] if example.service else [])]
    if example.due is None:
        with pytest.raises(CommandError):
            compute(rule.id, example.start.isoformat(), *args)
        return
    told = compute(rule.id, example.start.isoformat(), *args)
    assert told["prevailing"] == example.due.isoformat()
    assert told["safe"] == (example.safe or example.due).isoformat()
    assert told["version"] == rule.version


@pytest.mark.django_db
def test_it_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        compute(OPPOSITION, "2025-10-27")


def test_of_a_first_day_the_later_reading_is_the_careful_one() -> None:
    told = compute("cand.civlr.7-2.a", "2025-10-24", "--court", "cand")
    # The 35th day is the Friday after Thanksgiving.
    assert three(told) == ("2025-11-28", "2025-12-01", "2025-12-01")
    assert told["careful"] == "latest"
    assert told["questions"][0].startswith("This is the first day on which it may be, no last day")
    assert compute(OPPOSITION, "2025-10-27")["careful"] == "safe"


def test_versions_of_a_local_rule_tell_of_the_days_between_them() -> None:
    several = [rule for rule in BOOK if rule.id.startswith("cand.") and len(BOOK.versions(rule.id)) > 1]
    assert several
    assert all("Civ. L.R. 1-3" in (rule.note or "") for rule in several)
