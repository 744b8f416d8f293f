"""A table of facts into a case: on its page in two steps, and by command."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

import casefiles
from casefiles.models import CaseFile
from filings.importing.facts.actions import CHANGED_SINCE
from filings.models import Fact
from tests import actors, factories
from tests.filings.timeline.mixed import export, make_facts, make_mixed_case

ADDRESS = "/cases/doe-v-roe/facts/import/"
HEAD = "key,date,precision,fact_status,title,said_by,source_entry,source_document,source_page,own_sources,note"
TWO = f"{HEAD}\nfirst,2018,range,alleged,Downloads,Doe Works,1,0,2,S1,\nsecond,2025-03,,reported,A ruling,The Gazette,,,,,\n"


@pytest.fixture
def clerk(db: None) -> Client:
    return actors.clerk()


@pytest.fixture
def paper(case: CaseFile) -> CaseFile:
    """A case with a complaint of three pages and a source."""
    factories.make_held_file(factories.make_document(factories.make_filing(case)), pages=("a", "b", "c"))
    factories.make_source(case, code="S1")
    return case


def upload(client: Client, text: str | bytes, name: str = "facts.csv") -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data)})


def confirm(client: Client, shown: Any, **other: str) -> Any:
    """Sends the form of a preview back."""
    return client.post(ADDRESS, {"kept": shown.context["kept"], "digest": shown.context["plan"].digest} | other)


def command(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("import_facts", *arguments, stdout=out)
    return out.getvalue()


def test_nothing_is_written_before_it_is_confirmed(clerk: Client, paper: CaseFile) -> None:
    shown = upload(clerk, TWO)
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "Nothing is written yet." in text
    assert "since 2018 · alleged · Doe Works · No. 1 at 2" in text
    assert not Fact.objects.exists()
    done = confirm(clerk, shown)
    assert done.headers["Location"] == "/cases/doe-v-roe/timeline/?event=fact"
    assert "facts.csv is imported: 2 new facts, 0 changed." in clerk.get(done.headers["Location"]).content.decode()
    first, second = Fact.objects.all()
    assert (first.key, first.precision, first.end, first.source_page) == ("first", "range", None, 2)
    assert first.source_document == paper.filings.get().documents.get()
    assert [source.code for source in first.sources.all()] == ["S1"]
    assert (second.date, second.precision, second.position) == (date(2025, 3, 1), "month", 1)
    assert first.history.get().history_user.username == "clerk"
    assert first.history.get().history_change_reason == "facts from facts.csv"


def test_the_same_table_again_changes_nothing(clerk: Client, paper: CaseFile) -> None:
    confirm(clerk, upload(clerk, TWO))
    again = upload(clerk, TWO)
    assert "The case has all that this file says." in again.content.decode()
    confirm(clerk, again)
    assert Fact.history.count() == 2


def test_a_changed_row_shows_old_and_new_and_what_a_table_does_not_say_stays(clerk: Client, paper: CaseFile) -> None:
    confirm(clerk, upload(clerk, TWO))
    Fact.objects.filter(key="first").update(note="Ours.")
    shown = upload(clerk, f"{HEAD}\nfirst,2018-04,,denied,Downloads,Doe Works,,,,,\n")
    text = shown.content.decode()
    for old, new in (("since 2018 (range)", "Apr 2018 (month)"), ("alleged", "denied")):
        assert f"<del>{old}</del>" in text
        assert f"<ins>{new}</ins>" in text
    confirm(clerk, shown)
    first = Fact.objects.get(key="first")
    assert (first.status, first.note, first.source_page, first.precision) == ("denied", "Ours.", 2, "month")
    assert Fact.objects.count() == 2
    assert [version.status for version in first.history.all()] == ["denied", "alleged"]


def test_a_yes_to_what_has_changed_since_is_asked_again(clerk: Client, paper: CaseFile) -> None:
    shown = upload(clerk, TWO)
    factories.make_fact(paper, key="first", title="Typed meanwhile")
    again = confirm(clerk, shown)
    assert again.status_code == 409
    assert CHANGED_SINCE in again.content.decode()
    assert "<del>Typed meanwhile</del>" in again.content.decode()
    assert Fact.objects.get().title == "Typed meanwhile"
    assert confirm(clerk, again).status_code == 302


def test_what_was_kept_cannot_be_made_up(clerk: Client, paper: CaseFile) -> None:
    shown = upload(clerk, TWO)
    kept = shown.context["kept"]
    for forged in (kept[:-1], "x", "", kept.swapcase()):
        answer = confirm(clerk, shown, kept=forged)
        assert answer.headers["Location"] == ADDRESS
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("2,,,,", "Line 2, column source_entry: no filing 2 is on this docket, or it is sealed."),
        ("1-7,,,,", "Line 2, column source_document: no document 7 of 1 is known here, or it is sealed."),
        ("1,0,4,,", "Line 2, column source_page: that paper has 3 pages."),
        ("1,,4,,", "Line 2, column source_page: that paper has 3 pages."),
        (",,,S1; S9,", "Line 2, column own_sources: this case has no source “S9”."),
    ],
)
def test_what_is_not_in_the_case_is_named(clerk: Client, paper: CaseFile, cells: str, said: str) -> None:
    answer = upload(clerk, f"{HEAD}\nfirst,2018,,alleged,T,Doe,{cells}\nsecond,2018,,alleged,T,Doe,,,,,\n")
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "This table has 1 fault; nothing was imported." in answer.content.decode()


def test_every_fault_is_on_the_page_and_what_it_holds_is_escaped(clerk: Client, paper: CaseFile) -> None:
    answer = upload(clerk, f"{HEAD}\na,<b>x</b>,,alleged,T,Doe,,,,,\nb,2018,,<i>,T,Doe,,,,,\n")
    text = answer.content.decode()
    assert "Line 2, column date" in text
    assert "Line 3, column fact_status" in text
    assert "<b>x</b>" not in text


def test_what_is_no_table_is_refused_in_a_sentence(clerk: Client, paper: CaseFile) -> None:
    for data, said in (
        (b"PK\x03\x04", "Office file"),
        (b"", "This file is empty"),
        (b"a" * (1 << 20) + b"aa", "larger than"),
    ):
        answer = upload(clerk, data)
        assert answer.status_code == 400
        assert said in answer.content.decode()


def test_a_sealed_paper_and_the_fact_it_tells_are_closed_to_an_importer_without_the_right(
    clerk: Client, paper: CaseFile
) -> None:
    sealed = factories.make_filing(paper, entry=2, sealed="full")
    factories.make_fact(paper, key="hushed", title="Xyzzysecret", source_entry=sealed)
    answer = upload(clerk, f"{HEAD}\nhushed,2018,,alleged,T,Doe,,,,,\nother,2018,,alleged,T,Doe,2,,,,\n")
    text = answer.content.decode()
    assert "Line 2, column key: a fact goes by this key that you may not see: choose another." in text
    assert "Line 3, column source_entry: no filing 2 is on this docket, or it is sealed." in text
    assert "Xyzzysecret" not in text


def test_the_export_comes_back_in_unchanged_and_into_an_empty_case_whole(
    clerk: Client, anonymous: Client, tmp_path: Path
) -> None:
    case = make_mixed_case()
    make_facts(case)
    factories.make_fact(
        case, key="formula", title="=1+1", text="@sum | it", note="-x", date=date(2025, 3, 20), position=9
    )
    written = export(anonymous)
    shown = upload(clerk, written, "timeline.csv")
    assert shown.context["plan"].counts == {"new": 0, "changed": 0, "same": 5}
    before = list(csv.reader(io.StringIO(export(anonymous, "?event=fact").decode("utf-8-sig"), newline="")))
    Fact.objects.all().delete()
    assert confirm(clerk, upload(clerk, written, "timeline.csv")).status_code == 302
    after = list(csv.reader(io.StringIO(export(anonymous, "?event=fact").decode("utf-8-sig"), newline="")))
    assert len(after) == 6
    assert after == before


def test_the_template_is_for_those_who_may_import_and_comes_in(clerk: Client, paper: CaseFile) -> None:
    answer = clerk.get(f"{ADDRESS}facts.csv")
    assert upload(clerk, answer.content).context["plan"].counts["new"] == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_asks_as_often_for_three_rows_as_for_one(
    clerk: Client, paper: CaseFile, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        entry = factories.make_filing(paper, entry=number + 5)
        factories.make_fact(paper, key=f"held{number}", source_entry=entry, sources=(paper.sources_known.get(),))
    lines = [f"held{number},2018,,denied,T,Doe,{number + 5},,,S1," for number in range(rows)]
    lines += [f"new{number},2018,,denied,T,Doe,{number + 5},,,S1," for number in range(rows)]
    with django_assert_num_queries(11):
        assert upload(clerk, "\n".join([HEAD, *lines])).status_code == 200


# The command


def test_the_command_says_what_it_did(paper: CaseFile, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(TWO)
    assert command("doe-v-roe", file, "--dry-run") == "doe-v-roe: 2 new, 0 changed, 0 same; nothing is written.\n"
    assert not Fact.objects.exists()
    assert command("doe-v-roe", file) == "doe-v-roe: 2 new, 0 changed, 0 same.\n"
    assert command("doe-v-roe", file) == "doe-v-roe: 0 new, 0 changed, 2 same.\n"
    file.write_text(TWO.replace("A ruling", "The ruling"))
    assert command("doe-v-roe", file) == (
        "doe-v-roe: 0 new, 1 changed, 1 same.\n  second, title: A ruling -> The ruling\n"
    )
    Fact.objects.all().delete()
    assert "left as they are" in command("doe-v-roe", file, "--if-absent")
    assert not Fact.objects.exists()


def test_the_command_refuses_with_every_fault(paper: CaseFile, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(f"{HEAD}\na,soon,,alleged,T,Doe,,,,,\nb,2018,,,T,Doe,,,,,\n")
    with pytest.raises(CommandError) as refused:
        command("doe-v-roe", file)
    assert "Line 2, column date" in str(refused.value)
    assert "Line 3, column fact_status: it is empty." in str(refused.value)
    for slug, path in (("nobody", file), ("doe-v-roe", tmp_path / "none.csv")):
        with pytest.raises(CommandError):
            command(slug, path)


def test_the_facts_that_the_project_ships_come_in(real_case: CaseFile) -> None:
    file = Path(casefiles.__path__[0]) / "data" / "strike3_v_meta_facts.csv"
    assert ": 11 new, 0 changed, 0 same." in command(real_case.slug, file)
    assert Fact.objects.get(key="letter-to-meta-lawyers").date == date(2025, 3, 20)
