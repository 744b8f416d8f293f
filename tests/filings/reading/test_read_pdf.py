"""The command `manage.py read_pdf`, as a process of its own."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.filings.reading.papers import drawn, locked
from tests.shared import PROJECT, shared

SAID = {"file", "status", "reader", "error", "page_count", "stamp", "form_fields", "pages"}


def command(*arguments: str | bytes | Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Without any setting of the project: no key, no database."""
    return subprocess.run(
        [sys.executable, PROJECT / "manage.py", "read_pdf", *arguments],
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        check=False,
        timeout=120,
    )


def lines_of(done: "subprocess.CompletedProcess[bytes]") -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(set(one) == SAID for one in said)
    return said


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Of every kind, the slow ones first."""
    contents = {
        "long.pdf": drawn(*(f"page {n}" for n in range(60))),
        "one.pdf": drawn("Words"),
        "empty.pdf": b"",
        "web.pdf": b"<html>",
        "locked.pdf": locked("secret"),
        "cut.pdf": drawn("Words")[:500],
        "again.pdf": drawn("More words"),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in contents]


@pytest.mark.parametrize("workers", ["1", "2", "5"])
def test_one_line_a_file_in_the_order_given(files: list[Path], workers: str) -> None:
    given = [*files, files[1]]

    said = lines_of(command("--json", "--workers", workers, *given))

    assert [one["file"] for one in said] == [str(path) for path in given]
    assert [one["status"] for one in said] == [
        "read", "read", "not-a-pdf", "not-a-pdf", "locked", "damaged", "read", "read",
    ]  # fmt: skip
    assert said[0]["page_count"] == 60
    assert [page["text"] for page in said[0]["pages"]] == [f"page {n}" for n in range(60)]


def test_what_is_no_file_gets_its_line(tmp_path: Path) -> None:
    (tmp_path / "words.pdf").write_bytes(drawn("Words"))
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    (tmp_path / "secret.pdf").write_bytes(drawn("Words"))
    names = ["nowhere.pdf", ".", "", "pipe.pdf", "loop.pdf", "x" * 5000]

    begun = time.monotonic()
    said = lines_of(command("--json", *(tmp_path / name for name in names), "/dev/null", "words.pdf/inside"))

    assert len(said) == len(names) + 2
    assert {one["status"] for one in said} == {"damaged"}
    assert all(one["error"].endswith(".") for one in said)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("name", [b"with\nnew line.pdf", b"no \xff\xfe text.pdf", b"-dash.pdf", "§ ü 文.pdf".encode()])
@pytest.mark.parametrize("options", [["--json"], []])
def test_names_of_any_bytes(tmp_path: Path, name: bytes, options: list[str]) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)
    Path(os.fsdecode(path)).write_bytes(drawn("Words"))

    done = command(*options, "--", path)

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    if options:
        (said,) = lines_of(done)
        assert (os.fsencode(said["file"]), said["status"]) == (path, "read")
    else:
        assert b": read, 1 pages" in done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"DATABASE_URL": "nonsense://", "SECRET_KEY": "", "CASEFILES_DATA_DIR": "/proc/nowhere"},
        {"DJANGO_SETTINGS_MODULE": "no.such.settings", "DEBUG": "perhaps"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONWARNINGS": "error"},
    ],
)
def test_settings_and_database_do_not_matter(tmp_path: Path, environment: dict[str, str]) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(drawn("Words – and more"))

    (said,) = lines_of(command("--json", path, **environment))

    assert said["status"] == "read"


def test_without_json_it_says_a_sentence_a_file(files: list[Path]) -> None:
    done = command(*files)

    assert done.returncode == 0
    said = done.stdout.decode().splitlines()
    assert len(said) == len(files)
    assert said[0].endswith("long.pdf: read, 60 pages")
    assert "password" in said[4]


def test_nothing_is_said_on_stderr_where_nobody_watches(files: list[Path]) -> None:
    assert command("--json", *files).stderr == b""


def test_a_person_who_watches_sees_a_bar(files: list[Path]) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", "read_pdf", "--json", *files],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        drawn_bar = terminal.read(100_000)

    assert len(lines_of(subprocess.CompletedProcess([], 0, done.stdout, b""))) == len(files)
    assert b"[" in drawn_bar
    assert f"of {len(files)} files".encode() in drawn_bar


def test_a_listener_that_leaves_ends_it(files: list[Path]) -> None:
    """`read_pdf … | head -1`"""
    process = subprocess.Popen(
        [sys.executable, PROJECT / "manage.py", "read_pdf", "--json", *(files * 20)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    json.loads(process.stdout.readline())
    process.stdout.close()

    assert process.wait(30) is not None
    process.stderr.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_when_told_to(number: int) -> None:
    """Also from within a file that takes long."""
    slow = shared("pdfs", "bad", "synth_xobject_billion_laughs.pdf")
    process = subprocess.Popen(
        [sys.executable, PROJECT / "manage.py", "read_pdf", "--json", *([slow] * 20)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1.0)
    begun = time.monotonic()
    process.send_signal(number)

    process.wait(60)

    assert time.monotonic() - begun < 12
