import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile, User
from filings.importing.models import Load
from filings.models import Document, Filing, PageCorrection
from tests import factories
from tests.filings.changes.conftest import BEGAN, at, entry, imported, remove, save, written

CHANGES = "/cases/doe-v-roe/changes/"


@pytest.fixture
def ann(db: None) -> User:
    return factories.make_user(username="ann", is_staff=True)


def page(client: Client, query: str = "") -> str:
    response = client.get(CHANGES + query)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def lines(text: str) -> list[str]:
    """The words of each line of the list, the newest first."""
    return [words(line) for line in re.findall(r'(?s)<li class="change.*?</div>\s*</li>', text)]


class TestALine:
    def test_it_says_what_changed_from_what_to_what_when_and_by_whom(
        self, kept: CaseFile, ann: User, reader: Client, anonymous: Client
    ) -> None:
        save(entry(kept, 1), at(3, 18, 42), by=ann, outcome="denied", date_entered=date(2025, 7, 2))
        first = lines(page(reader))[0]
        assert first == (
            "10:42 AM ann No. 1 Complaint edited after it was first seen all its changes (No. 1)"
            " Entered not known → became Jul 2, 2025 Outcome not known → became denied"
        )
        assert "<h2>Nov 3, 2026</h2>" in page(reader)
        assert "an editor" in lines(page(anonymous))[0]
        assert "ann" not in words(page(anonymous)).split()

    def test_a_long_text_is_told_by_the_words_that_differ(self, kept: CaseFile, anonymous: Client) -> None:
        said = "MOTION to dismiss filed by Roe Systems, Inc. Motion Hearing set for 1/5/2026 before Judge Lee."
        save(entry(kept, 1), at(3), docket_text=said)
        save(entry(kept, 1), at(4), docket_text=said.replace("1/5/2026", "2/9/2026"))
        text = page(anonymous)
        assert "<del>1/5/2026</del> <ins>2/9/2026</ins>" in text
        assert "before Judge Lee." in text

    def test_of_a_long_text_only_what_is_near_is_shown(self, kept: CaseFile, anonymous: Client) -> None:
        said = " ".join(f"word{n}" for n in range(200))
        save(entry(kept, 1), at(3), docket_text=said)
        save(entry(kept, 1), at(4), docket_text=said.replace("word100", "other"))
        first = lines(page(anonymous))[0]
        assert "word100 other" in first
        assert "word99" in first
        assert "word50" not in first
        assert "word50" in words(anonymous.get("/cases/doe-v-roe/docket/1/changes/").content.decode())

    def test_a_very_long_text_is_told_on_its_own_page(self, kept: CaseFile, anonymous: Client) -> None:
        save(entry(kept, 1), at(3), docket_text="word " * 2000)
        save(entry(kept, 1), at(4), docket_text="word " * 2000 + "end")
        assert "a long text, word by word" in lines(page(anonymous))[0]

    def test_what_changes_nothing_to_be_seen_has_no_line(self, kept: CaseFile, anonymous: Client) -> None:
        before = len(lines(page(anonymous)))
        save(entry(kept, 1), at(3))
        save(entry(kept, 1), at(3), position=7)
        assert len(lines(page(anonymous))) == before

    def test_what_one_hand_does_to_a_record_at_once_stands_together(
        self, kept: CaseFile, ann: User, reader: Client
    ) -> None:
        roe = written(factories.make_appearance(kept, slug="roe", name="Roe Systems, Inc."), BEGAN)
        written(roe.party, BEGAN)
        filing = written(factories.make_filing(kept, entry=2, filers=(roe,), title="Motion"), at(3), by=ann)
        written(filing.filers.get(), at(3, 20, 0), by=ann)
        written(factories.relate(filing, "responds to", entry(kept, 1)), at(3), by=ann)
        first, second, *_ = lines(page(reader))
        assert "No. 2 Motion" in first
        assert all(
            said in first for said in ("Added", "Filer added: Roe Systems, Inc.", "Relation added: responds to No. 1")
        )
        assert "No. 2" not in second

    def test_words_of_a_court_or_a_person_are_escaped(self, kept: CaseFile, anonymous: Client) -> None:
        evil = "<script>alert(1)</script>"
        save(entry(kept, 1), at(3), title=evil, docket_text=evil * 9, reason=f"made by {evil}")
        save(entry(kept, 1), at(4), title="x", docket_text=f"{evil * 8} and more")
        imported(kept, when=at(5), filename=f"{evil}.html")
        text = page(anonymous) + anonymous.get("/cases/doe-v-roe/docket/1/changes/").content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text

    def test_only_the_first_seen_has_no_edit_mark(self, kept: CaseFile, anonymous: Client) -> None:
        assert "edited after" not in page(anonymous)
        save(entry(kept, 1), at(3), reason="import 3: x.html", docket_text="now known")
        save(entry(kept, 1), at(4), note="ours")
        assert "edited after" not in page(anonymous, "?import=3") + page(anonymous)

    def test_a_record_that_is_gone_is_named_by_its_last_words(self, kept: CaseFile, ann: User, reader: Client) -> None:
        filing = written(factories.make_filing(kept, entry=2, title="A mistake"), at(3), by=ann)
        pk = filing.pk
        remove(filing, at(4), by=ann)
        text = page(reader)
        assert lines(text)[0] == "12:00 PM ann No. 2 A mistake all its changes (No. 2) Removed"
        assert f"/changes/filing/{pk}/" in text
        for address in (f"{CHANGES}filing/{pk}/", "/cases/doe-v-roe/docket/2/changes/"):
            found = words(reader.get(address).content.decode())
            assert "Changes of No. 2: A mistake" in found
            assert "It is no longer in this case file" in found
            assert "Title A mistake" in found


class TestFiles:
    def test_an_import_is_one_line_that_opens(self, kept: CaseFile, ann: User, reader: Client, admin: Client) -> None:
        made = imported(kept, when=at(5), by=ann)
        for number in range(2, 7):
            filing = written(factories.make_filing(kept, entry=number), at(5), by=ann, reason=made.reason)
            written(factories.make_document(filing), at(5), by=ann, reason=made.reason)
        save(entry(kept, 1), at(5), by=ann, reason=made.reason, title="Complaint, sealed in part", position=4)
        text = page(reader)
        first, *rest = lines(text)
        assert first == (
            f"12:00 PM ann Import {made.pk} strike3.html PACER docket report"
            " Added 5 filings, 5 documents; changed 1 filing. one by one edited after first seen 1"
        )
        assert f'href="/cases/doe-v-roe/import/{made.pk}/"' in page(admin)
        assert f'href="/cases/doe-v-roe/import/{made.pk}/"' not in text
        assert not [line for line in rest if "Nov 5" in line or "No. 2" in line]
        opened = page(reader, f"?import={made.pk}")
        assert len(lines(opened)) == 11
        assert f"import {made.pk}" in lines(opened)[0]
        assert "Title Complaint → became Complaint, sealed in part" in words(opened)
        assert len(lines(page(reader, f"?import={made.pk}&only=edits"))) == 1

    def test_what_an_import_took_back_is_a_line_of_its_own(self, kept: CaseFile, ann: User, reader: Client) -> None:
        made = imported(kept, when=at(5), by=ann, state="undone", undone_at=at(6), undone_by=ann)
        filing = written(factories.make_filing(kept, entry=2), at(5), by=ann, reason=made.reason)
        remove(filing, at(6), by=ann, reason=f"undone: {made.reason}")
        first, second, *_ = lines(page(reader))
        assert f"Import {made.pk} undone strike3.html" in first
        assert "Removed 1 filing." in first
        assert "Added 1 filing." in second
        assert len(lines(page(reader, f"?undone={made.pk}"))) == 1

    def test_two_loads_of_files_of_one_name_are_two_lines(self, kept: CaseFile, anonymous: Client) -> None:
        for day, number in ((5, 2), (6, 3)):
            Load.objects.create(case=kept, filename="case.json", loaded_at=at(day), document={})
            written(factories.make_filing(kept, entry=number), at(day, 20, 1), reason="loaded from case.json")
        save(entry(kept, 2), at(6, 20, 2), reason="loaded from case.json", title="Changed by the second")
        newer, older, *_ = lines(page(anonymous))
        assert "Case file loaded case.json" in newer
        assert "Added 1 filing; changed 1 filing." in newer
        assert "Added 1 filing." in older
        first, last = (load.pk for load in Load.objects.order_by("loaded_at"))
        assert len(lines(page(anonymous, f"?load={first}"))) == 1
        assert len(lines(page(anonymous, f"?load={last}"))) == 2

    def test_the_shipped_case_is_one_line(self, real_case: CaseFile, anonymous: Client) -> None:
        text = anonymous.get(f"/cases/{real_case.slug}/changes/").content.decode()
        (line,) = lines(text)
        assert "Added 85 filings, 67 relations, 124 documents, 6 parties, 10 attorneys, 4 judges" in line
        assert "changed" not in line.split("Added")[1]

    @pytest.mark.parametrize("query", ["?import=999", "?import=x", "?load=99999999999999999999", "?import=²"])
    def test_a_number_of_no_file_says_so(self, kept: CaseFile, anonymous: Client, query: str) -> None:
        text = page(anonymous, query)
        assert "was brought into this case; all changes are shown" in text
        assert lines(text)

    def test_an_import_of_another_case_is_none_of_this_one(self, kept: CaseFile, anonymous: Client) -> None:
        other = imported(factories.make_case(slug="other"), when=at(5))
        assert "was brought into this case" in page(anonymous, f"?import={other.pk}")


class TestFilter:
    @pytest.fixture
    def mixed(self, kept: CaseFile, ann: User) -> CaseFile:
        bob = factories.make_user(username="bob", is_staff=True)
        save(entry(kept, 1), at(3), by=ann, title="Complaint, amended")
        written(factories.make_filing(kept, entry=2), at(4), by=bob)
        party = factories.make_appearance(kept)
        written(party, at(5), by=ann)
        written(party.party, at(5), by=ann)
        imported(kept, when=at(6), by=bob)
        return kept

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Import", "Doe Works", "No. 2", "No. 1", "No. 1", "Doe v. Roe"]),
            ("?what=filing", ["Import", "No. 2", "No. 1", "No. 1"]),
            ("?what=party", ["Import", "Doe Works"]),
            ("?who=people", ["Doe Works", "No. 2", "No. 1"]),
            ("?who=files", ["Import"]),
            ("?who=@ann", ["Doe Works", "No. 1"]),
            ("?who=@bob", ["Import", "No. 2"]),
            ("?since=2026-11-05", ["Import", "Doe Works"]),
            ("?only=edits", ["No. 1"]),
            ("?who=@ann&what=filing&since=2026-11-02", ["No. 1"]),
        ],
    )
    def test_it_chooses(self, mixed: CaseFile, reader: Client, query: str, expected: list[str]) -> None:
        found = [line.replace("12:00 PM", "").strip() for line in lines(page(reader, query))]
        assert len(found) == len(expected), found
        assert all(name in line for name, line in zip(expected, found, strict=True)), found

    def test_a_stranger_filters_by_no_name(self, mixed: CaseFile, anonymous: Client) -> None:
        text = page(anonymous, "?who=@ann")
        assert "Nobody here goes by “@ann”." in text
        assert "bob" not in words(text).split()
        assert len(lines(text)) == 6

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("?what=poem", "“poem” keeps no history here."),
            ("?since=lately", "Write the day as 2025-10-27."),
            ("?only=some", "Show all, or only=edits."),
        ],
    )
    def test_a_bad_filter_says_so_and_shows_all(
        self, mixed: CaseFile, reader: Client, query: str, sentence: str
    ) -> None:
        text = page(reader, query)
        assert sentence in text
        assert len(lines(text)) == 6

    def test_a_filter_that_finds_nothing_says_so(self, mixed: CaseFile, reader: Client) -> None:
        assert "No change is like that." in page(reader, "?what=claim&who=people")


class TestPages:
    def test_a_page_leads_to_the_next_and_none_is_lost_or_told_twice(
        self, kept: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("filings.changes.views.SIZE", 4)
        for number in range(2, 12):  # some at the same moment
            written(factories.make_filing(kept, entry=number), at(3 + number // 4))
        imported(kept, when=at(4))
        seen: list[str] = []
        query = ""
        for _ in range(9):
            text = page(anonymous, query)
            seen += lines(text)
            link = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', text)
            if link is None:
                break
            query = link[1].replace("&amp;", "&")
        assert len(seen) == 13
        assert len({line.split("No. ")[1].split()[0] for line in seen if "No. " in line}) == 11

    @pytest.mark.parametrize(
        "after",
        [
            "x",
            "1-2",
            "99999999999999999-999-999999999999999999-999-999999999999999999",
            "0-0-0-0-0",
            "-1-2-3-4-5",
            "１-２-３-４-５",
        ],
    )
    def test_a_place_that_makes_no_sense_is_the_first_or_the_end(
        self, kept: CaseFile, anonymous: Client, after: str
    ) -> None:
        page(anonymous, f"?after={after}")

    def test_a_case_without_history_says_so(self, anonymous: Client, case: CaseFile) -> None:
        case.history.all().delete()
        assert "Nothing has changed here yet." in page(anonymous)

    def test_no_change_of_another_case_stands_here(self, kept: CaseFile, anonymous: Client) -> None:
        before = len(lines(page(anonymous)))
        other = factories.make_case(slug="other")
        roe = factories.make_appearance(other)
        filing = factories.make_filing(other, entry=5, filers=(roe,))
        factories.make_document(filing)
        factories.make_deadline(other, responsible=(roe,))
        factories.make_representation(other, roe)
        factories.make_claim(other, pleaded_in=filing).events.create(date=filing.date_filed, status="x", entry=filing)
        assert len(lines(page(anonymous))) == before


def fill(case: CaseFile, number: int, ann: User) -> None:
    """One change of each table, by a person; and a file."""
    roe = factories.make_appearance(case, slug=f"roe-{number}")
    lawyer = factories.make_representation(case, roe, slug=f"lee-{number}")
    filing = factories.make_filing(case, entry=number, filers=(roe,), attorney=lawyer)
    factories.relate(filing, "concerns", case.filings.get(entry=1))
    held = factories.make_held_file(factories.make_document(filing), pages=("words",))
    case.judges.create(name=f"Judge {number}", role="presiding", source_entry=filing)
    factories.make_deadline(case, key=f"due-{number}", responsible=(roe,), set_by_entry=filing)
    claim = factories.make_claim(case, pleaded_in=filing, number=f"C{number}")
    claim.points.create(aspect="relief", text="money")
    claim.events.create(date=filing.date_filed, status="pleaded", entry=filing)
    factories.make_contention(case, key=f"point-{number}", raised_in=filing)
    case.figures.create(key=f"sum-{number}", label="Sum", value=number, unit="$", source_kind="press")
    case.related_cases.create(caption=f"Other {number}", relation="same facts")
    page = held.pages.get()
    PageCorrection.objects.create(page=page, text="word", corrected_at=at(5), corrected_by=ann)
    save(case, at(5), by=ann, stage=f"stage {number}")
    save(filing, at(5), by=ann, title=f"Title {number}")
    imported(case, when=at(5), by=ann)


@pytest.mark.parametrize(("query", "queries"), [("", 45), ("?who=people", 15), ("?only=edits", 15)])
def test_one_change_of_each_kind_and_three_cost_the_same_queries(
    kept: CaseFile,
    ann: User,
    reader: Client,
    django_assert_num_queries: Any,
    query: str,
    queries: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("filings.changes.views.SIZE", 200)
    # 19 tables and what they name; of a filter, what it finds
    fill(kept, 2, ann)
    with django_assert_num_queries(queries):
        page(reader, query)
    fill(kept, 3, ann)
    fill(kept, 4, ann)
    with django_assert_num_queries(queries):
        page(reader, query)


def test_documents_of_a_filing_without_history_still_stand_in_the_case(kept: CaseFile, anonymous: Client) -> None:
    Filing.objects.bulk_create(
        [Filing(case=kept, key="9", entry=9, position=9, date_filed=date(2025, 7, 1), kind="motion", title="Bulk")]
    )
    Document.objects.create(filing=entry(kept, 9), number=0)
    assert "Main document of No. 9" in lines(page(anonymous))[0]
