from datetime import date

import pytest

from casefiles.models import CaseFile
from filings.docket.actions import NumberTaken, enter_filing, set_filers
from filings.docket.models import Filing
from tests import factories


def enter(case: CaseFile, entry: int | None = None, *, filed: date = date(2025, 8, 1), twice: bool = False) -> Filing:
    filing = Filing(case=case, entry=entry, date_filed=filed, kind="motion", title="A motion")
    return enter_filing(filing=filing, filers=[], used_twice=twice, by=None)


def order(case: CaseFile) -> list[str]:
    return [filing.key for filing in case.filings.in_docket_order()]


def test_a_numbered_filing_has_its_number_for_a_key(case: CaseFile) -> None:
    assert enter(case, 34).key == "34"


def test_an_unnumbered_filing_is_named_by_its_date(case: CaseFile) -> None:
    assert enter(case, filed=date(2025, 9, 19)).key == "u2025-09-19"


def test_twins_are_counted_on(case: CaseFile) -> None:
    assert [enter(case, 34, twice=n > 0).key for n in range(3)] == ["34", "34_2", "34_3"]
    assert [enter(case).key for _ in range(3)] == ["u2025-08-01", "u2025-08-01_2", "u2025-08-01_3"]


def test_a_twin_does_not_take_a_key_that_looks_alike(case: CaseFile) -> None:
    enter(case, 3)
    enter(case, 34)
    assert enter(case, 3, twice=True).key == "3_2"


def test_a_number_in_use_is_refused_until_somebody_says_that_it_was_used_twice(case: CaseFile) -> None:
    first = enter(case, 34)
    with pytest.raises(NumberTaken, match=r"No. 34 is on the docket already\.") as refused:
        enter(case, 34)
    assert refused.value.filing == first
    assert case.filings.count() == 1


def test_the_same_number_is_free_in_another_case(case: CaseFile) -> None:
    enter(case, 34)
    assert enter(factories.make_case(slug="other"), 34).key == "34"


def test_the_first_filing_of_a_case_stands_first(case: CaseFile) -> None:
    assert enter(case, 1).position == 1


def test_the_newest_stands_at_the_end_behind_unnumbered_ones(case: CaseFile) -> None:
    enter(case, 1)
    enter(case, filed=date(2025, 8, 2))
    enter(case, 2)
    assert order(case) == ["1", "u2025-08-02", "2"]


def test_one_that_was_left_out_stands_after_the_entry_before_it(case: CaseFile) -> None:
    for entry in (1, 2, 5, 6):
        enter(case, entry)
    enter(case, 3)
    assert order(case) == ["1", "2", "3", "5", "6"]
    assert case.filings.get(key="3").position == case.filings.get(key="2").position


def test_several_that_were_left_out_find_their_order_whichever_comes_first(case: CaseFile) -> None:
    for entry in (1, 9, 5, 3, 4, 2, 7, 6, 8):
        enter(case, entry)
    assert order(case) == [str(entry) for entry in range(1, 10)]


def test_one_before_all_others_stands_first_even_where_the_first_stands_at_nought(case: CaseFile) -> None:
    for entry in (9, 5, 3, 2, 1):
        enter(case, entry)
    assert order(case) == ["1", "2", "3", "5", "9"]


def test_a_twin_stands_after_its_twin(case: CaseFile) -> None:
    for entry in (1, 2, 3):
        enter(case, entry)
    enter(case, 2, twice=True)
    assert order(case) == ["1", "2", "2_2", "3"]


def test_an_unnumbered_filing_stands_after_the_last_that_was_filed_by_then(case: CaseFile) -> None:
    for entry, day in ((1, 1), (2, 5), (3, 9)):
        enter(case, entry, filed=date(2025, 8, day))
    enter(case, filed=date(2025, 8, 6))
    assert order(case) == ["1", "2", "u2025-08-06", "3"]


def test_moving_others_down_leaves_a_trace_in_their_history(case: CaseFile) -> None:
    for entry in (1, 5, 3):
        enter(case, entry)
    user = factories.make_user()
    filing = Filing(case=case, entry=2, date_filed=date(2025, 8, 1), kind="motion", title="A motion")
    enter_filing(filing=filing, filers=[], by=user)
    moved = case.filings.get(key="5")
    assert [version.position for version in moved.history.order_by("history_id")] == [2, 3]
    assert moved.history.latest().history_user == user


def test_filers_keep_the_order_in_which_they_were_named(case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    filing = factories.make_filing(case, filers=(doe, roe))
    set_filers(filing=filing, filers=[roe, doe], by=None)
    assert [row.appearance for row in filing.filers.all()] == [roe, doe]


def test_filers_that_stay_are_not_touched_and_those_left_out_go_with_a_trace(case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    filing = factories.make_filing(case, filers=(doe, roe))
    user = factories.make_user()
    set_filers(filing=filing, filers=[doe], by=user)
    row = filing.filers.get()
    assert row.history.count() == 1
    gone = row.history.model.objects.get(appearance=roe.pk, history_type="-")
    assert gone.history_user == user
