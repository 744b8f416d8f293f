from datetime import date

import pytest

from casefiles.models import CaseFile
from filings.docket.keyset import Listing, Slice
from filings.docket.models import Filing
from tests import factories


def fill(case: CaseFile, count: int) -> list[str]:
    """Each ninth is unnumbered, and three at a time share a position; the keys in docket order."""
    filings = [
        Filing(
            case=case,
            key=f"u2025-07-01_{n}" if n % 9 == 0 else str(n),
            entry=None if n % 9 == 0 else n,
            position=n // 3,
            date_filed=date(2025, 7, 1),
            kind="other",
            title=f"Paper {n}",
        )
        for n in range(1, count + 1)
    ]
    Filing.objects.bulk_create(filings)
    return [filing.key for filing in filings]


def listing(case: CaseFile, *, whole: bool = True, newest_first: bool = False, size: int = 200) -> Listing:
    filings = Filing.objects.filter(case=case)
    return Listing(case, filings, whole=whole, newest_first=newest_first, size=size, total=filings.count())


def keys(page: Slice) -> list[str]:
    return [entry.key for entry in page.entries]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("newest_first", [True, False])
def test_walking_forwards_and_back_meets_each_filing_once(case: CaseFile, whole: bool, newest_first: bool) -> None:
    expected = fill(case, 450)
    if newest_first:
        expected.reverse()
    pages = listing(case, whole=whole, newest_first=newest_first)

    page = pages.page({})
    forwards = [keys(page)]
    assert page.previous is None
    while page.next:
        page = pages.page({"after": page.next})
        forwards.append(keys(page))
    assert [len(part) for part in forwards] == [200, 200, 50]
    assert [key for part in forwards for key in part] == expected

    backwards = [keys(page)]
    while page.previous:
        page = pages.page({"before": page.previous})
        backwards.insert(0, keys(page))
    assert backwards == forwards
    assert keys(pages.page({"page": "last"})) == forwards[-1]


def test_a_short_last_page_is_taken_on_by_the_one_before_it(case: CaseFile) -> None:
    fill(case, 220)
    page = listing(case).page({})
    assert (len(page.entries), page.next) == (220, None)
    Filing.objects.create(
        case=case, key="500", entry=500, position=500, date_filed=date(2025, 7, 1), kind="other", title="One more"
    )
    page = listing(case).page({})
    assert (len(page.entries), page.next) == (200, "200")


def test_the_last_page_takes_on_a_short_rest(case: CaseFile) -> None:
    expected = fill(case, 415)
    page = listing(case).page({"page": "last"})
    assert keys(page) == expected[200:]
    assert (page.previous, page.next) == (expected[200], None)


@pytest.mark.parametrize("asked", [{"after": "999"}, {"before": "nonsense"}, {"after": "\x00"}, {"after": "1 OR 1=1"}])
def test_a_key_that_is_not_on_the_docket_gives_the_first_page(case: CaseFile, asked: dict[str, str]) -> None:
    fill(case, 30)
    assert keys(listing(case).page(asked))[0] == "1"


def test_nothing_after_the_last_filing_gives_the_first_page(case: CaseFile) -> None:
    fill(case, 30)
    assert keys(listing(case).page({"after": "30"}))[0] == "1"


def test_less_than_a_page_before_a_filing_gives_the_first_page(case: CaseFile) -> None:
    fill(case, 300)
    page = listing(case).page({"before": "11"})
    assert (keys(page)[0], len(page.entries), page.previous) == ("1", 200, None)


def test_a_key_of_another_case_is_unknown_here(case: CaseFile) -> None:
    fill(case, 30)
    factories.make_filing(factories.make_case(slug="other"), entry=700)
    assert keys(listing(case).page({"after": "700"}))[0] == "1"


def test_an_empty_docket_has_one_empty_page(case: CaseFile) -> None:
    page = listing(case).page({"page": "last"})
    assert (page.entries, page.previous, page.next) == ([], None, None)


def test_a_page_hangs_on_a_filing_that_the_filter_leaves_out(case: CaseFile) -> None:
    fill(case, 30)
    pages = Listing(
        case, Filing.objects.filter(case=case, entry__gt=20), whole=False, newest_first=False, size=50, total=9
    )
    assert keys(pages.page({"after": "22"}))[0] == "23"
    assert keys(pages.page({"after": "3"}))[0] == "21"
