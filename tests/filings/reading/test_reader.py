import csv
import json
import os
import re
import signal
import sys
import time
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from filings.reading import reader
from filings.reading.reader import Opened, PageRead, Unreadable
from tests.filings.reading.test_pdf import drawn, locked
from tests.shared import shared

STAMP = "Case 5:25-cv-06213-EKL   Document 34   Filed 10/27/25   Page 1 of 1"


@dataclass
class Reading:
    """All that reading a file gave, and how it ended."""

    opened: Opened | None = None
    pages: list[PageRead] = field(default_factory=list)
    ended: Unreadable | None = None
    seconds: float = 0.0


def read_all(path: Path, **limits: float) -> Reading:
    reading, begun = Reading(), time.monotonic()
    try:
        for event in reader.read(path, **limits):  # type: ignore[arg-type]
            if isinstance(event, Opened):
                reading.opened = event
            else:
                reading.pages.append(event)
    except Unreadable as unreadable:
        reading.ended = unreadable
    reading.seconds = time.monotonic() - begun
    return reading


def read_folder(*parts: str) -> dict[str, Reading]:
    paths = sorted(shared(*parts).glob("*.pdf"))
    with ThreadPoolExecutor(2) as pool:
        return dict(zip((path.name for path in paths), pool.map(read_all, paths), strict=True))


# A child of our own in place of the one that reads PDFs.
@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    script: list[str] = []
    monkeypatch.setattr(reader, "_command", lambda path, limits: [sys.executable, "-c", "\n".join(script)])
    return script


HELLO = """
import json, os, signal, sys, time
def say(**line):
    print(json.dumps(line), flush=True)
say(pages=3, title=str(os.getpid()), locked=False)
say(page=1, text='The first page')
"""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_opens_a_file_and_reads_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "motion.pdf"
    path.write_bytes(drawn(STAMP, "The second page", title="Motion to dismiss"))

    opened, first, second = reader.read(path)

    assert opened == Opened(2, "Motion to dismiss")
    assert isinstance(first, PageRead)
    assert first.stamp is not None
    assert (first.text, first.stamp.page) == ("", 1)
    assert second == PageRead(2, "The second page", None, None, None)
    assert re.fullmatch(r"pypdf \d+\.\d+.*", reader.READER)


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"<html>", "not-a-pdf"), (locked("secret"), "locked")])
def test_a_fault_of_the_whole_file_is_raised(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "fault.pdf"
    path.write_bytes(data)

    reading = read_all(path)

    assert reading.ended is not None
    assert (reading.ended.code, reading.pages) == (code, [])
    assert str(reading.ended) == reading.ended.sentence


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="where it is stored"):
        list(reader.read(tmp_path / "nowhere.pdf"))


def test_a_relative_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-a.pdf").write_bytes(drawn("Words"))

    assert len(list(reader.read(Path("-a.pdf")))) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux limits the memory of a process.")
def test_a_file_that_wants_too_much_memory_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(drawn("Words"))

    with pytest.raises(Unreadable) as caught:
        list(reader.read(path, memory_bytes=16 << 20))

    assert caught.value.code in ("crashed", "too-big")


def test_pages_read_before_a_hang_are_kept(child: list[str]) -> None:
    child += [HELLO, "time.sleep(60)"]

    reading = read_all(Path("x"), base_seconds=1.4, seconds_per_page=0.2)

    assert reading.pages == [PageRead(1, "The first page", None, None, None)]
    assert reading.ended is not None
    assert reading.ended.code == "too-slow"
    assert "2 seconds" in reading.ended.sentence
    assert 1.9 < reading.seconds < 10


def test_pages_read_before_a_crash_are_kept(child: list[str]) -> None:
    child += [HELLO, "os.kill(os.getpid(), signal.SIGSEGV)"]

    reading = read_all(Path("x"))

    assert reading.pages == [PageRead(1, "The first page", None, None, None)]
    assert reading.ended is not None
    assert reading.ended.code == "crashed"
    assert "signal 11" in reading.ended.sentence


@pytest.mark.parametrize("number", [signal.SIGXCPU, signal.SIGALRM])
def test_a_child_that_its_own_limit_killed_was_too_slow(child: list[str], number: int) -> None:
    child += [HELLO, f"os.kill(os.getpid(), {int(number)})"]

    with pytest.raises(Unreadable) as caught:
        list(reader.read(Path("x")))

    assert caught.value.code == "too-slow"


@pytest.mark.parametrize(
    "says",
    [
        "print('no json', flush=True)",
        "print('[1]', flush=True)",
        "say(page=3, text='out of order')",
        "say(page=2, text=7)",
        "say(done=True)",
        "os.write(1, b'x' * 3_000_000)",
        "os.write(1, b'[' * 200_000 + b'\\n')",
    ],
)
def test_an_answer_without_sense_ends_the_reading(child: list[str], says: str) -> None:
    child += [HELLO, says, "time.sleep(60)"]

    with pytest.raises(Unreadable, match="no sense") as caught:
        list(reader.read(Path("x")))

    assert caught.value.code == "crashed"


def test_the_child_is_killed_and_reaped_when_the_reading_is_left(child: list[str]) -> None:
    child += [HELLO, "signal.signal(signal.SIGTERM, signal.SIG_IGN)", "time.sleep(60)"]
    reading = reader.read(Path("x"))
    opened = next(reading)
    assert isinstance(opened, Opened)
    pid = int(opened.title or "")
    assert is_running(pid)

    reading.close()

    assert not is_running(pid)


def test_what_the_child_starts_is_killed_with_it(child: list[str]) -> None:
    child += [
        "import json, subprocess, sys, time",
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
        "print(json.dumps({'pages': 1, 'title': str(other.pid), 'locked': False}), flush=True)",
        "time.sleep(60)",
    ]
    reading = reader.read(Path("x"))
    opened = next(reading)
    assert isinstance(opened, Opened)

    reading.close()

    for _ in range(100):
        status = Path(f"/proc/{opened.title}/stat")
        # Nobody may be there to reap an orphan in a container: dead is enough.
        if not is_running(int(opened.title or "")) or (status.exists() and status.read_text().split()[2] == "Z"):
            return
        time.sleep(0.05)
    pytest.fail("The process that the child started still runs.")


def test_a_caller_that_writes_slowly_does_not_make_the_file_too_slow(tmp_path: Path) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(drawn("one", "two", "three"))
    events = []

    for event in reader.read(path, base_seconds=2.0, seconds_per_page=0.0):
        time.sleep(0.7)
        events.append(event)

    assert len(events) == 4


def test_the_child_is_told_no_secrets(child: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "the-key")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:word@host/name")
    child += [
        "import json, os",
        "print(json.dumps({'pages': 0, 'title': json.dumps(dict(os.environ)), 'locked': False}))",
    ]

    (opened,) = reader.read(Path("x"))

    assert isinstance(opened, Opened)
    told = json.loads(opened.title or "")
    assert set(told) <= {*reader.KEPT_VARIABLES, "LANG", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}


# The real files, beside the project.


@pytest.fixture(scope="module")
def court() -> dict[str, Reading]:
    return read_folder("pdfs", "court")


@pytest.fixture(scope="module")
def manifest() -> dict[str, dict[str, str]]:
    with shared("pdfs", "manifest.csv").open(newline="") as rows:
        return {row["file"]: row for row in csv.DictReader(rows)}


def test_every_bad_file_ends_in_pages_or_a_named_fault() -> None:
    readings = read_folder("pdfs", "bad")

    assert len(readings) > 100
    for name, reading in readings.items():
        allowed = 20 + 0.2 * (reading.opened.page_count if reading.opened else 0)
        assert reading.seconds < allowed + 15, name
        if reading.ended:
            assert re.fullmatch(r"[a-z-]+", reading.ended.code), name
            assert reading.ended.code != "crashed", name
            assert reading.ended.sentence.endswith("."), name
        else:
            assert reading.opened is not None, name
            assert len(reading.pages) == reading.opened.page_count > 0, name
    codes = {name: reading.ended.code for name, reading in readings.items() if reading.ended}
    assert codes["synth_zero_bytes.pdf"] == "empty"
    assert codes["synth_html_pacer_login.pdf"] == "not-a-pdf"
    assert codes["synth_enc_AES-256_user.pdf"] == "locked"
    assert codes["synth_trunc50_tax.pdf"] == "damaged"
    assert codes["synth_pagetree_10pow10.pdf"] == "too-many-pages"
    assert "synth_ok_control.pdf" not in codes
    assert "synth_enc_AES-256_owneronly.pdf" not in codes


def test_the_courts_papers_give_text(court: dict[str, Reading], manifest: dict[str, dict[str, str]]) -> None:
    for name, reading in court.items():
        assert reading.ended is None, name
        assert len(reading.pages) == int(manifest[name]["pages"]), name
        if manifest[name]["kind"] == "born":
            assert all(page.fault is None for page in reading.pages), name
            assert sum(len(page.text) for page in reading.pages) > 100 * len(reading.pages), name


def test_each_stamped_page_gives_its_stamp(court: dict[str, Reading], manifest: dict[str, dict[str, str]]) -> None:
    for name, reading in court.items():
        found = sum(page.stamp is not None for page in reading.pages[:12])
        # One scan of an appeal court bears a stamp that the manifest does not count.
        assert found == int(manifest[name]["stamped_pages"]) + (name == "doctor__ocr_pdf_variation.pdf"), name
        assert not any("Filed" in page.text and page.stamp and page.stamp.text in page.text for page in reading.pages)


def test_pleading_paper_is_known_by_its_numbers(court: dict[str, Reading], manifest: dict[str, dict[str, str]]) -> None:
    for name, reading in court.items():
        printed = [page.printed_lines for page in reading.pages[:12] if page.printed_lines]
        assert len(printed) == int(manifest[name]["pleading_pages"]), name
        assert set(printed) <= {28}, name


def test_papers_of_no_court_bear_no_stamp() -> None:
    for name, reading in read_folder("pdfs", "general").items():
        assert reading.ended is None, name
        assert [page.stamp for page in reading.pages if page.stamp] == [], name


def words(text: str) -> Counter[str]:
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    text = re.sub(r"(\w)-\n\s*(\w)", r"\1\2", text)
    return Counter(re.findall(r"[A-Za-z0-9À-ÿ]+(?:'[A-Za-z0-9À-ÿ]+)*", text))


def test_hardly_a_word_that_other_readers_find_is_missing(court: dict[str, Reading]) -> None:
    """Three of five independent readers agree on these words; stamp and line numbers are among them."""
    expected = missing = 0
    for line in shared("pdfs", "words.jsonl").read_text().splitlines():
        row = json.loads(line)
        for page, agreed in zip(court[Path(row["file"]).name].pages, row["pages"], strict=False):
            stamp = page.stamp.text if page.stamp else ""
            numbers = " ".join(str(number) for number in range(1, (page.printed_lines or 0) + 1))
            got = words(f"{page.text}\n{stamp}\n{numbers}")
            expected += sum(agreed.values())
            missing += (Counter(agreed) - got).total()

    assert expected > 20_000
    assert missing / expected < 0.012  # 0.0085 where measured; pypdf breaks some words in two
