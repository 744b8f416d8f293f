"""What a file is, from its content alone; and what hostile, broken or wrong files do to whoever reads them."""

import email.message
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from filings.importing import recognising
from filings.importing.recognising import read
from filings.importing.sheet import NotADocket, Sheet
from tests.filings.importing.here import read_here
from tests.shared import PROJECT, shared

HALF = "half-saved"


def refused(data: bytes | str, reader: Callable[[bytes], Sheet] = read_here) -> str:
    with pytest.raises(NotADocket) as refusal:
        reader(data.encode() if isinstance(data, str) else data)
    sentence = str(refusal.value)
    assert re.fullmatch(r"[A-Z].*\.", sentence), sentence
    assert "\n" not in sentence
    return sentence


def docket() -> bytes:
    return shared("dockets", "district", "cand_7.html").read_bytes()


SEEMS = {
    "alsb_103785005735335": "search form",
    "cacd_628915": "error message of the court’s search form",
    "casd_542797": "billing page",
    "cod_147282": "before a long report",
    "dcd_191424": "error message of the court’s search form",
    "flmb_1250874": "format “text”",
    "flsd_516827": "administratively closed",
    "flsd_521715": "being opened",
    "ilnd_155651": "may not see this",
    "mad_194918": "error page",
    "ned_43267": "Case not found",
    "njd_304994": "error page",
    "paed_457890": "error message of the court’s search form",
    "pawd_166812": "error message of the court’s search form",
}


def test_pages_that_are_no_dockets() -> None:
    folder = shared("dockets", "not_dockets")
    assert {page.stem for page in folder.glob("*.html")} >= set(SEEMS)
    for page in sorted(folder.glob("*.html")):
        assert SEEMS.get(page.stem, "") in refused(page.read_bytes()), page.name
    for page in folder.glob("*.json"):
        assert "empty" in refused(page.read_bytes())
    refused(shared("dockets", "district", "canb_1.html").read_bytes())
    assert "error message" in refused(shared("dockets", "district", "dcd_2.html").read_bytes())


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0", "Office"),
        (bytes(range(32)) * 40, "no text"),
        ("Dear Ms. Lee,\n\nPlease find the docket enclosed, as agreed.\n\nYours,\nA. Poe\n", "plain text"),
        ("From: ecf@court.example\nTo: a@b.example\nSubject: Activity in Case\n\nThis is it.", "e-mail"),
        ("<html><body><h1>Recipes</h1><p>Soup</p></body></html>", "no docket"),
        ("<html><head><title>Recipes", HALF),
        ("<rss version='2.0'><channel/></rss>", "XML"),
        ("name,age,town\nAnn,30,Rome\nBea,31,Bern\n", "lacks the columns date_filed and docket_text"),
        (
            '<html><body><form>Username <input name="login"><input type="password" name="key"></form></body></html>',
            "login page",
        ),
        ('<html><body><h2>Query</h2><input name="case_num"><input name="last_name"></body></html>', "search form"),
        (
            "<html><body>General Docket<br>United States Court of Appeals for the Ninth Circuit<br>"
            "Court of Appeals Docket #: 24-1234<table><tr><td>01/02/2024</td></tr></table></body></html>",
            "court of appeals",
        ),
        ("<html><body><h1>503 Service Unavailable</h1></body></html>", "error page"),
        ("null", "plain text"),
        ("{}", "empty"),
        ("[]", "empty"),
        ('{"a": 1, "b": 2}', "lacks docket and docket_entries and has a, b"),
        ('{"docket": {"docket_num', "cut off"),
        ('{"docket": nonsense}', "no valid JSON"),
        ("[" * 200_000, "nested too deep"),
    ],
)
def test_what_else_it_seems_to_be(data: bytes | str, seems: str) -> None:
    assert seems in refused(data)


def test_the_child_answers_as_the_reader_in_it() -> None:
    for file in (shared("dockets", "district", "utd.html"), shared("dockets", "courtlistener", "kadrey_v_meta.json")):
        assert read(file.read_bytes()) == read_here(file.read_bytes())
    assert "Case not found" in refused(shared("dockets", "not_dockets", "ned_43267.html").read_bytes(), read)


def test_the_site_does_not_load_juriscraper() -> None:
    code = "import sys, filings.importing.recognising; sys.exit('juriscraper' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


def test_a_case_file_is_left_to_its_own_reader() -> None:
    assert read(shared("case", "strike3_v_meta.json").read_bytes()).kind == "casefiles/1"


def real_files() -> Iterator[Path]:
    for folder in ("district", "docket_history_reports", "attachment_pages", "internet_archive", "courtlistener"):
        for file in sorted(shared("dockets", folder).iterdir()):
            if file.suffix == ".html" or folder == "courtlistener" or file.suffix == ".xml":
                yield file


def test_a_file_cut_anywhere_is_refused_or_whole() -> None:
    """What is cut off after the last row (receipt, closing tags) makes no difference; anything else is refused."""
    chance = random.Random(4)
    cuts = refusals = 0
    for file in real_files():
        data = file.read_bytes()
        try:
            whole = read_here(data)
        except NotADocket:
            continue
        size = len(data)
        for cut in {*(chance.randrange(size) for _ in range(12)), *(size - back for back in (1, 8, 16, 40, 300, 1500))}:
            cuts += 1
            try:
                assert read_here(data[:cut]) == whole, f"{file.name} cut at {cut}"
            except NotADocket:
                refusals += 1
    assert cuts > 700
    assert refusals > cuts * 0.7


def test_cuts_are_called_what_they_are() -> None:
    data = docket()
    for share in (0.03, 0.2, 0.5, 0.8):
        assert HALF in refused(data[: int(len(data) * share)])
    history = shared("dockets", "docket_history_reports", "ded_48523.html").read_bytes()
    assert HALF in refused(history[: len(history) // 2])


def test_a_page_that_a_browser_closed_in_mid_load() -> None:
    """Saved before it was all there: the tags are closed, the receipt and the end of the last entry are missing."""
    page = shared("dockets", "district", "mad_193254.html").read_text(encoding="utf-8")
    at = page.rindex("(Entered: 02/06/2018)")
    assert HALF in refused(page[:at] + "</td></tr></tbody></table></div></body></html>")


@pytest.mark.parametrize("filename", ["docket.html", "x.pdf", "ned_64173.txt", ""])
def test_the_name_of_a_file_decides_nothing(filename: str) -> None:
    assert read(docket(), filename=filename).kind == "docket-report"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1"]
)
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "no-such-charset"])
def test_words_survive_any_encoding(encoding: str, declared: str) -> None:
    page = docket().decode()
    page = page.replace("Proposed Summons.", "Proposed Summons of Núñez & Söhne.")
    if encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        page = page.replace("Söhne", "Söhne’s “GmbH”")
    if declared:
        page = page.replace("<head>", f'<head><meta charset="{declared}">', 1)
    text = read_here(page.encode(encoding)).entries[2].text or ""
    assert "Núñez & Söhne" in text
    assert "GmbH" not in text or "Söhne’s “GmbH”" in text


def test_a_declared_encoding_of_another_kind_is_believed() -> None:
    page = docket().decode().replace("<head>", '<head><meta charset="windows-1250">', 1)
    page = page.replace("Proposed Summons.", "Proposed Summons of Škoda.")
    assert "Škoda" in (read(page.encode("windows-1250")).entries[2].text or "")


def test_control_characters_go() -> None:
    page = docket().replace(b"Proposed Summons.", b"Proposed\0 Sum\x08mons.\x9f")
    text = read(page).entries[2].text or ""
    assert "Proposed Summons." in text
    assert all(letter.isprintable() for letter in text)


def test_scripts_in_docket_text_are_text_or_nothing() -> None:
    page = docket().replace(b"Proposed Summons.", b"A&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script>Z")
    text = read(page).entries[2].text or ""
    assert "<script>alert(1)</script>" in text
    assert "alert(2)" not in text


def test_a_web_archive_as_browsers_save_it() -> None:
    message = email.message.EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?1"
    message["Subject"] = "CAND-ECF"
    message.set_content("see the other part")
    message.add_alternative(docket().decode(), subtype="html", cte="quoted-printable")
    sheet = read(message.as_bytes())
    assert (sheet.kind, len(sheet.entries)) == ("docket-report", 6)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<b>" * 300_000,
        "<html><body>" + "<table><tr><td>" * 20_000 + "Docket Text" + "</td></tr></table>" * 20_000 + "</body></html>",
        "<html><body><table><tr><th>Docket Text</th></tr>" + "<tr><td>" * 100_000 + "Date Filed:</table></body></html>",
        "<html><body>" + "Transaction Receipt Cost: " * 100_000 + "</body></html>",
        "<html><body>" + "<th><b><i>" * 100_000 + "</body></html>",
        "<html><body>" + "Document Number: " * 100_000 + "</body></html>",
        "<" * 1_000_000,
        "<html" + " a='" * 500_000,
        "a: b\n" * 300_000,
        "entry,date_filed,docket_text\n" + '"' * 500_001,
        '{"docket_entries": [' + "{}," * 300_000 + "{}]}",
    ],
    ids=range(11),
)
def test_hostile_pages_are_refused_in_time(page: str) -> None:
    refused(page, read)


def big_page(entries: int, words: int) -> bytes:
    """The real page with its rows many times over, each with more words."""
    page = shared("dockets", "district", "ned.html").read_text(encoding="utf-8", errors="replace")
    rows = list(re.finditer(r"<tr><td[^>]*nowrap[^>]*>\d\d/\d\d/\d{4}</td>.*?</td></tr>", page, re.DOTALL))
    more = " " + "lorem ipsum dolor " * words + "</td></tr>"
    many = (rows[place % len(rows)][0].removesuffix("</td></tr>") + more for place in range(entries))
    return (page[: rows[0].start()] + "\n".join(many) + page[rows[-1].end() :]).encode()


def test_ten_thousand_entries_in_twenty_megabytes_with_progress() -> None:
    data = big_page(10_000, 85)
    assert len(data) > 20 << 20
    counts: list[int] = []
    sheet = read(data, progress=counts.append)
    assert len(sheet.entries) == counts[-1] == 10_000
    assert counts == sorted(counts)
    assert len(counts) >= 40


def test_a_child_that_has_too_little_memory_or_time_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    data = big_page(3_000, 75)
    monkeypatch.setattr(recognising, "MEMORY", 60 << 20)
    sentence = refused(data, read)
    assert "broke down" in sentence or "memory" in sentence
    monkeypatch.undo()
    monkeypatch.setattr(recognising, "SECONDS", 0.02)
    monkeypatch.setattr(recognising, "SECONDS_PER_MEGABYTE", 0.0)
    assert "longer" in refused(data, read)


def test_a_file_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "MOST_BYTES", 1 << 20)
    assert "larger than 1 MB" in refused(b"x" * ((1 << 20) + 1), read)


def test_the_expected_values_of_a_page_are_no_source() -> None:
    """JSON of another program, near to what we read."""
    value = shared("dockets", "district", "akd.json").read_bytes()
    assert "lacks entry_number" in refused(value)
    assert json.loads(value)["docket_number"]
