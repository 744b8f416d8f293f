"""`manage.py count_days`, as whoever checks it from outside runs it: words in, one JSON object or one sentence out."""

import csv
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from filings.deadlines.holidays import FIRST_YEAR, LAST_YEAR
from tests.contracts.source import ROOT
from tests.shared import shared

NO_COURT = "No court was named: federal holidays only. Is the last day a holiday of the court’s state?"


def ask(*args: str) -> dict[str, Any]:
    out = StringIO()
    call_command("count_days", *args, "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def count(start: str, days: str, *args: str) -> dict[str, Any]:
    return ask("--from", start, "--days", days, *args)


def three(told: dict[str, Any]) -> tuple[str, str, str]:
    return told["safe"], told["prevailing"], told["latest"]


def refusal(*args: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("count_days", *args, stdout=out)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
    said = str(refused.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


# The shape


def test_it_prints_one_object_with_the_dates_the_steps_and_the_questions() -> None:
    told = count("2025-10-27", "14", "--court", "cand")
    assert list(told)[:4] == ["safe", "prevailing", "latest", "steps"]
    assert three(told) == ("2025-11-10", "2025-11-10", "2025-11-10")
    assert [step["day"] for step in told["steps"]] == ["2025-10-27", "2025-11-10"]
    assert all(step["text"] and step["cite"] and step["passed"] == [] for step in told["steps"])
    assert told["questions"] == []
    assert told["readings"]["safe"]["date"] == "2025-11-10"
    assert told["court"] == "cand"
    assert told["from"] == "2025-10-27"


def test_the_answer_after_the_waiver_is_two_dates_and_says_why() -> None:
    told = count("2025-07-28", "60", "--court", "cand")
    assert three(told) == ("2025-09-26", "2025-09-29", "2025-09-29")
    passed = [day for step in told["steps"] for day in step["passed"]]
    assert passed[0] == {"day": "2025-09-26", "why": "Native American Day (CA)"}
    assert [day["why"] for day in passed[1:]] == ["Saturday", "Sunday"]
    assert any("6(a)(6)(C)" in cite for cite in told["citations"])
    assert [step["day"] for step in told["readings"]["safe"]["steps"]][-1] == "2025-09-26"


def test_without_json_it_is_a_sheet_to_read() -> None:
    out = StringIO()
    call_command("count_days", "--from", "2025-07-28", "--days", "60", "--court", "cand", stdout=out)
    text = out.getvalue()
    assert text.startswith("60 days after Mon, Jul 28, 2025, in N.D. Cal.\n")
    assert "Safe: Fri, Sep 26, 2025" in text
    assert "Prevailing: Mon, Sep 29, 2025" in text
    assert "passed over Native American Day (CA), Fri, Sep 26, 2025" in text
    assert "Not legal advice." in text
    assert max(map(len, text.splitlines())) <= 78


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("2025-10-27", "2", "--unit", "week"), "2025-11-10"),
        (("2025-10-27", "2", "--unit", "weeks"), "2025-11-10"),
        (("2025-01-31", "1", "--unit", "month"), "2025-02-28"),
        (("2024-02-29", "1", "--unit", "year"), "2025-02-28"),
        (("2025-10-27", "0"), "2025-10-27"),
        (("2025-10-26", "0"), "2025-10-27"),  # a Sunday
        (("2026-03-04", "14", "--direction", "before"), "2026-02-18"),
        (("2016-06-20", "21", "--direction", "before", "--court", "cacd"), "2016-05-27"),  # from Memorial Day back
        (("2007-08-22", "10", "--court", "note"), "2007-09-04"),
        (("10/27/2025", "14"), "2025-11-10"),
        (("10/27/25", "14"), "2025-11-10"),
        (("1/5/98", "14"), "1998-01-20"),  # the 14th day is Martin Luther King Jr. Day
        (("2025-10-28T03:00:00Z", "14", "--court", "cand"), "2025-11-10"),  # still the 27th in California
        (("2025-10-28T03:00+00:00", "14", "--court", "nysd"), "2025-11-10"),
        (("2007-11-02T10:23", "72", "--unit", "hour"), "2007-11-05T09:23"),
        (("11/2/2007 10:23 AM", "72", "--unit", "hour"), "2007-11-05T09:23"),
        (("2025-10-27T14:30:15", "24", "--unit", "hour"), "2025-10-28T14:30:15"),
        (("2025-10-27T21:30Z", "24", "--unit", "hour", "--court", "cand"), "2025-10-28T14:30"),
        (("2025-10-31T14:30", "24", "--unit", "hour", "--court", "cand"), "2025-11-03T14:30"),  # a Saturday
    ],
)
def test_it_counts(options: tuple[str, ...], expected: str) -> None:
    assert count(*options)["prevailing"] == expected


@pytest.mark.parametrize(
    ("court", "hour"), [("ca3", 18), ("ca7", 17), ("ca10", 16), ("ca9", 15), ("cafc", 18), ("nysd", 18)]
)
def test_an_instant_is_brought_to_the_clock_of_the_court(court: str, hour: int) -> None:
    told = count("2025-10-27T22:00Z", "24", "--unit", "hour", "--court", court)
    assert told["prevailing"] == f"2025-10-28T{hour}:00"


# Three days for service


@pytest.mark.parametrize("service", ["mail", "clerk", "consented", "ecf-before-2016-12-01"])
def test_service_that_comes_with_three_days(service: str) -> None:
    args = ("2007-08-02", "30", "--court", "note", "--service", service)
    sure = count(*args, "--basis", "service")
    assert three(sure) == ("2007-09-07", "2007-09-07", "2007-09-07")
    assert sure["questions"] == []
    open_basis = count(*args)
    assert three(open_basis) == ("2007-09-04", "2007-09-07", "2007-09-07")
    assert open_basis["questions"] == ["Does this period run from service? Only then are three days added (Rule 6(d))."]
    for basis in ("filing", "entry", "event"):
        told = count(*args, "--basis", basis)
        assert three(told) == ("2007-09-04", "2007-09-04", "2007-09-04")
        assert told["questions"] == []


@pytest.mark.parametrize("service", ["ecf", "personal", "waiver", "n/a"])
def test_service_that_comes_with_none(service: str) -> None:
    told = count("2007-08-02", "30", "--court", "note", "--service", service)
    assert three(told) == ("2007-09-04", "2007-09-04", "2007-09-04")
    assert told["questions"] == []


def test_service_that_is_not_known() -> None:
    told = count("2007-08-02", "30", "--court", "note", "--basis", "service")
    assert three(told) == ("2007-09-04", "2007-09-04", "2007-09-07")
    assert told["questions"] == [
        "How was it served? By mail, or left with the clerk, three days are added (Rule 6(d))."
    ]
    assert count("2007-08-02", "30", "--court", "note")["questions"] == []


def test_no_days_are_added_to_what_is_counted_back_or_in_hours() -> None:
    back = count("2025-10-27", "7", "--direction", "before", "--service", "mail", "--court", "note")
    assert three(back) == ("2025-10-20", "2025-10-20", "2025-10-20")
    assert back["questions"] == []
    hours = count("2025-10-27T10:00", "24", "--unit", "hour", "--service", "mail", "--court", "note")
    assert hours["latest"] == "2025-10-28T10:00"
    assert "hours" in hours["questions"][0]


# Courts


def test_no_court_is_federal_days_and_a_question_forward_only() -> None:
    assert count("2025-10-27", "14")["questions"] == [NO_COURT]
    assert count("2025-10-27", "14", "--direction", "before")["questions"] == []
    assert count("2025-10-27", "14", "--court", "note")["questions"] == []


@pytest.mark.parametrize("court", ["zzzz", "CAND2", "x" * 300, "<b>", "ca99"])
def test_any_court_is_accepted_and_an_unknown_one_asked_about(court: str) -> None:
    told = count("2025-07-28", "60", "--court", court)
    assert three(told) == ("2025-09-26", "2025-09-26", "2025-09-26")
    assert len(told["questions"]) == 1
    assert "not held here" in told["questions"][0]


@pytest.mark.parametrize("court", ["cand", "CAND", "N.D. Cal.", "n.d.cal.", "ca9", "canb"])
def test_a_court_of_california_by_whatever_name(court: str) -> None:
    assert count("2025-07-28", "60", "--court", court)["prevailing"] == "2025-09-29"


# Closures


def test_a_closed_clerks_office_runs_forward_even_of_a_count_back() -> None:
    args = ("2007-09-11", "10", "--direction", "before", "--court", "note")
    assert count(*args)["prevailing"] == "2007-08-31"
    assert count(*args, "--closed", "2007-08-31:inaccessible")["prevailing"] == "2007-09-04"
    told = count(*args, "--closed", "8/31/2007:inaccessible:a flood: the cellar")
    assert told["prevailing"] == "2007-09-04"
    assert told["steps"][-1]["passed"][0] == {"day": "2007-08-31", "why": "a flood: the cellar"}


def test_a_closure_of_each_effect_and_more_than_one() -> None:
    def closed(*days: str) -> tuple[str, str, str]:
        flags = [word for day in days for word in ("--closed", day)]
        return three(count("2025-10-27", "14", "--court", "note", *flags))

    assert closed("2025-11-10:none") == ("2025-11-10", "2025-11-10", "2025-11-10")
    assert closed("2025-11-10:legal_holiday") == ("2025-11-12", "2025-11-12", "2025-11-12")
    assert closed("2025-11-10:disputed") == ("2025-11-10", "2025-11-10", "2025-11-12")
    assert closed("2025-11-10:legal-holiday", "2025-11-12:legal_holiday")[1] == "2025-11-13"


def test_a_closure_outranks_the_shipped_ones() -> None:
    args = ("2018-12-05", "0", "--court", "ca9")
    assert count(*args)["prevailing"] == "2018-12-06"
    assert count(*args, "--closed", "2018-12-05:none")["prevailing"] == "2018-12-05"


# What it says of what it took for granted


def test_it_says_how_it_read_two_digits_of_a_year() -> None:
    assert count("10/27/25", "14", "--court", "cand")["questions"] == ["The year of 10/27/25 was read as 2025."]


def test_an_hour_that_stood_twice_on_the_clock_is_the_first() -> None:
    told = count("2025-11-02T01:30", "24", "--unit", "hour", "--court", "cand")
    assert told["prevailing"] == "2025-11-03T00:30"
    assert len(told["questions"]) == 1
    assert "01:30 came twice" in told["questions"][0]


# Refusals


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("--from", "2025-02-30", "--days", "3"), "“2025-02-30” is no date"),
        (("--from", "2/29/2025", "--days", "3"), "“2/29/2025” is no date"),
        (("--from", "13/1/2025", "--days", "3"), "is no date"),
        (("--from", "2025-10-27T25:00", "--days", "3"), "is no date"),
        (("--from", "10/27/2025 13:00 PM", "--days", "3"), "is no date"),
        (("--from", "10/27/2025 1300", "--days", "3"), "is no date"),
        (("--from", "yesterday\n\x1b[31m", "--days", "3"), "“yesterday �[31m” is no date"),
        (("--from", "x" * 500, "--days", "3"), "…” is no date"),
        (("--from", "", "--days", "3"), "From which day?"),
        (("--days", "3"), "From which day?"),
        (("--from", "2025-10-27"), "How many?"),
        (("--from", "2025-10-27", "--days", "-3"), "A period of -3 days cannot be counted"),
        (("--from", "2025-10-27", "--days=-3", "--json"), "A period of -3 days cannot be counted"),
        (("--from", "2025-10-27", "--days", "14.5"), "“14.5” is no number of days"),
        (("--from", "2025-10-27", "--days", "-14.5"), "“-14.5” is no number of days"),
        (("--from", "2025-10-27", "--days", "fourteen"), "“fourteen” is no number of days"),
        (("--from", "2025-10-27", "--days", "1000000000"), "A period of 1000000000 days cannot be counted"),
        (("--from", "2025-10-27", "--days", "9" * 5000), "is no number of days"),
        (("--from", "2025-10-27", "--days", "3", "--unit", "hour"), "Hours are counted from a time of day"),
        (("--from", "2025-10-27", "--days", "3", "--unit", "fortnight"), "“fortnight” is no unit"),
        (("--from", "2025-10-27", "--days", "3", "--direction", "sideways"), "“sideways” is no direction"),
        (("--from", "2025-10-27", "--days", "3", "--service", "pigeon"), "“pigeon” is no manner of service"),
        (("--from", "2025-10-27", "--days", "3", "--basis", "whim"), "“whim” is no basis"),
        (("--from", "2025-10-27", "--days", "3", "--closed", "2025-10-30"), "names no effect"),
        (("--from", "2025-10-27", "--days", "3", "--closed", "2025-10-30:gone"), "“gone” is no effect"),
        (("--from", "2025-10-27", "--days", "3", "--closed", "2025-02-30:none"), "“2025-02-30” is no date"),
        (("--from", f"{FIRST_YEAR - 1}-10-27", "--days", "3"), f"{FIRST_YEAR - 1}"),
        (("--from", f"{LAST_YEAR + 1}-10-27", "--days", "3"), f"{LAST_YEAR + 1}"),
        (("--from", f"{LAST_YEAR}-12-30", "--days", "30"), f"{LAST_YEAR + 1}"),
        (("--from", f"{FIRST_YEAR}-01-04", "--days", "30", "--direction", "before"), f"{FIRST_YEAR - 1}"),
        (("--from", "9999-12-31T23:59-12:00", "--days", "3"), "9999"),
        (("--from", "0001-01-01T00:00+14:00", "--days", "3"), f"{FIRST_YEAR} to {LAST_YEAR}"),
        (("--from", "2025-03-09T02:30", "--days", "3", "--court", "cand"), "was skipped on the court’s clock"),
    ],
)
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_nonsense_is_refused_in_one_sentence(args: tuple[str, ...], word: str, json_too: tuple[str, ...]) -> None:
    assert word in refusal(*args, *json_too)


@pytest.mark.parametrize("days", ["-3", "-1e9"])
def test_a_number_below_zero_reaches_our_sentence_from_a_shell(days: str) -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "count_days", "--from", "2025-10-27", "--days", days, "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert days in ran.stderr


def test_whoever_calls_it_from_code_may_give_numbers() -> None:
    out = StringIO()
    call_command("count_days", **{"from": date(2025, 10, 27), "days": 14, "court": "cand", "json": True}, stdout=out)
    assert json.loads(out.getvalue())["safe"] == "2025-11-10"


@pytest.mark.django_db
def test_it_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        count("2025-10-27", "14", "--court", "cand")


# The research's cases: the arithmetic stands in the bracket at the end of `rule`


def rows() -> list[dict[str, str]]:
    with shared("deadlines", "cases.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["id"].startswith("X")]


def by_the_bracket(row: dict[str, str]) -> str:
    found = re.search(r"\[([^\]]*)\]$", row["rule"])
    assert found, row["id"]
    sums = re.findall(r"([+-])(\d+)([dhmy])", found[1]) or [("+", "0", "d")]
    common = ["--court", row["jurisdiction"], "--service", row["service"]]
    shut = re.search(r"inaccessible on (\d{4}-\d\d-\d\d)", row["rule"])
    common += ["--closed", f"{shut[1]}:inaccessible"] if shut else []
    at = row["trigger_date"]
    for place, (sign, n, unit) in enumerate(sums):
        if place and (sign, n) == ("+", "3"):
            continue  # these come with the manner of service
        if place and "no roll" in found[1]:
            at = (date.fromisoformat(at) + timedelta(days=int(n))).isoformat()
            continue
        # Days that the bracket does not add are not asked for: the period runs from no service.
        basis = [] if "+3d" in found[1] else ["--basis", "filing"]
        units = {"d": "day", "h": "hour", "m": "month", "y": "year"}
        at = count(at, n, "--unit", units[unit], "--direction", "after" if sign == "+" else "before", *common, *basis)[
            "prevailing"
        ]
    return at


def test_every_row_of_the_research_comes_out() -> None:
    told = rows()
    assert len(told) > 100
    found = {row["id"]: (by_the_bracket(row), row["expected"]) for row in told}
    assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == {}


def test_the_rows_of_this_case_that_are_the_docket_s_word_are_not_reproduced() -> None:
    """X12: CM/ECF printed the safe date; X13: the local rule's seven days, where Judge Lee sets fourteen."""
    assert three(count("2025-07-28", "60", "--court", "cand", "--service", "waiver"))[:2] == (
        "2025-09-26",
        "2025-09-29",
    )
    assert count("2026-01-21", "7", "--direction", "before", "--court", "cand")["prevailing"] == "2026-01-14"
    assert count("2026-01-21", "14", "--direction", "before", "--court", "cand")["prevailing"] == "2026-01-07"


@pytest.mark.parametrize(("word", "plain"), [("none", "n/a"), ("electronic", "ecf"), ("in person", "personal")])
def test_other_words_for_the_manners_of_service(word: str, plain: str) -> None:
    told = count("2025-10-27", "14", "--service", word, "--court", "cand")
    assert told == count("2025-10-27", "14", "--service", plain, "--court", "cand")
