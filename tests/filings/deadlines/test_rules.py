"""The shipped rules against cases: the examples of the rows, and the pairs of the research, each counted by its rule."""

from datetime import date

import pytest

from filings.deadlines.computing import DUE, Suspended, compute
from filings.deadlines.periods import Service
from filings.deadlines.rulebook import rulebook, shipped
from filings.deadlines.rulefaults import disproved, faults
from filings.deadlines.rules import Example, Outcome, Rule
from filings.docket.kinds import KINDS
from tests.filings.deadlines import cases
from tests.shared import PROJECT, shared

BOOK = rulebook()

# How the research names the rule of a case: the first that fits. Of the rest no rule of ours speaks.
NAMED = (
    ("Civ. L.R. 7-3(a),(c)", "cand.civlr.7-3.c"),
    ("Civ. L.R. 7-3(a)", "cand.civlr.7-3.a"),
    ("Clerk notice applying Civ. L.R. 7-3(a)", "cand.civlr.7-3.a"),
    ("Civ. L.R. 7-3 before 2011 amendment, opposition", "cand.civlr.7-3.a"),
    ("Civ. L.R. 7-3 before 2011 amendment, reply", "cand.civlr.7-3.c"),
    ("Civ. L.R. 6-3(b)", "cand.civlr.6-3.b"),
    ("Civ. L.R. 7-2(a)", "cand.civlr.7-2.a"),
    ("Civ. L.R. 7-11", "cand.civlr.7-11.b"),
    ("Civ. L.R. 16-9(a)", "cand.civlr.16-9.a"),
    ("Civ. L.R. 72-2", "cand.civlr.72-2"),
    ("Civ. L.R. 79-5", "cand.civlr.79-5.f.3"),
    ("CAND clerk default: consent", "cand.civlr.73-1"),
    ("FRCP 12(a)(1)(A)(ii)", "frcp.12.a.1.A.ii"),
    ("FRCP 12(a)(1)(A)", "frcp.12.a.1.A.i"),
    ("FRCP 12(a)(2)", "frcp.12.a.2"),
    ("FRCP 12(a)(4)(A)", "frcp.12.a.4.A"),
    ("FRCP 15(a)(3)", "frcp.15.a.3"),
    ("FRCP 72(b)(2)", "frcp.72.b.2"),
    ("FRAP 4(a)(1)(A)", "frap.4.a.1.A"),
    ("FRAP 4(a)(5)", "frap.4.a.5"),
    ("Judicial Conference transcript policy: redaction request", "transcript.redaction-request"),
    ("Judicial Conference transcript policy: redacted transcript", "transcript.redacted"),
    ("Judicial Conference transcript policy: release", "transcript.release"),
    ("Transcript policy: release", "transcript.release"),
)
COUNTED = [(rule, example) for rule in BOOK for example in rule.examples]


def rule_named(case: cases.Case) -> str | None:
    return next((rule_id for words, rule_id in NAMED if case.rule.startswith(words)), None)


def counted(case: cases.Case, rule_id: str) -> tuple[date, date]:
    """The safe and the prevailing date."""
    service = Service(case.service.removesuffix("-before-2016-12-01")) if case.service else None
    inputs = {DUE: case.day.isoformat()} if "from appeal deadline" in case.bracket else {}
    result = compute(rule_id, case.day, court=case.court, service=service, inputs=inputs)
    return result.safe.result, result.prevailing.result


def test_the_shipped_file_has_no_fault() -> None:
    assert faults(shipped()) == []


@pytest.mark.parametrize(
    ("rule", "example"), COUNTED, ids=[f"{rule.id}-{rule.version}-{example.start}" for rule, example in COUNTED]
)
def test_each_example_comes_out(rule: Rule, example: Example) -> None:
    assert disproved(rule, example, BOOK) is None


def test_each_pair_of_the_research_comes_out_by_its_rule() -> None:
    told = [(case, rule_named(case)) for case in cases.read(shared("deadlines", "cases.csv")) if not case.is_trap]
    wrong = {
        case.id: (rule_id, dates, case.expected_day)
        for case, rule_id in told
        if rule_id and (dates := counted(case, rule_id))[1] != case.expected_day
    }
    assert wrong == {}
    assert sum(1 for _, rule_id in told if rule_id) > 80


def test_what_a_docket_printed_against_the_rule_does_not_come_out() -> None:
    told = [(case, rule_named(case)) for case in cases.read(shared("deadlines", "cases.csv")) if case.is_trap]
    followed = [case.id for case, rule_id in told if rule_id and counted(case, rule_id)[1] == case.expected_day]
    assert followed == []


def test_the_cases_that_a_row_names_are_its_own() -> None:
    held = {case.id: case for case in cases.read(shared("deadlines", "cases.csv"))}
    for rule in BOOK:
        for name in rule.cases:
            assert name in held, f"{rule.id} names {name}, which is not there"
            assert rule_named(held[name]) == rule.id
            assert BOOK.on(rule.id, held[name].day) == rule, f"{name} is governed by another version of {rule.id}"


def test_all_that_the_research_tells_of_the_shipped_case() -> None:
    def due(rule_id: str, start: str, service: Service | None = Service.ECF, **inputs: str) -> tuple[str, str]:
        result = compute(rule_id, date.fromisoformat(start), court="cand", service=service, inputs=inputs)
        return result.safe.result.isoformat(), result.prevailing.result.isoformat()

    assert due("frcp.12.a.1.A.ii", "2025-07-28", Service.WAIVER) == ("2025-09-26", "2025-09-29")
    assert due("cand.civlr.79-5.f.3", "2025-09-11")[0] == "2025-09-18"
    assert due("cand.civlr.7-3.a", "2025-10-27")[0] == "2025-11-10"
    assert due("cand.civlr.7-3.c", "2025-10-27")[0] == "2025-11-17"
    assert due("cand.civlr.7-2.a", "2025-10-27")[0] == "2025-12-01"
    assert due("frcp.15.a.1.B", "2025-10-27")[0] == "2025-11-17"
    assert due("standing.cand.lee.cmc-statement", "2026-01-21")[0] == "2026-01-07"
    assert due("standing.cand.lee.cmc-statement", "2026-03-04")[0] == "2026-02-18"
    assert due("transcript.redaction-request", "2026-03-30")[0] == "2026-04-20"
    assert due("transcript.redacted", "2026-03-30")[0] == "2026-04-30"
    assert due("transcript.release", "2026-03-30")[0] == "2026-06-29"
    assert due("frcp.12.a.4.A", "2026-06-11") == ("2026-06-25", "2026-06-25")
    assert due("frcp.15.a.3", "2026-07-07") == ("2026-07-21", "2026-07-21")


def test_no_time_runs_while_the_motion_is_pending() -> None:
    with pytest.raises(Suspended, match="denied the motion"):
        compute("frcp.12.a.4", date(2025, 10, 27), court="cand")


@pytest.mark.parametrize(
    ("rule_id", "inputs", "due"),
    [
        ("frap.4.a.1.A", {}, date(2026, 7, 1)),
        ("frap.4.a.1.A", {"us_party": "yes"}, date(2026, 7, 31)),
        ("frap.4.a.4.A", {}, date(2026, 7, 1)),
        ("frap.4.a.4.A", {"last_order_entered": "2026-08-03", "us_party": "yes"}, date(2026, 10, 2)),
        ("frcp.34.b.2.A", {}, date(2026, 7, 1)),
        ("frcp.45.d.2.B", {}, date(2026, 6, 15)),
        ("frcp.81.c.2", {}, date(2026, 6, 8)),
        ("frcp.15.a.3", {}, date(2026, 6, 15)),
    ],
)
def test_what_is_not_known_gives_the_earlier_date_and_a_question(
    rule_id: str, inputs: dict[str, str], due: date
) -> None:
    result = compute(rule_id, date(2026, 6, 1), service=Service.ECF, inputs=inputs)
    assert result.safe.result == due
    assert bool(result.questions) == (len(inputs) < len(result.rule.branches))


def test_mail_adds_days_to_what_runs_from_service_and_to_that_alone() -> None:
    for rule_id, added in [("frcp.33.b.2", 3), ("frcp.12.a.1.A.i", 0), ("frcp.45.d.2.B", 0), ("cand.civlr.7-3.a", 0)]:
        by_hand, by_mail = (
            compute(rule_id, date(2026, 6, 4), service=one).safe.result for one in (Service.PERSONAL, Service.MAIL)
        )
        assert (by_mail.toordinal() - by_hand.toordinal()) == added, rule_id


def test_an_arm_that_runs_from_no_service_gets_no_days() -> None:
    by_mail = compute(
        "frcp.34.b.2.A", date(2026, 3, 2), service=Service.MAIL, inputs={"rule26f_conference": "2026-04-20"}
    )
    assert by_mail.safe.result == date(2026, 5, 20)


# Nobody can extend them (Rule 6(b)(2)), or the appellate rules forbid it.
@pytest.mark.parametrize(
    "rule_id",
    "frcp.50.b frcp.50.d frcp.52.b frcp.59.b frcp.59.d frcp.59.e frcp.60.c.1 frcp.23.f frap.4.a.5 frap.4.a.6".split(),
)
def test_what_nobody_can_extend_says_so(rule_id: str) -> None:
    assert all(rule.extendable_by == () for rule in BOOK.versions(rule_id))


def test_what_was_not_read_is_unchecked() -> None:
    unchecked = {rule.id for rule in BOOK if rule.is_unchecked and rule.end is None}
    assert unchecked == {
        "cand.civlr.7-2.a", "cand.civlr.7-3.d.1", "cand.civlr.6-1.b", "cand.civlr.7-13", "cand.civlr.37-3",
        "cand.civlr.54-1", "cand.civlr.54-5", "cand.civlr.79-5.f.3",
    }  # fmt: skip


def test_every_source_is_used_and_told() -> None:
    assert {number for rule in BOOK for number in rule.confidence.sources} == set(BOOK.sources)


def test_each_paper_that_satisfies_is_a_kind_of_filing() -> None:
    assert {kind for rule in BOOK for kind in rule.satisfied_by} <= set(KINDS)


def test_a_hearing_that_moves_moves_no_brief() -> None:
    moving = {rule.id for rule in BOOK if rule.moves_with and rule.end is None}
    assert "cand.civlr.16-9.a" in moving
    assert not moving & {"cand.civlr.7-3.a", "cand.civlr.7-3.c"}


def test_an_earliest_day_is_never_told_as_a_last_one() -> None:
    earliest = {rule.id for rule in BOOK if rule.outcome is Outcome.EARLIEST}
    assert earliest == {"cand.civlr.7-2.a", "frcp.11.c.2", "frcp.26.d.2", "frcp.54.d.1.tax"}


def test_the_titles_of_the_shipped_record_are_known() -> None:
    """Each deadline of the shipped case that a rule makes is known by the beginning of its title."""
    assert (PROJECT / "casefiles/data/strike3_v_meta.json").exists()
    for title, rule_id in {
        "Answer under the waiver of service": "frcp.12.a.1.A.ii",
        "Case management statement": "standing.cand.lee.cmc-statement",
        "Opposition to the motion to dismiss": "cand.civlr.7-3.a",
        "Reply for the motion to dismiss": "cand.civlr.7-3.c",
        "Response to the motion on a recent decision": "cand.civlr.7-11.b",
        "Redaction request for the 2026-03-04 transcript": "transcript.redaction-request",
        "Redacted 2026-03-04 transcript": "transcript.redacted",
        "Public release of the 2026-03-04 transcript": "transcript.release",
        "Answer to the original complaint after the ruling": "frcp.12.a.4.A",
        "Answer to the first amended complaint": "frcp.15.a.3",
        "Magistrate-judge consent or declination form": "cand.civlr.73-1",
    }.items():
        assert any(title.startswith(words) for words in BOOK.newest(rule_id).titles), title
