from filings.documents.combined import Part, parts
from filings.reading.stamp import Stamp, find_stamp


def stamped(document: str, page: int, of: int) -> Stamp | None:
    return find_stamp(f"Case 5:25-cv-06213-EKL   Document {document}   Filed 10/27/25   Page {page} of {of}")


def run(document: str, of: int) -> list[Stamp | None]:
    return [stamped(document, page, of) for page in range(1, of + 1)]


def test_a_file_of_one_paper_is_one_part() -> None:
    assert parts(run("34", 3)) == [Part(1, 3, "34", None)]


def test_a_file_without_stamps_has_no_parts() -> None:
    assert parts([]) == []
    assert parts([None, None]) == []


def test_a_count_that_starts_again_begins_a_paper() -> None:
    assert parts(run("12", 9) + run("12-1", 4) + run("12-2", 1)) == [
        Part(1, 9, "12", None), Part(10, 13, "12", 1), Part(14, 14, "12", 2),
    ]  # fmt: skip


def test_two_single_pages_that_follow_one_another_are_two_papers() -> None:
    assert parts(run("12-1", 1) + run("12-2", 1)) == [Part(1, 1, "12", 1), Part(2, 2, "12", 2)]


def test_pages_whose_stamp_is_lost_go_where_the_count_has_room() -> None:
    stamps = [*run("12", 3), None, None, stamped("12-1", 3, 4), None]
    assert parts(stamps) == [Part(1, 3, "12", None), Part(4, 7, "12", 1)]
    assert parts([None, stamped("12", 2, 3), None]) == [Part(1, 3, "12", None)]
    assert parts([*run("12", 2), None, *run("12-1", 2)]) == [Part(1, 3, "12", None), Part(4, 5, "12", 1)]


def test_one_misread_stamp_begins_no_paper() -> None:
    stamps = run("12", 5)
    stamps[2] = stamped("17", 3, 5)
    assert parts(stamps) == [Part(1, 5, "12", None)]


def test_an_appeal_court_prints_no_count() -> None:
    pages = [
        find_stamp(f"Case: 24-1234 Document: 00117684624 Page: {page} Date Filed: 10/27/2025 Entry ID: 5")
        for page in (1, 2)
    ]
    assert None not in pages
    assert len(parts(pages + pages)) == 2
