from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.reading.stamp import find_stamp, find_stamps, take_out

DISTRICT = "Case 5:25-cv-06213-EKL   Document 34-2   Filed 10/27/25   Page 3 of 31"

# How the courts print it: those of our set, and others from their published examples.
PRINTED = [
    (DISTRICT, ("5:25-cv-06213-EKL", "34", 2, date(2025, 10, 27), 3, 31)),
    (
        "Case3:12-cv-01234-WHO   Document45   Filed01/02/14   Page1 of 20",
        ("3:12-cv-01234-WHO", "45", None, date(2014, 1, 2), 1, 20),
    ),
    (
        "Case 8:16-cv-01261-DOC-KES   Document 40   Filed 08/05/16   Page 1 of 4   Page ID\n #:365",
        ("8:16-cv-01261-DOC-KES", "40", None, date(2016, 8, 5), 1, 4),
    ),
    (
        "Case 1:21-cv-01061-KLM   Document 1   Filed 04/16/21   USDC Colorado   Page 1 of 16",
        ("1:21-cv-01061-KLM", "1", None, date(2021, 4, 16), 1, 16),
    ),
    (
        "2:12-cv-10285-BAF-MKM   Doc # 55   Filed 02/05/13   Pg 1 of 27    Pg ID 1032",
        ("2:12-cv-10285-BAF-MKM", "55", None, date(2013, 2, 5), 1, 27),
    ),
    (
        "Case: 1:17-md-02804-DAP  Doc #: 1  Filed:  12/12/17  1 of 10.  PageID #: 1",
        ("1:17-md-02804-DAP", "1", None, date(2017, 12, 12), 1, 10),
    ),
    (
        "3:21-cv-00123-MGL     Date Filed 01/15/21    Entry Number 1-2     Page 1 of 5",
        ("3:21-cv-00123-MGL", "1", 2, date(2021, 1, 15), 1, 5),
    ),
    (
        "Case 0:20-cv-60416-RS   Document 9   Entered on FLSD Docket 03/04/2020   Page 1 of 8",
        ("0:20-cv-60416-RS", "9", None, date(2020, 3, 4), 1, 8),
    ),
    (
        "Case MDL No. 2804 Document 1 Filed 09/25/17 Page 1 of 18",
        ("MDL No. 2804", "1", None, date(2017, 9, 25), 1, 18),
    ),
    (
        "Case 15-11680    Doc 1    Filed 03/31/15    Entered 03/31/15 16:49:55    Desc Main\n Document   Page 23 of 43",
        ("15-11680", "1", None, date(2015, 3, 31), 23, 43),
    ),
    (
        "22-10964-mg Doc 4321 Filed 03/31/23 Entered 03/31/23 16:49:55 Main Document Pg 1 of 23",
        ("22-10964-mg", "4321", None, date(2023, 3, 31), 1, 23),
    ),
    (
        "Case: 20-1507     Document: 00117684624     Page: 1      Date Filed: 12/22/2020      Entry ID: 6390389",
        ("20-1507", "00117684624", None, date(2020, 12, 22), 1, None),
    ),
    (
        "Case: 17-2400      Document: 3            Filed: 07/13/2017      Pages: 1",
        ("17-2400", "3", None, date(2017, 7, 13), 1, None),
    ),
    (
        "Case: 20-16276, 08/05/2020, ID: 11778722, DktEntry: 19, Page 1 of 15",
        ("20-16276", "19", None, date(2020, 8, 5), 1, 15),
    ),
    (
        "Appellate Case: 21-1234     Page: 1      Date Filed: 01/02/2021 Entry ID: 5012345",
        ("21-1234", "5012345", None, date(2021, 1, 2), 1, None),
    ),
    (
        "USCA4 Appeal: 21-1234      Doc: 12            Filed: 01/02/2021      Pg: 1 of 30",
        ("21-1234", "12", None, date(2021, 1, 2), 1, 30),
    ),
    (
        "USCA Case #21-1234      Document #1912345            Filed: 01/02/2021      Page 1 of 30",
        ("21-1234", "1912345", None, date(2021, 1, 2), 1, 30),
    ),
    (
        "Case 20-1234, Document 45, 01/02/2021, 2955123, Page1 of 30",
        ("20-1234", "45", None, date(2021, 1, 2), 1, 30),
    ),
]


@pytest.mark.parametrize(
    ("printed", "expected"), PRINTED, ids=lambda value: value[:24] if isinstance(value, str) else ""
)
def test_it_reads_what_the_courts_print(printed: str, expected: tuple[object, ...]) -> None:
    text = f"the last line of the body.\n{printed}\n"

    stamp = find_stamp(text)

    assert stamp is not None
    assert (stamp.case_number, stamp.document, stamp.attachment, stamp.filed, stamp.page, stamp.of) == expected
    assert stamp.text == " ".join(printed.split())
    assert text[slice(*stamp.span)] == printed
    assert take_out(text)[0].split() == ["the", "last", "line", "of", "the", "body."]


def test_of_two_stamps_the_last_counts_and_both_are_taken_out() -> None:
    proposed = "Case 4:08-cv-02214-SBA     Document 26      Filed 01/29/2009     Page 1 of 2"
    entered = "Case 4:08-cv-02214-SBA   Document 27   Filed 02/03/09   Page 1 of 2"

    text, stamp = take_out(f"{proposed}\nIT IS SO ORDERED.\n{entered}")

    assert stamp is not None
    assert stamp.document == "27"
    assert text.strip() == "IT IS SO ORDERED."


def test_it_is_taken_out_where_it_is_glued_to_other_words() -> None:
    text, stamp = take_out(f"XXXX{DISTRICT} Signed by the clerk")

    assert stamp is not None
    assert text.split() == ["XXXX", "Signed", "by", "the", "clerk"]


@pytest.mark.parametrize(
    "body",
    [
        "See Kadrey v. Meta, Case No. 3:23-cv-03417-VC, Dkt. 598 at 12.",
        "Case No. 5:25-cv-06213-EKL",
        "the order of 10/27/25 (Dkt. 34), page 3 of 31",
        "No. 21-1234, slip op. at 4 (9th Cir. Jan. 2, 2021)",
        "Case 21-1234, decided 01/02/2021, holds otherwise; see page 4 of 9.",
        "25-cv-06213 Document 34 Page 3 of 31",
    ],
)
def test_a_citation_in_the_body_is_no_stamp(body: str) -> None:
    assert find_stamp(body) is None
    assert take_out(body) == (body, None)


def test_a_date_that_is_none_is_unknown() -> None:
    stamp = find_stamp("Case 1:20-cv-00001   Document 3   Filed 13/45/20   Page 1 of 2")

    assert stamp is not None
    assert stamp.filed is None


@pytest.mark.parametrize(
    "unit",
    [
        "12-cv-123-",
        "1:12-cv-123456-a-b-c-d-e-f Document ",
        "Case 21-1234, 01/01/2020, ID: 1, ",
        "12-cv-123 Doc 1 Filed 01/01/20 ",
        "12-cv-123 Doc 1 Filed 01/01/20 Page Page ",
        "Desc Main ",
        "Case ",
        "1",
        " ",
    ],
)
@pytest.mark.parametrize("length", [20_000, 2_000_000])
def test_hostile_text_costs_little(unit: str, length: int) -> None:
    text = unit * (length // len(unit))
    begun = perf_counter()

    find_stamps(text)

    assert perf_counter() - begun < 2.0  # 0.1 s where measured


def test_in_long_text_both_ends_are_searched() -> None:
    stamp = find_stamp(f"{'word ' * 10_000}{DISTRICT}")

    assert stamp is not None
    assert stamp.page == 3


@given(st.text(alphabet="Case Document Filed Page of:-/,#0123456789cv\n\t", max_size=300))
def test_taking_out_never_fails_and_adds_no_words(text: str) -> None:
    left, stamp = take_out(text)

    assert (stamp is None) == (left == text)
    assert len("".join(left.split())) <= len("".join(text.split()))


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_words_round_a_stamp_stay(before: str, after: str) -> None:
    left, stamp = take_out(f"{before}\n{DISTRICT}\n{after}")

    assert stamp is not None
    if len(find_stamps(f"{before}\n{after}")) == 0:
        assert "".join(left.split()) == "".join((before + after).split())
