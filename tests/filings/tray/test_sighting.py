from datetime import date
from pathlib import Path

import pytest

from filings.reading.pages import Opened, PageRead
from filings.tray import sighting
from filings.tray.sighting import Sighted, sight
from tests.filings.documents.pdfs import drawn
from tests.filings.tray.papers import combined, stamp, stamped
from tests.shared import shared

# File of shared/pdfs/court: case, document, attachment, date as its stamp says.
STAMPED = {
    "nibiru__Doc.No.10-2024-09-12-OrderReassigningCase.pdf": ("5:24-cv-06184-EKL", "10", None, date(2024, 9, 12)),
    "doctor__gov.uscourts.cacd.652774.40.0.pdf": ("8:16-cv-01261-DOC-KES", "40", None, date(2016, 8, 5)),
    "doctor__gov.uscourts.cand.203070.27.0.pdf": ("4:08-cv-02214-SBA", "27", None, date(2009, 2, 3)),
}


def seen(tmp_path: Path, data: bytes) -> Sighted:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return sight(path)


@pytest.mark.parametrize("name", STAMPED)
def test_a_real_paper_is_known_by_its_stamp(name: str) -> None:
    found = sight(shared("pdfs", "court", name)).stamp
    assert found is not None
    assert (found.case_number, found.document, found.attachment, found.filed) == STAMPED[name]


def test_every_real_paper_says_what_its_pages_say() -> None:
    """As far as it is read: those with a stamp on any of the first pages have one, the others none."""
    rows = shared("pdfs", "manifest.csv").read_text().splitlines()[1:]
    for row in rows:
        kind, name, *_, stamped_pages, _, _ = row.split(",")
        if kind in ("court", "general"):
            found = sight(shared("pdfs", kind, name))
            assert bool(found.printed) == (int(stamped_pages) > 0) or name == "doctor__ocr_pdf_variation.pdf", name


def test_of_two_stamps_the_later_one_is_the_paper_in_hand(tmp_path: Path) -> None:
    older, later = stamp("26", 1, 1, filed="06/01/25"), stamp("27", 1, 1, filed="07/01/25")
    for page in (f"{older}\nSO ORDERED\n{later}", f"{later}\nSO ORDERED\n{older}"):
        found = seen(tmp_path, drawn(page)).stamp
        assert found is not None
        assert found.document == "27"


def test_a_combined_download_says_each_of_its_papers(tmp_path: Path) -> None:
    found = seen(tmp_path, combined(("12", 2), ("12-1", 3)))
    assert found.is_combined
    assert [text.split("Filed")[0].split("Document ")[1].strip() for text in found.printed] == ["12", "12-1"]
    assert found.page_count == 5


def test_no_more_pages_are_read_than_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def read(path: Path) -> object:
        yield Opened(500, None)
        for number in range(1, 501):
            asked.append(number)
            yield PageRead(number, "", [], None, None, None)

    monkeypatch.setattr(sighting, "read", read)
    assert sight(tmp_path) == Sighted((), None, 500)
    assert len(asked) == sighting.MOST_UNSTAMPED


def test_the_first_page_may_bear_no_stamp(tmp_path: Path) -> None:
    found = seen(tmp_path, drawn("A cover", stamp("34", 2, 3), stamp("34", 3, 3)))
    assert (len(found.printed), found.page, found.page_count) == (1, 2, 3)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert "damaged" in seen(tmp_path, b"%PDF-1.7\nnothing more").fault
    assert "locked with a password" in sight(shared("pdfs", "bad", "synth_enc_AES-256_user.pdf")).fault


def test_a_sealed_stamp_says_so(tmp_path: Path) -> None:
    text = "Case 5:25-cv-00001-ABC *SEALED* Document 34 Filed 07/01/25 Page 1 of 1"
    assert seen(tmp_path, drawn(text)).says_sealed
    assert not seen(tmp_path, stamped("34", words="FILED UNDER SEALED COVER")).says_sealed
