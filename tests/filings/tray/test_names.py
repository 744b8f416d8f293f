import pytest

from filings.tray.names import named_in


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("gov.uscourts.cand.203070.27.0.pdf", ("cand", "203070", 27, 0)),
        ("gov.uscourts.cand.203070.34.2.pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.pdf", ("cand", "203070", 34, 0)),
        ("GOV.USCOURTS.CAND.203070.34.2.PDF", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2_1.pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2_x7Yz9Qe.pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2 (1).pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2(12).pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2 - Copy.pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2 - Copy (2).pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2 copy 3.pdf", ("cand", "203070", 34, 2)),
        ("gov.uscourts.cand.203070.34.2.pdf.1", ("cand", "203070", 34, 2)),
        ("doctor__gov.uscourts.cacd.652774.40.0.pdf", ("cacd", "652774", 40, 0)),
        ("gov.uscourts.ca9.00328.12.0.pdf", ("ca9", "328", 12, 0)),
    ],
)
def test_a_recap_name_says_court_case_document_and_attachment(
    filename: str, expected: tuple[str, str, int, int]
) -> None:
    found = named_in(filename)
    assert found is not None
    assert (found.court, found.case_id, found.document, found.attachment) == expected


@pytest.mark.parametrize(
    "filename",
    [
        "34-2.pdf", "gov.uscourts.cand.203070.pdf", "gov.uscourts.cand.203070.34.2.html", "gov.uscourts.cand.203070.docket.xml",
        "notgov.uscourts.cand.1.2.3.pdf", "gov.uscourts.cand.203070.34.2.5.pdf", "",
        "gov.uscourts.cand.203070.34.2.pdf" + "x" * 400,
    ],
)  # fmt: skip
def test_another_name_says_nothing(filename: str) -> None:
    assert named_in(filename) is None
