from datetime import date

import pytest

from casefiles.courts import ABBREVIATIONS
from filings.documents.cites import (
    CaseCite,
    PaperCite,
    attachment_address,
    court_name,
    ecf_cite,
    file_name,
    forms,
    full_cite,
    number_without_initials,
    patterns,
    place_of,
    short_cite,
)
from filings.documents.pins import BadPin, Pin, read_pin

CASE = CaseCite(
    caption="Strike 3 Holdings, LLC v. Meta Platforms, Inc.",
    docket_number="5:25-cv-06213-EKL",
    court_id="cand",
    court="U.S. District Court, Northern District of California",
)
MOTION = PaperCite(entry=34, kind="motion", date_filed=date(2025, 10, 27))
EXHIBIT = PaperCite(entry=34, kind="motion", date_filed=date(2025, 10, 27), number=2)
MINUTES = PaperCite(entry=None, kind="minute entry", date_filed=date(2025, 9, 19))


def test_a_short_cite_names_entry_attachment_and_page() -> None:
    assert short_cite(MOTION) == "Dkt. 34"
    assert short_cite(EXHIBIT, 3) == "Dkt. 34-2 at 3"
    assert ecf_cite(EXHIBIT, 3) == "ECF No. 34-2 at 3"


def test_a_full_cite_names_case_number_court_and_day() -> None:
    assert (
        full_cite(CASE, MOTION, 3) == "Strike 3 Holdings, LLC v. Meta Platforms, Inc., No. 5:25-cv-06213 "
        "(N.D. Cal. Oct. 27, 2025), ECF No. 34 at 3"
    )


def test_an_entry_without_a_number_is_cited_by_its_day() -> None:
    assert short_cite(MINUTES) == "minute entry of Sept. 19, 2025"
    assert full_cite(CASE, MINUTES).endswith("(N.D. Cal. Sept. 19, 2025), minute entry of Sept. 19, 2025")


def test_a_cite_names_the_first_party_of_each_side_alone() -> None:
    case = CaseCite("Doe, et al. v. Roe, Inc., et al.", "1:20-cv-00001", "nysd", "")
    assert full_cite(case, MOTION).startswith("Doe v. Roe, Inc., No. 1:20-cv-00001 (S.D.N.Y. ")


@pytest.mark.parametrize(
    ("court_id", "name"),
    [
        ("cand", "N.D. Cal."), ("nysd", "S.D.N.Y."), ("dcd", "D.D.C."), ("akd", "D. Alaska"), ("njd", "D.N.J."),
        ("nmd", "D.N.M."), ("nmid", "D.N. Mar. I."), ("wvsd", "S.D.W. Va."), ("txed", "E.D. Tex."), ("ncmd", "M.D.N.C."),
        ("ord", "D. Or."), ("vid", "D.V.I."), ("gud", "D. Guam"), ("mnd", "D. Minn."), ("msnd", "N.D. Miss."),
    ],
)  # fmt: skip
def test_a_district_court_has_the_abbreviation_of_the_bluebook(court_id: str, name: str) -> None:
    assert court_name(court_id, "never shown") == name


def test_there_are_94_district_courts() -> None:
    assert len(ABBREVIATIONS) == len(set(ABBREVIATIONS.values())) == 94


def test_another_court_goes_by_its_name() -> None:
    assert court_name("cal", "Supreme Court of California") == "Supreme Court of California"


def test_initials_of_judges_are_no_part_of_the_number() -> None:
    assert number_without_initials("3:18-cv-04954-CRB-JCS") == "3:18-cv-04954"
    assert number_without_initials("RG 19-000123") == "RG 19-000123"


@pytest.mark.parametrize(
    ("number", "key", "document", "name"),
    [
        ("5:25-cv-06213-EKL", "34", 2, "25-cv-06213-34-2.pdf"),
        ("5:25-cv-06213", "34", 0, "25-cv-06213-34.pdf"),
        ("5:25-cv-06213", "34_2", 0, "25-cv-06213-34_2.pdf"),
        ("25-cv-06213", "u2025-09-19", 0, "25-cv-06213-u2025-09-19.pdf"),
        ('RG 19/"0001', "1", 0, "RG-19-0001-1.pdf"),
    ],
)
def test_a_file_is_named_by_case_entry_and_attachment(number: str, key: str, document: int, name: str) -> None:
    assert file_name(number, key, document) == name


def test_an_attachment_is_found_beside_its_main_document() -> None:
    address = "https://www.courtlistener.com/docket/70899478/34/strike-3/"
    assert attachment_address(address, 34, 0) == address
    assert attachment_address(address, 34, 2) == "https://www.courtlistener.com/docket/70899478/34/2/strike-3/"


def test_nobody_is_sent_to_the_wrong_paper() -> None:
    assert attachment_address("https://example.org/papers/34", 34, 2) is None
    assert attachment_address("https://www.courtlistener.com/docket/70899478/35/x/", 34, 2) is None
    assert attachment_address(None, 34, 2) is None


ADDRESS = "https://example.org/cases/strike3-v-meta/docket/34/0/"


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        (Pin(3), "Dkt. 34 at 3"),
        (Pin(3, 12), "Dkt. 34 at 3:12"),
        (Pin(3, 12, 3, 18), "Dkt. 34 at 3:12-18"),
        (Pin(3, 12, None, 18), "Dkt. 34 at 3:12-18"),
        (Pin(3, 12, 3, 12), "Dkt. 34 at 3:12"),
        (Pin(3, 12, 4, 5), "Dkt. 34 at 3:12-4:5"),
        (Pin(3, None, 4), "Dkt. 34 at 3-4"),
        (Pin(3, None, 3), "Dkt. 34 at 3"),
        (Pin(103, 12, 105, 12), "Dkt. 34 at 103:12-105:12"),
    ],
)
def test_a_pin_cite_names_pages_and_lines(pin: Pin, words: str) -> None:
    assert short_cite(MOTION, pin) == words


@pytest.mark.parametrize(
    "numbers",
    [(0,), (-3,), (3, 0), (3, 12, 3, 11), (3, 12, 2, 18), (3, None, 2), (3, None, 3, 12), (3, 12, 4), (3, None, 4, 2)],
)
def test_a_pin_that_makes_no_sense_is_refused_in_a_sentence(numbers: tuple[int | None, ...]) -> None:
    with pytest.raises(BadPin, match=r"\.$"):
        Pin(*numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("page", "lines", "to_page", "pin"),
    [
        ("3", "", "", "3"), ("", "", "", "1"), ("3", "12", "", "3:12"), ("3", " 12 – 18 ", "", "3:12-18"),
        ("3", "12-5", "4", "3:12-4:5"), ("3", "", "4", "3-4"), ("3", "12-18", "3", "3:12-18"),
    ],
)  # fmt: skip
def test_a_pin_is_read_from_an_address(page: str, lines: str, to_page: str, pin: str) -> None:
    assert str(read_pin(page, lines, to_page)) == pin


@pytest.mark.parametrize("asked", [("x",), ("3", "a-b"), ("3", "12-18-20"), ("3", "", "-4"), ("9" * 30,), ("3", "٣")])
def test_nonsense_is_no_pin(asked: tuple[str, ...]) -> None:
    with pytest.raises(BadPin, match=r"\.$"):
        read_pin(*asked)


def test_the_forms_of_a_cite_are_its_patterns_filled_in() -> None:
    found = forms(CASE, MOTION, ADDRESS, at=Pin(3, 12, 3, 18), anchor="p3-12")
    assert found == {
        "short": "Dkt. 34 at 3:12-18",
        "full": "Strike 3 Holdings, LLC v. Meta Platforms, Inc., No. 5:25-cv-06213 (N.D. Cal. Oct. 27, 2025), ECF No. 34 "
        "at 3:12-18",
        "markdown": f"[Dkt. 34 at 3:12-18]({ADDRESS}#p3-12)",
        "link": f"{ADDRESS}#p3-12",
    }
    filled = {
        form: words.replace("{pin}", "3:12-18").replace("{anchor}", "p3-12")
        for form, words in patterns(CASE, MOTION, ADDRESS).items()
    }
    assert filled == found


def test_an_unnumbered_entry_is_pinned_too() -> None:
    assert short_cite(MINUTES, Pin(1, 4)) == "minute entry of Sept. 19, 2025 at 1:4"
    assert full_cite(CASE, MINUTES, Pin(1, 4)).endswith("), minute entry of Sept. 19, 2025 at 1:4")


def stamp(document: str, page: str, case: str = "5:25-cv-06213-EKL") -> str:
    return f"Case {case} Document {document} Filed 10/27/25 Page {page}"


@pytest.mark.parametrize(
    ("printed", "page", "cite", "by_stamp"),
    [
        (stamp("34", "3 of 31"), 3, "Dkt. 34 at 3", True),
        # a combined download: the attachment counts from 1 again
        (stamp("34-1", "2 of 4"), 33, "Dkt. 34-1 at 2", True),
        # a cut file: its first page is the fifth that the court stamped
        (stamp("34", "5 of 31"), 1, "Dkt. 34 at 5", True),
        # another entry, another case: the record counts
        (stamp("35", "2 of 4"), 7, "Dkt. 34 at 7", False),
        (stamp("34", "2 of 4", "3:18-cv-04954-CRB"), 7, "Dkt. 34 at 7", False),
        (stamp("34", "2 of 4", "25-CV-06213"), 7, "Dkt. 34 at 2", True),
        (None, 7, "Dkt. 34 at 7", False),
        ("not a stamp", 7, "Dkt. 34 at 7", False),
    ],
)
def test_a_page_goes_by_the_stamp_of_its_own_entry(printed: str | None, page: int, cite: str, by_stamp: bool) -> None:
    place = place_of(CASE, MOTION, stamp=printed, number=page)
    assert (short_cite(place.paper, place.page), place.by_stamp) == (cite, by_stamp)
