"""The shared collection of court-computed dates, by the arithmetic that each row states. Skips where it is not here."""

from filings.deadlines.courtdays import Counted
from filings.deadlines.holidays import holiday_on, state_of, states_held
from filings.deadlines.periods import Moment, Service, adds_days
from tests.filings.deadlines.cases import Case, counted, read
from tests.shared import shared

SERVED = {"ecf": Service.ECF, "ecf-before-2016-12-01": Service.ECF, "personal": Service.PERSONAL, "mail": Service.MAIL}


def rows() -> list[Case]:
    return [*read(shared("deadlines", "cases.csv"))]


def prevailing(case: Case) -> Moment:
    result = counted(case)
    return result.prevailing.result if isinstance(result, Counted) else result


def test_each_date_that_a_court_computed_is_computed() -> None:
    wrong = {
        case.id: (str(prevailing(case)), str(case.expected))
        for case in rows()
        if not case.is_trap and prevailing(case) != case.expected
    }
    assert wrong == {}


def test_no_date_that_only_looks_computed_is_computed() -> None:
    traps = [case for case in rows() if case.is_trap]
    # A date fixed by an order has no arithmetic: there is nothing to count, so nothing to get wrong.
    computed = [case for case in traps if case.bracket != "no computation"]
    assert computed
    assert {case.id for case in computed if prevailing(case) == case.expected} == set()


def test_the_safe_date_is_never_later_and_the_latest_never_earlier() -> None:
    for case in rows():
        result = counted(case)
        if isinstance(result, Counted):
            dates = [path.result for path in (result.safe, result.prevailing, result.latest)]
            assert dates == sorted(dates), case.id


def test_three_days_come_only_with_a_manner_of_service_that_brings_them() -> None:
    added = [case for case in rows() if case.adds_days]
    assert added
    assert all(adds_days(SERVED[case.service], on=case.day) for case in added)


def test_the_state_of_each_court_is_held() -> None:
    states = {state_of(case.court) for case in rows()} - {None}
    assert states <= set(states_held())


def test_no_date_a_court_computed_stands_on_a_holiday_we_call_prevailing() -> None:
    """A count forward cannot end there, so a row that did would show that the day is no holiday for this purpose."""
    for case in rows():
        state = state_of(case.court)
        if case.is_trap or state is None or case.bracket.startswith("-"):
            continue
        kept = holiday_on(case.expected_day, of=state)
        assert kept is None or kept.tier == 2, case.id
