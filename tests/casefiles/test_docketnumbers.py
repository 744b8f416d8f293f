import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.docketnumbers import DocketNumber, core, parse, printed_in, same_case

SPELLINGS = [
    "5:25-cv-06213-EKL (SVK)", "5:25-cv-06213-EKL", "4:25-cv-06213", "25-6213", "25-cv-06213", "25cv6213",
    "C 25-06213 EKL",
    "C25-6213", "CV-25-06213", "No. C 25-6213", "Case No. 25-cv-06213-EKL (SVK)", "Civil Action No. 25-6213 (EKL)",
    "25 Civ. 6213 (EKL)", "25 C 6213", "5:2025cv06213", "C.A. No. 25-6213-EKL", "5:25-cv-06213-EKL, consolidated",
    "5:25-CV-6213", "SACV 25-6213-AB (CDx)", "Case 5:25-cv-06213-EKL   Document 212",
]  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_any_spelling_has_one_core(text: str) -> None:
    assert core(text) == "2506213"
    assert same_case(text, "5:25-cv-06213-EKL (SVK)")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5:25-cv-06213-EKL (SVK)", DocketNumber(25, 6213, "cv", "5", "EKL", "SVK")),
        ("2:16-cv-00262-SVW-AFM", DocketNumber(16, 262, "cv", "2", "SVW", "AFM")),
        ("1:18-CR-00123", DocketNumber(18, 123, "cr", "1")),
        ("3:18-cr-03298-JAH-1", DocketNumber(18, 3298, "cr", "3", "JAH", None, 1)),
        ("1:09-cr-00073-JRH-BKE-6", DocketNumber(9, 73, "cr", "1", "JRH", "BKE", 6)),
        ("3:17-cv-00477-UA-DUTY", DocketNumber(17, 477, "cv", "3", "UA", "DUTY")),
        ("1:20-cv-00001-N/A", DocketNumber(20, 1, "cv", "1", "N/A")),
        ("2:11-cv-00012-M_M", DocketNumber(11, 12, "cv", "2", "M_M")),
        ("1:17-md-02804-DAP", DocketNumber(17, 2804, "md", "1", "DAP")),
        ("25-cv-06213-EKL(SVK)", DocketNumber(25, 6213, "cv", None, "EKL", "SVK")),
    ],
)
def test_the_parts_of_a_number(text: str, number: DocketNumber) -> None:
    assert parse(text) == number


@pytest.mark.parametrize(
    "text",
    ["", None, "MDL No. 2168", "2024-05-01", "12-25-2023", "34-2", "510-555-1234", "17:101 Copyright", "Meta", "25"],
)
def test_what_is_no_number_of_a_district_court(text: str | None) -> None:
    assert parse(text) is None
    assert core(text) is None


def test_another_year_serial_or_type_is_another_case() -> None:
    assert not same_case("5:25-cv-06213-EKL", "5:25-cv-06214-EKL")
    assert not same_case("5:25-cv-06213-EKL", "5:24-cv-06213-EKL")
    assert not same_case("5:25-cv-06213", "5:25-cr-06213")
    assert same_case("MDL No. 2168", "mdl no.  2168")
    assert not same_case("MDL No. 2168", "MDL No. 2169")
    assert not same_case(None, None)
    assert not same_case("5:25-cv-06213", None)


def test_the_number_in_a_heading() -> None:
    assert printed_in("CIVIL DOCKET FOR CASE #: 3:23-cv-04557-JCS") == "3:23-cv-04557-JCS"
    assert printed_in("CRIMINAL DOCKET FOR CASE #: 1:09-cr-00073-JRH-BKE-6") == "1:09-cr-00073-JRH-BKE-6"
    assert printed_in("5:25-cv-06213-EKL (SVK) Strike 3 v. Meta") == "5:25-cv-06213-EKL (SVK)"
    assert printed_in("See 17 U.S.C. 101") is None


INITIALS = st.sampled_from(["EKL", "SVK", "KAW", "JRH", "UA", "DUTY", "XXXX", "N/A", "M_M"])


@given(
    office=st.none() | st.integers(0, 9),
    year=st.integers(0, 99),
    kind=st.sampled_from(["cv", "CV", "cr", "mc", "mj", "md", "ml"]),
    serial=st.integers(1, 99_999),
    padded=st.booleans(),
    assigned=st.none() | INITIALS,
    referred=st.none() | INITIALS,
    bracketed=st.booleans(),
)
def test_what_is_printed_is_read_back(
    *,
    office: int | None,
    year: int,
    kind: str,
    serial: int,
    padded: bool,
    assigned: str | None,
    referred: str | None,
    bracketed: bool,
) -> None:
    text = f"{office}:" if office is not None else ""
    text += f"{year:02d}-{kind}-{serial:05d}" if padded else f"{year:02d}-{kind}-{serial}"
    if assigned:
        text += f"-{assigned}"
        if referred:
            text += f" ({referred})" if bracketed else f"-{referred}"
    number = parse(text)
    assert number is not None
    assert (number.year, number.serial, number.type) == (year, serial, kind.lower())
    assert number.office == (str(office) if office is not None else None)
    assert number.assigned == assigned
    assert number.referred == (referred if assigned else None)
    assert number.core == f"{year:02d}{serial:05d}"


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse(text)
    assert number is None or len(number.core) >= 7
    assert same_case(text, text) or not text


@given(st.text(alphabet="0123456789:-cvr ()EKL,.#", max_size=200))
def test_odd_numbers_take_no_time(text: str) -> None:
    parse(text * 5)
