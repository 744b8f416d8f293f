from datetime import date
from typing import Any

from filings.documents.stamps import counted, differences, read_all, summary
from filings.reading.stamp import Stamp, find_stamp


def stamp(text: str = "Case 5:25-cv-06213-EKL Document 34-2 Filed 10/27/25 Page 3 of 31") -> Stamp:
    found = find_stamp(text)
    assert found
    return found


def compared(found: Stamp, **fields: Any) -> list[str]:
    record: dict[str, Any] = {
        "docket_numbers": ["5:25-cv-06213-EKL"], "entry": 34, "number": 2, "date_filed": date(2025, 10, 27),
        "page": 3, "page_count": 31,
    }  # fmt: skip
    return differences(found, **record | fields)


def test_a_stamp_as_on_record_differs_in_nothing() -> None:
    assert compared(stamp()) == []
    assert compared(stamp(), entry=34, docket_numbers=["4:25-cv-06213", "25-cv-6213"]) == []
    assert compared(stamp(), docket_numbers=[], entry=None, page_count=None) == []


def test_each_difference_says_both_sides() -> None:
    assert compared(stamp(), docket_numbers=["5:24-cv-00001"]) == ["case 5:25-cv-06213-EKL, not 5:24-cv-00001"]
    assert compared(stamp(), entry=35) == ["document 34-2, not 35-2"]
    assert compared(stamp(), number=0) == ["document 34-2, not 34"]
    assert compared(stamp(), date_filed=date(2025, 10, 28)) == ["filed Oct 27, 2025, not Oct 28, 2025"]
    assert compared(stamp(), page=4, page_count=30) == ["page 3, not 4", "31 pages in all, not 30"]


def test_an_appeal_court_prints_leading_zeros() -> None:
    found = stamp("Case: 25-1234 Document: 00034 Page: 3 Date Filed: 10/27/2025 Entry ID: 5")
    assert compared(found, docket_numbers=["25-1234"], number=0) == []


def test_the_stamps_of_a_paper_are_read_as_one_by_one() -> None:
    texts: list[str | None] = [
        f"Case 5:25-cv-06213-EKL Document 34-2 Filed 10/27/25 Page {page} of 120" for page in range(1, 121)
    ]
    texts[50:53] = [None, "no stamp", texts[0]]
    assert read_all(texts) == [find_stamp(text) if text else None for text in texts]


def test_a_paper_stamped_from_end_to_end_is_told_at_once() -> None:
    texts: list[str | None] = [
        f"Case 5:25-cv-06213-EKL Document 1 Filed 10/27/25 Page {page} of 12" for page in range(1, 13)
    ]
    assert counted(texts) == find_stamp(str(texts[0]))
    assert counted(texts[1:]) is None
    assert counted([]) is None
    assert counted([*texts[:5], None, *texts[6:]]) is None
    assert counted([*texts[:5], texts[0], *texts[6:]]) is None


def test_the_summary_counts_the_pages() -> None:
    assert summary([None, None]) is None
    assert summary([[]]) == "The court’s stamp agrees with the record on its page."
    assert summary([[], []]) == "The court’s stamp agrees with the record on all 2 pages."
    assert summary([[], None]) == "The court’s stamp agrees with the record on 1 of 2 pages, all that bear one."


def test_the_summary_says_what_differs_once() -> None:
    assert summary([["document 35, not 34"], ["document 35, not 34", "page 2, not 3"]]) == (
        "The court’s stamp differs from the record on each page that bears one: it says document 35, not 34."
    )
    assert summary([[], ["page 2, not 3"], None]) == (
        "The court’s stamp differs from the record on 1 page, first on page 2: it says page 2, not 3."
    )
