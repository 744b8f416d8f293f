"""The docket's word against the count."""

from datetime import date
from typing import Any

import pytest

from filings.deadlines.comparing import Verdict, compare, flag_closed
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.holidays import Closure, Effect

NOV_10 = date(2025, 11, 10)
PLAIN = (NOV_10, NOV_10, NOV_10)
# The waiver of our case: the sixtieth day is Native American Day.
WAIVER = (date(2025, 9, 26), date(2025, 9, 29), date(2025, 9, 29))


def verdict(**of: Any) -> Verdict:
    base: dict[str, Any] = {
        "computed": PLAIN,
        "said": NOV_10,
        "is_ordered": False,
        "explained_by": None,
        "replaced_undated": False,
    }
    return compare(**base | of)


def test_the_date_counted_is_a_match() -> None:
    assert verdict() == Verdict("match", "The docket prints Mon, Nov 10, 2025: the date counted.")


def test_a_match_says_with_which_reading() -> None:
    assert verdict(computed=WAIVER, said=date(2025, 9, 26)) == Verdict(
        "match", "The docket prints the safe date, Fri, Sep 26, 2025; the prevailing reading is Mon, Sep 29, 2025."
    )
    told = verdict(computed=WAIVER, said=date(2025, 9, 29))
    assert told.word == "match"
    assert "the prevailing reading, Mon, Sep 29, 2025; the safe date is earlier, Fri, Sep 26, 2025" in told.sentence
    three = (date(2025, 2, 12), date(2025, 2, 12), date(2025, 2, 13))
    assert "the latest arguable is Thu, Feb 13, 2025" in verdict(computed=three, said=three[0]).sentence
    assert "the latest arguable date, Thu, Feb 13, 2025" in verdict(computed=three, said=three[2]).sentence


def test_an_order_explains_another_date() -> None:
    told = verdict(said=date(2025, 11, 20), explained_by="No. 36")
    assert told == Verdict("explained", "No. 36 set Thu, Nov 20, 2025; the rule alone would give Mon, Nov 10, 2025.")
    assert verdict(said=date(2026, 1, 7), is_ordered=True).word == "explained"


@pytest.mark.parametrize(
    ("said", "words"), [(date(2025, 11, 12), "2 days later"), (date(2025, 11, 9), "1 day earlier")]
)
def test_a_clerks_default_explains_nothing(said: date, words: str) -> None:
    told = verdict(said=said)
    assert told.word == "discrepancy"
    assert words in told.sentence


def test_a_date_between_the_readings_is_no_match() -> None:
    told = verdict(computed=WAIVER, said=date(2025, 9, 28))
    assert (told.word, "2 days later than the count, Fri, Sep 26, 2025" in told.sentence) == ("discrepancy", True)


def test_what_the_docket_does_not_say() -> None:
    assert verdict(said=None) == Verdict("not printed", "The docket prints no date. The count gives Mon, Nov 10, 2025.")
    assert verdict(said=None, computed=None).word == "not printed"
    assert verdict(computed=None).word == "not counted"
    assert "An order fixed this date" in verdict(computed=None, is_ordered=True).sentence


def test_a_replaced_date_that_was_not_captured_is_a_word_of_its_own() -> None:
    told = verdict(replaced_undated=True, explained_by="No. 36", computed=None)
    assert told == Verdict(
        "not captured",
        "No. 36 replaced this date, and the docket text does not give the new one. The docket had printed Mon, Nov 10, 2025.",
    )
    assert "had printed Sun, Nov 9, 2025" in verdict(replaced_undated=True, said=date(2025, 11, 9)).sentence
    assert verdict(replaced_undated=True, said=None).word == "not captured"
    assert verdict(replaced_undated=True, said=None, computed=None).word == "not captured"


def test_a_replaced_date_that_was_counted_is_a_match_and_says_so() -> None:
    both = verdict(replaced_undated=True, computed=WAIVER, said=WAIVER[0], explained_by="No. 26")
    assert both.word == "match"
    assert "the safe date, Fri, Sep 26, 2025; the prevailing reading is Mon, Sep 29, 2025" in both.sentence
    assert both.sentence.endswith("No. 26 replaced this date, and the docket text does not give the new one.")


def test_a_fixed_date_on_a_closed_day_is_told_and_not_moved() -> None:
    cand = Calendar("cand")
    assert flag_closed(NOV_10, cand) is None
    assert "is a Saturday: the court is closed" in str(flag_closed(date(2025, 11, 8), cand))
    assert "New Year’s Day" in str(flag_closed(date(2024, 1, 1), cand)).replace("'", "’")
    state = str(flag_closed(date(2025, 9, 26), cand))
    assert "Native American Day" in state
    assert "may sit" in state
    assert flag_closed(date(2025, 9, 26), Calendar("note")) is None
    storm = Calendar("cand", (Closure(NOV_10, Effect.INACCESSIBLE, "a storm", "notice"),))
    assert "a storm" in str(flag_closed(NOV_10, storm))
