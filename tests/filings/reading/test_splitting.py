from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from filings.reading import carrying
from filings.reading.splitting import split
from tests.filings.documents.pdfs import drawn
from tests.shared import shared


def files(path: Path, *ranges: list[int]) -> list[bytes]:
    found: list[bytes] = []
    answers: list[Any] = list(split({"path": str(path), "ranges": list(ranges)}))
    assert answers[-1] == {"done": True}
    for answer in answers[:-1]:
        if isinstance(answer, bytes):
            found[-1] += answer
        else:
            assert answer == {"part": len(found)}
            found.append(b"")
    return found


@pytest.fixture
def outlined(tmp_path: Path) -> Path:
    writer = PdfWriter(BytesIO(drawn("one", "two", "three")))
    for page, title in enumerate(("First", "Second", "Third")):
        writer.add_outline_item(title=title, page_number=page)
    writer.pages[2].rotate(90)
    path = tmp_path / "outlined.pdf"
    writer.write(path)
    return path


def test_each_part_has_its_pages_and_its_bookmarks(outlined: Path) -> None:
    readers = [PdfReader(BytesIO(data), strict=True) for data in files(outlined, [1, 1], [2, 3])]
    assert [[page.extract_text().strip() for page in reader.pages] for reader in readers] == [["one"], ["two", "three"]]
    assert [[entry.title for entry in reader.outline] for reader in readers] == [["First"], ["Second", "Third"]]  # type: ignore[union-attr]
    assert readers[1].get_destination_page_number(readers[1].outline[1]) == 1  # type: ignore[arg-type]
    assert readers[1].pages[1].rotation == 90
    assert readers[1].pages[0].mediabox == readers[0].pages[0].mediabox


def test_the_same_split_gives_the_same_bytes(outlined: Path) -> None:
    assert files(outlined, [1, 2], [3, 3]) == files(outlined, [1, 2], [3, 3])


def test_the_parts_of_a_real_download_look_like_its_pages() -> None:
    import pypdfium2  # noqa: PLC0415

    path = next(Path(shared("pdfs", "court")).glob("nibiru__Doc.No.12-*.pdf"))
    whole = pypdfium2.PdfDocument(path)
    parts = [pypdfium2.PdfDocument(data) for data in files(path, [1, 9], [10, 13])]
    assert [len(part) for part in parts] == [9, 4]
    for number, page in enumerate([page for part in parts for page in part]):
        assert page.render(scale=1).to_pil().tobytes() == whole[number].render(scale=1).to_pil().tobytes()


@pytest.mark.parametrize(
    ("ranges", "sentence"),
    [([[1, 4]], "no pages 1 to 4"), ([[0, 1]], "no pages 0 to 1"), ([[3, 2]], "no pages 3 to 2")],
)
def test_pages_that_are_not_there_are_a_fault(outlined: Path, ranges: list[list[int]], sentence: str) -> None:
    answers: list[Any] = list(split({"path": str(outlined), "ranges": ranges}))
    assert sentence in answers[-1]["fault"]


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    for data in (b"", b"words", b"%PDF-1.7 cut"):
        path.write_bytes(data)
        assert list(split({"path": str(path), "ranges": [[1, 1]]}))[-1].keys() == {"fault"}  # type: ignore[union-attr]
    assert "fault" in list(split({"path": str(tmp_path / "none.pdf"), "ranges": [[1, 1]]}))[-1]


def test_no_part_lacks_a_page_unnoticed(outlined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(self: Any) -> None:
        raise KeyError("/Damaged")

    monkeypatch.setattr(carrying.Carrier, "_send", breaking)
    answers: list[Any] = list(split({"path": str(outlined), "ranges": [[2, 3]]}))
    assert answers[-1] == {"fault": "Page 2 is damaged and cannot be taken out of the file."}
