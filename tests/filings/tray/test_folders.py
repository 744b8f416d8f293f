import errno
import io
import os
from pathlib import Path

import pytest

from filings.tray.folders import Found, NotTaken, check, files_in, opened


def problems(folder: Path) -> dict[str, str]:
    return {found.name: found.problem for found in files_in(folder)}


def test_files_of_folders_in_folders_come_in_order(tmp_path: Path) -> None:
    for name in ("b.pdf", "a/z.pdf", "a/y/x.pdf", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert list(problems(tmp_path).items()) == [("b.pdf", ""), ("c.txt", ""), ("a/z.pdf", ""), ("a/y/x.pdf", "")]


def test_links_pipes_and_what_cannot_be_read_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "real.pdf").write_bytes(b"x")
    (folder / "inside.pdf").symlink_to("real.pdf")
    (folder / "outside.pdf").symlink_to("/etc/passwd")
    (folder / "nowhere.pdf").symlink_to("gone.pdf")
    (folder / "up").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.pdf")
    closed = folder / "closed"
    closed.mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path) == str(closed):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = problems(folder)
    assert found["real.pdf"] == ""
    assert found["inside.pdf"] == found["nowhere.pdf"] == "A link is not followed."
    assert found["outside.pdf"] == found["up"] == "A link is not followed; this one leads out of the folder."
    assert "a pipe" in found["pipe.pdf"]
    assert found["closed"] == "It cannot be read: permission denied."
    assert len(found) == 7


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9\n.pdf", "wb") as file:
        file.write(b"x")
    (found,) = files_in(tmp_path)
    assert found.name == "caf\ufffd\ufffd.pdf"
    with opened(found) as file:
        assert file.read() == b"x"


def test_what_became_a_link_or_a_pipe_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="symbolic links"):
        opened(Found(str(tmp_path / "link.pdf"), "link.pdf"))
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(NotTaken):
        opened(Found(str(tmp_path / "pipe.pdf"), "pipe.pdf"))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("papers.zip", b"PK\3\4", "Unpack it"),
        ("notes.txt", b"hi", "It is no PDF"),
        ("a.pdf", b"", "The file is empty"),
        ("a.pdf", b"just words", "The file is no PDF"),
        ("a.pdf", b"<!doctype html><title>PACER login", "web page"),
    ],
)
def test_what_is_no_pdf_is_not_taken(name: str, data: bytes, why: str) -> None:
    with pytest.raises(NotTaken, match=why):
        check(io.BytesIO(data), name)


@pytest.mark.parametrize("name", ["a.pdf", "A.PDF", "34", "a.pdf.1", "34.tmp"])
def test_a_pdf_is_taken_under_any_name(name: str) -> None:
    upload = io.BytesIO(b"%PDF-1.7 and damage")
    check(upload, name)
    assert upload.tell() == 0
