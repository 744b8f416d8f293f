"""Which entry of a source is which filing here."""

import pytest

from filings.importing.exact import Pair, same_document, title_for
from filings.importing.pairing import pair
from filings.importing.proposal import LEAVE_OUT, NEW
from filings.importing.records import Record
from filings.importing.sheet import SheetEntry
from tests.filings.importing.sheets import COMPLAINT, MOTION, entry, filing


def paired(entries: list[SheetEntry], held: list[Record], kind: str = "docket-report") -> list[Pair]:
    return pair(entries, held, kind=kind)


def keys(entries: list[SheetEntry], held: list[Record], kind: str = "docket-report") -> list[str | None]:
    return [one.held["key"] if one.held else "?" if one.question else None for one in paired(entries, held, kind)]


def test_a_number_is_a_number() -> None:
    assert keys([entry(1), entry(2)], [filing("2"), filing("1")]) == ["1", "2"]


def test_what_is_not_here_is_new() -> None:
    assert keys([entry(1), entry(2)], [filing("1")]) == ["1", None]


@pytest.mark.parametrize("kind", ["docket-report", "docket-history-report"])
def test_a_number_that_the_court_gave_twice_is_two_entries(kind: str) -> None:
    assert keys([entry(5), entry(5)], [], kind) == [None, None]


def test_a_number_that_another_source_has_twice_with_one_text_is_asked() -> None:
    first, second = paired([entry(5, text=MOTION), entry(5, text=MOTION)], [], "courtlistener")
    assert first.question is None
    assert second.question is not None
    assert second.question.likely == LEAVE_OUT


def test_twins_are_told_apart_by_their_words_whatever_their_order() -> None:
    held = [filing("5", docket_text=COMPLAINT), filing("5_2", docket_text=MOTION)]
    assert keys([entry(5, text=MOTION), entry(5, text=COMPLAINT)], held) == ["5_2", "5"]


def test_twins_are_told_apart_by_the_court_s_document_ids() -> None:
    held = [filing("5", document_id="03501234"), filing("5_2", document_id="03509999")]
    assert keys([entry(5, document_id="03519999"), entry(5, document_id="03511234")], held) == ["5_2", "5"]


def test_a_second_paper_of_a_number_is_asked() -> None:
    one, other = paired([entry(5, text=COMPLAINT), entry(5, text=MOTION)], [filing("5", docket_text=COMPLAINT)])
    assert one.held is not None
    assert other.question is not None
    assert [value for value, _ in other.question.choices] == ["same:5", NEW, LEAVE_OUT]


def test_a_number_with_other_words_on_another_day_is_asked() -> None:
    [one] = paired([entry(5, "2025-09-09", MOTION)], [filing("5", docket_text=COMPLAINT)])
    assert one.question is not None
    assert "is another paper" in one.question.text


def test_a_number_with_other_words_of_the_same_day_was_corrected() -> None:
    assert keys([entry(5, text=MOTION)], [filing("5", docket_text=COMPLAINT)]) == ["5"]


def test_a_number_on_another_day_is_the_same_where_there_are_no_words_to_compare() -> None:
    assert keys([entry(5, "2025-07-02", MOTION)], [filing("5")]) == ["5"]


@pytest.mark.parametrize(
    "again",
    [
        "CASE REFERRED to Mediation. (abc, COURT STAFF) (Filed on 7/1/2025) (Entered: 07/01/2025)",
        "CASE REFERRED to Mediation. (abc, COURT STAFF) (Filed on 7/1/2025)",
        "CASE  REFERRED to Mediation.(abc, COURT STAFF) (Filed on 7/1/2025) (Entered: 07/02/2025)",
    ],
)
def test_an_unnumbered_entry_is_its_day_and_its_words(again: str) -> None:
    words = "CASE REFERRED to Mediation. (abc, COURT STAFF) (Filed on 7/1/2025)"
    assert keys([entry(None, text=again)], [filing("u2025-07-01", docket_text=words)]) == ["u2025-07-01"]


def test_words_without_the_spaces_between_are_the_same_words() -> None:
    words = "MOTION for relief[7] before Honorable A. Moe on 10/11/2026"
    assert keys([entry(None, text=words.replace("[7]", "7"))], [filing("u2025-07-01", docket_text=words)]) == [
        "u2025-07-01"
    ]


def test_an_unnumbered_entry_without_any_words_comes_once() -> None:
    bare = SheetEntry(entry=None, date_filed="2025-07-01")
    assert keys([bare, bare], [filing("u2025-07-01", title=title_for(bare, "other"))]) == ["u2025-07-01", None]


def test_unnumbered_entries_where_one_without_text_is_here_are_asked() -> None:
    held = [filing("u2025-07-01", title="Our own words")]
    entries = [
        entry(None, text="Set Deadlines. (abc, COURT STAFF)"),
        entry(None, text="Hearing held. (abc, COURT STAFF)"),
    ]
    assert keys(entries, held) == ["?", "?"]


def test_a_short_description_of_the_court_finds_its_text_by_asking() -> None:
    bare = SheetEntry(entry=None, date_filed="2025-07-01", label="summons issued")
    [one] = paired([bare], [filing("u2025-07-01", docket_text="SUMMONS Issued as to Roe. (abc, COURT STAFF)")])
    assert one.question is not None
    assert one.question.likely == "same:u2025-07-01"


def test_the_same_words_on_another_day_are_asked_where_the_source_has_none_on_that_day() -> None:
    words = "CASE REFERRED to Mediation. (abc, COURT STAFF)"
    held = [filing("u2025-07-02", "2025-07-02", docket_text=words)]
    around = [entry(1, "2025-07-01"), entry(9, "2025-07-09")]
    [_, _, moved] = paired([*around, entry(None, "2025-07-04", words)], held)
    assert moved.question is not None
    assert moved.question.likely == "same:u2025-07-02"
    assert keys([*around, entry(None, "2025-07-04", words), entry(None, "2025-07-02", words)], held)[2:] == [
        None,
        "u2025-07-02",
    ]
    assert keys([entry(None, "2025-07-04", words)], held) == [None]


def test_a_row_that_stands_twice_is_said_to_stand_twice() -> None:
    _, second = paired([entry(5, text=MOTION)] * 2, [filing("5", docket_text=MOTION)])
    assert second.question is not None
    assert second.question.text == "The source has No. 5 twice, and here it stands once."


def test_two_notices_of_one_day_with_the_same_words_stay_two() -> None:
    held = [filing("u2025-07-01", docket_text="Notice."), filing("u2025-07-01_2", docket_text="Notice.")]
    assert keys([entry(None, text="Notice.")] * 3, held)[:2] == ["u2025-07-01", "u2025-07-01_2"]


def test_near_words_are_asked() -> None:
    words = "Set/Reset Hearing: Mediation Hearing set for 7/23/2026 10:00 AM via Zoom. (af, COURT STAFF)"
    [one] = paired([entry(None, text=words.replace("10:00", "11:30"))], [filing("u2025-07-01", docket_text=words)])
    assert one.question is not None
    assert one.question.likely == "same:u2025-07-01"


def test_a_text_finds_the_filing_that_a_person_named_in_his_own_words() -> None:
    held = [filing("u2025-07-01", title="Discovery referred to Magistrate Judge Poe")]
    text = "CASE REFERRED to Magistrate Judge Bea Poe for Discovery. (abc, COURT STAFF) (Filed on 7/1/2025)"
    assert keys([entry(None, text=text)], held) == ["u2025-07-01"]


def test_a_label_that_echoes_an_entry_of_its_day_is_asked() -> None:
    entries = [entry(7, text=MOTION), entry(None, text="Order on Stipulation")]
    assert keys(entries, [], "courtlistener") == [None, "?"]


def test_a_label_on_a_day_of_its_own_is_an_entry() -> None:
    entries = [entry(7, text=MOTION), entry(None, "2025-08-08", "Order on Stipulation")]
    assert keys(entries, [], "courtlistener") == [None, None]


def test_the_court_s_own_unnumbered_entries_echo_nothing() -> None:
    assert keys([entry(7), entry(None, text="Set Deadlines")], [], "docket-report") == [None, None]


def test_the_fourth_digit_of_a_document_id_says_nothing() -> None:
    assert same_document("035023513538", "035123513538")
    assert not same_document("035023513538", "035023513539")
    assert not same_document("0350", None)
