"""The file of rules: which version governs, who stands in for whom, and each way in which a row is refused."""

import copy
import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.checks import run_checks
from hypothesis import given, settings
from hypothesis import strategies as st

from filings.deadlines.rulebook import RuleBook, period_of, read, rulebook
from filings.deadlines.rulefaults import faults
from filings.deadlines.rulerows import FIELDS
from filings.deadlines.rules import NotInForce, UnknownRule

BOOK = rulebook()

FILE = tomllib.loads("""
[sources]
1 = "A book"

[[rule]]
id = "test.lr.1.a"
title = "Opposition"
cite = "Test L.R. 1(a)"
url = "https://court.example/rules"
layer = "local"
courts = ["cand"]
from = 2020-01-01
trigger = { event = "motion.filed", unless = ["administrative"] }
actor = "opposing parties"
period = "14 days after"
basis = "filing"
satisfied_by = ["opposition"]
extendable = { by = ["order"] }
confidence = { status = "applied", checked = 2026-11-22, by = "somebody", sources = ["1"] }
examples = [{ start = 2025-10-27, due = 2025-11-10, court = "cand" }]
cases = ["D01a"]

[[rule]]
id = "test.lr.1.b"
title = "Reply"
cite = "Test L.R. 1(b)"
url = "https://court.example/rules"
layer = "local"
courts = ["cand"]
from = 2020-01-01
trigger = { rule = "test.lr.1.a" }
actor = "moving party"
period = "7 days after"
basis = "due_date"
confidence = { status = "memory", checked = 2026-11-22 }
examples = [{ start = 2025-10-27, due = 2025-11-17, court = "cand" }]

[[rule]]
id = "test.rule.2"
title = "Answer"
cite = "Test Rule 2"
url = "https://court.example/rules"
layer = "federal"
from = 2020-01-01
trigger = { event = "complaint.served" }
actor = "defendant"
period = "21 days after"
basis = "service"
service_days = true
combine = "max"
branches = [{ name = "Time left", given = "remaining_time", ask = "Until when?" }]
confidence = { status = "official", checked = 2026-11-22, by = "somebody", sources = ["1"] }
examples = [{ start = 2025-10-27, due = 2025-11-20, service = "mail", inputs = { remaining_time = "unknown" } }]
""")

Change = Callable[[dict[str, Any], list[dict[str, Any]]], object]


def without(name: str) -> Change:
    return lambda row, rows: row.pop(name)


def with_(**fields: Any) -> Change:
    return lambda row, rows: row.update({name.rstrip("_"): value for name, value in fields.items()})


def inside(table: str, **fields: Any) -> Change:
    return lambda row, rows: row[table].update(fields)


def arm(**fields: Any) -> Change:
    return lambda row, rows: row["branches"][0].update(fields)


def example(**fields: Any) -> Change:
    return lambda row, rows: row["examples"][0].update(fields)


def another(**fields: Any) -> Change:
    return lambda row, rows: rows.append(row | fields)


def circle(row: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    rows[0] |= {"trigger": {"rule": "test.lr.1.b"}, "basis": "due_date"}


# Which row is broken, how, and words of the sentence that refuses it.
BROKEN: dict[str, tuple[int, Change, str]] = {
    "no cite": (0, without("cite"), "cite is missing"),
    "an empty cite": (0, with_(cite=" "), "cite must be text"),
    "no first day": (0, without("from"), "from is missing"),
    "no confidence": (0, without("confidence"), "confidence is missing"),
    "no examples": (0, without("examples"), "examples is missing"),
    "an empty list of examples": (0, with_(examples=[]), "no example"),
    "no id": (0, without("id"), "Row 1: id is missing"),
    "an odd id": (0, with_(id="A rule"), "is no id"),
    "no title": (0, without("title"), "title is missing"),
    "no url": (0, without("url"), "url is missing"),
    "an insecure url": (0, with_(url="http://court.example"), "https://"),
    "no trigger": (0, without("trigger"), "trigger is missing"),
    "no actor": (0, without("actor"), "actor is missing"),
    "an unknown actor": (0, with_(actor="whoever"), "actor “whoever”"),
    "a misspelled field": (0, with_(perod="14 days after"), "no field “perod”; did you mean period?"),
    "a misspelled field within": (0, inside("confidence", statu="official"), "no field “statu” in confidence"),
    "an unknown layer": (0, with_(layer="state"), "layer “state”"),
    "an unknown basis": (0, with_(basis="mailing"), "basis “mailing”"),
    "an unknown outcome": (0, with_(outcome="maybe"), "outcome “maybe”"),
    "an unknown beginning": (0, with_(from_is="perhaps"), "from_is “perhaps”"),
    "an unknown event": (0, inside("trigger", event="motion.field"), "no event “motion.field”; did you mean motion.filed"),
    "an unknown sort of motion": (0, inside("trigger", unless=["nice"]), "“nice” is no sort of motion"),
    "event and rule at once": (0, inside("trigger", rule="test.lr.1.b"), "either an event or a rule"),
    "neither event nor rule": (0, with_(trigger={}), "either an event or a rule"),
    "a period in words alone": (0, with_(period="two weeks"), "“two weeks” is no period"),
    "a period without direction": (0, with_(period="14 days"), "is no period"),
    "an endless period": (0, with_(period="99999 days after"), "cannot be counted"),
    "no period at all": (0, without("period"), "no period"),
    "an unknown combinator": (2, with_(combine="sum"), "combine “sum”"),
    "a combinator without arms": (0, with_(combine="max"), "has no branches"),
    "an arm without a condition": (2, lambda row, rows: row["branches"][0].pop("given"), "either when or given"),
    "an arm with two conditions": (2, arm(when="us_party"), "either when or given"),
    "an arm without a question": (2, lambda row, rows: row["branches"][0].pop("ask"), "ask in branches is missing"),
    "an arm with an odd period": (2, arm(period="soon"), "“soon” is no period"),
    "days for service of what is not served": (0, with_(service_days=True), "runs from filing"),
    "a due date as basis of an event": (0, with_(basis="due_date"), "basis due_date"),
    "an end before the beginning": (0, with_(to=date(2019, 1, 1)), "before it begins"),
    "a day as text": (0, with_(from_="2020-01-01"), "from must be a date"),
    "a local rule of no court": (0, without("courts"), "must name its courts"),
    "a judge of a local rule": (0, with_(judge="Roe"), "names its judge"),
    "a standing order of nobody": (0, with_(layer="standing"), "names its judge"),
    "an unknown kind of filing": (0, with_(satisfied_by=["oposition"]), "satisfied_by “oposition”"),
    "an unknown sureness": (0, inside("confidence", status="certain"), "confidence must be one of"),
    "read by nobody": (0, lambda row, rows: row["confidence"].pop("by"), "by whom"),
    "a source that is not told": (0, inside("confidence", sources=["1", "99"]), "source 99 is not in [sources]"),
    "no day of reading": (0, lambda row, rows: row["confidence"].pop("checked"), "checked in confidence is missing"),
    "a page limit of none": (0, with_(page_limit=0), "page_limit must be a number"),
    "an unknown manner of service": (0, example(service="pigeon"), "service “pigeon”"),
    "an input nobody asks for": (2, example(inputs={"remaining": "2025-12-01"}), "which no branch asks for"),
    "a case that is none": (0, with_(cases=["twelve"]), "no row of cases.csv"),
    "a day after the period without an earliest day": (0, with_(runs_out=True), "runs_out"),
    "two versions of one day": (0, another(), "2 versions from the same day"),
    "versions that overlap": (0, another(**{"from": date(2024, 1, 1)}), "end it before that"),
    "a chain to no rule": (1, inside("trigger", rule="test.lr.9"), "there is no such rule"),
    "a chain to itself": (1, inside("trigger", rule="test.lr.1.b"), "its own due date"),
    "a circle": (0, circle, "its own due date"),
    "standing in for no rule": (0, with_(displaces=["test.lr.9"]), "displaces “test.lr.9”"),
    "standing in for itself": (0, with_(displaces=["test.lr.1.a"]), "displaces itself"),
    "an example that does not come out": (0, example(due=date(2025, 11, 11)), "should give 2025-11-11 and gives 2025-11-10"),
    "an example without its safe date": (
        0,
        example(start=date(2025, 9, 12), due=date(2025, 9, 29)),
        "as the safe date and gives 2025-09-26",
    ),
    "an example that gives a date": (0, lambda row, rows: row["examples"][0].pop("due"), "should give no date"),
    "an example before the rule": (0, example(start=date(2019, 10, 28), due=date(2019, 11, 11)), "cannot be counted"),
    "an input that is no date": (2, example(inputs={"remaining_time": "soon"}), "is no date"),
}  # fmt: skip


def broken(place: int, change: Change) -> dict[str, Any]:
    data = copy.deepcopy(FILE)
    change(data["rule"][place], data["rule"])
    return data


def test_the_file_of_these_tests_has_no_fault() -> None:
    assert faults(FILE) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_is_refused_in_a_sentence(name: str) -> None:
    place, change, words = BROKEN[name]
    told = faults(broken(place, change))
    assert any(words in fault for fault in told), told
    assert all(fault.endswith((".", "?")) for fault in told), told


def test_a_fault_names_its_row() -> None:
    (fault,) = faults(broken(1, without("cite")))
    assert fault == "test.lr.1.b (row 2, from 2020-01-01): cite is missing."


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.dates(), st.lists(st.text(max_size=5), max_size=2),
    st.lists(st.dictionaries(st.sampled_from(["name", "start", "period", "when"]), st.text(max_size=5)), max_size=2),
    st.dictionaries(st.sampled_from(["event", "rule", "status", "checked"]), st.text(max_size=5)),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2), st.sampled_from(sorted(FIELDS)), ODD)
def test_whatever_a_field_holds_the_faults_are_told_and_nothing_breaks(place: int, field: str, value: Any) -> None:
    assert isinstance(faults(broken(place, with_(**{field: value}))), list)


@pytest.mark.parametrize(
    "data", [{}, {"rule": []}, {"rule": "14 days"}, {"rule": [], "rules": []}, FILE | {"rules": []}]
)
def test_a_file_without_rules_is_refused(data: dict[str, Any]) -> None:
    assert faults(data) == ["The file must hold [[rule]] tables and a table [sources], and nothing else."]


def test_a_source_without_words_is_refused() -> None:
    assert faults(FILE | {"sources": {"1": ""}}) == ["[sources] must be a table of texts by number."]
    assert faults(FILE | {"sources": ["1"]}) == ["[sources] must be a table of texts by number."]


def test_the_check_of_the_project_asks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def ours() -> list[str]:
        return [str(message.msg) for message in run_checks() if message.id == "filings.E001"]

    assert ours() == []
    monkeypatch.setattr("filings.deadlines.checks.shipped", lambda: broken(0, without("cite")))
    assert ours() == ["test.lr.1.a (row 1, from 2020-01-01): cite is missing."]


# Which version governs


@pytest.mark.parametrize(
    ("rule_id", "day", "version"),
    [
        ("frcp.12.a.1.A.i", date(2009, 11, 30), "1938-09-16"),
        ("frcp.12.a.1.A.i", date(2009, 12, 1), "2009-12-01"),
        ("frcp.4.m", date(2015, 11, 30), "1983-02-26"),
        ("frcp.4.m", date(2015, 12, 1), "2015-12-01"),
        ("cand.civlr.79-5.f.3", date(2013, 9, 30), "2012-05-08"),
        ("cand.civlr.79-5.f.3", date(2013, 10, 1), "2013-10-01"),
        ("cand.civlr.79-5.f.3", date(2021, 10, 31), "2013-10-01"),
        ("cand.civlr.79-5.f.3", date(2021, 11, 1), "2021-11-01"),
        ("cand.civlr.7-3.a", date(2011, 7, 20), "2006-06-30"),
        ("cand.civlr.7-3.a", date(2011, 7, 21), "2011-07-21"),
        # Before the first day on which it is known to have been law, which is not known to be its first.
        ("cand.civlr.7-3.a", date(1999, 1, 4), "2006-06-30"),
    ],
)
def test_the_version_in_force_on_the_day_of_the_trigger_governs(rule_id: str, day: date, version: str) -> None:
    assert BOOK.on(rule_id, day).version == version


def test_before_an_exact_first_day_there_is_no_rule() -> None:
    with pytest.raises(NotInForce, match=r"26\(d\)\(2\) is held here from 2015-12-01 on; 2015-11-30 is before that"):
        BOOK.on("frcp.26.d.2", date(2015, 11, 30))


def test_after_its_last_day_there_is_no_rule() -> None:
    data = broken(0, with_(to=date(2024, 12, 31)))
    with pytest.raises(NotInForce, match="until 2024-12-31"):
        read(data).on("test.lr.1.a", date(2025, 1, 1))


def test_versions_come_oldest_first() -> None:
    assert [rule.version for rule in BOOK.versions("frcp.62.a")] == ["2009-12-01", "2018-12-01"]
    assert BOOK.newest("frcp.62.a").version == "2018-12-01"


def test_an_unknown_rule_is_told_with_ids_near_it() -> None:
    with pytest.raises(UnknownRule, match=r"no rule “cand\.civlr\.7-3a”\. Near it: cand\.civlr\.7-3\.a"):
        BOOK.versions("cand.civlr.7-3a")
    with pytest.raises(UnknownRule, match="list_rules"):
        BOOK.versions("???")


def test_all_ids_are_held_once() -> None:
    assert len(BOOK.ids()) == len(BOOK) == len(set(BOOK.ids()))
    assert {rule.id for rule in BOOK} == set(BOOK.ids())
    assert {rule.id for rule in BOOK.in_force(date(2026, 1, 5))} == set(BOOK.ids())


# Who stands in for whom


@pytest.mark.parametrize(
    ("asked", "court", "judge", "governs"),
    [
        ("cand.civlr.16-9.a", "cand", "Eumi K. Lee", "standing.cand.lee.cmc-statement"),
        ("cand.civlr.16-9.a", "cand", "Jon S. Tigar", "cand.civlr.16-9.a"),
        ("cand.civlr.16-9.a", "cand", None, "cand.civlr.16-9.a"),
        ("frcp.6.c.1", "cand", None, "cand.civlr.7-2.a"),
        ("frcp.6.c.1", "nysd", None, "frcp.6.c.1"),
        # Rules of one rank do not outrank each other: what the motion is decides between them.
        ("cand.civlr.7-3.a", "cand", None, "cand.civlr.7-3.a"),
    ],
)
def test_a_standing_order_outranks_the_local_rule_and_that_the_federal_one(
    asked: str, court: str, judge: str | None, governs: str
) -> None:
    told = BOOK.governing(asked, court=court, judge=judge, day=date(2026, 1, 21))
    assert told.id == governs


def test_the_order_of_a_judge_governs_from_its_day_on() -> None:
    data = copy.deepcopy(FILE)
    data["rule"].append(
        data["rule"][0]
        | {"id": "test.order.1", "layer": "standing", "judge": "Roe", "from": date(2025, 1, 1)}
        | {"displaces": ["test.lr.1.a"]}
    )
    book = read(data)
    for day, governs in [(date(2024, 6, 3), "test.lr.1.a"), (date(2025, 6, 3), "test.order.1")]:
        assert book.governing("test.lr.1.a", court="cand", judge="Roe", day=day).id == governs


def test_a_period_is_read_as_it_is_written() -> None:
    for words in ("14 days after", "1 year after", "72 hours after", "7 days before"):
        assert str(period_of(words)) == words


def test_an_empty_book_holds_nothing() -> None:
    assert len(RuleBook([])) == 0


def test_a_file_that_is_no_toml_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> dict[str, Any]:
        return tomllib.loads("garbage = [")

    monkeypatch.setattr("filings.deadlines.checks.shipped", broken)
    (fault,) = (str(one.msg) for one in run_checks() if one.id == "filings.E001")
    assert fault.startswith("It is no TOML")
