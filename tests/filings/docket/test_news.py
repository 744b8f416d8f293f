"""What is new or edited on the docket: since a day in the address, since a reader last looked."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile, User
from filings.docket.looks import look
from filings.docket.models import LastLook
from filings.docket.past import FIRST_DAY, edited_on, midnight
from filings.models import Filing
from tests import actors, factories
from tests.filings.docket.test_docket import page, row, words
from tests.filings.docket.test_filters import keys

HOUR = timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


def date_back(record: Any, when: datetime) -> None:
    """As if what the history has of it had been written then."""
    record.history.update(history_date=when)


def edit(filing: Filing, *, when: datetime | None = None, reason: str | None = None, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(filing, name, value)
    filing._change_reason = reason  # type: ignore[attr-defined]
    if when:
        filing._history_date = when  # type: ignore[attr-defined]
    filing.save()


@pytest.fixture
def docket(case: CaseFile) -> CaseFile:
    """A case of Nov 1, 2026 with entries 1 and 2 of that day; entry 3, filed in 2025 as they were, came on Nov 20."""
    began = datetime(2026, 11, 1, 12, tzinfo=UTC)
    date_back(case, began)
    for entry, when in ((1, began), (2, began + timedelta(minutes=1)), (3, datetime(2026, 11, 20, 20, tzinfo=UTC))):
        date_back(factories.make_filing(case, entry=entry), when)
    return case


def entry(case: CaseFile, number: int) -> Filing:
    return case.filings.get(entry=number)


class TestEdited:
    @pytest.mark.parametrize(
        "fields",
        [
            {"title": "Motion, amended"},
            {"docket_text": "MOTION to dismiss"},
            {"kind": "order"},
            {"date_filed": date(2025, 7, 2)},
            {"date_entered": date(2025, 7, 2)},
            {"entry": 7, "key": "7"},
        ],
    )
    def test_what_an_entry_says_changes_and_its_row_says_so(
        self, docket: CaseFile, anonymous: Client, fields: dict[str, Any]
    ) -> None:
        filing = entry(docket, 1)
        edit(filing, when=datetime(2026, 11, 3, 20, tzinfo=UTC), **fields)
        text = row(page(anonymous), filing.key)
        assert "edited Nov 3, 2026" in words(text)
        assert f'href="/cases/doe-v-roe/docket/{filing.key}/changes/"' in text
        assert "edited" not in words(row(page(anonymous), "2"))

    def test_the_day_is_that_of_the_court(self, docket: CaseFile) -> None:
        edit(entry(docket, 1), when=datetime(2026, 11, 4, 6, tzinfo=UTC), title="Other")
        assert edited_on(entry(docket, 1).pk, case=docket) == date(2026, 11, 3)
        assert edited_on(entry(docket, 2).pk, case=docket) is None

    @pytest.mark.parametrize("fields", [{}, {"position": 9}, {"note": "ours"}, {"outcome": "denied"}])
    def test_what_says_nothing_else_is_no_edit(
        self, docket: CaseFile, anonymous: Client, fields: dict[str, Any]
    ) -> None:
        edit(entry(docket, 1), **fields)
        assert "edited" not in words(row(page(anonymous), "1"))

    def test_an_import_that_fills_in_edits_nothing_and_one_that_replaces_does(
        self, docket: CaseFile, anonymous: Client
    ) -> None:
        edit(entry(docket, 1), reason="import 1: docket.html", docket_text="COMPLAINT", date_entered=date(2025, 7, 2))
        assert "edited" not in words(row(page(anonymous), "1"))
        edit(entry(docket, 1), reason="import 2: docket.html", docket_text="COMPLAINT, corrected")
        assert "edited" in words(row(page(anonymous), "1"))

    def test_an_import_taken_back_edits_nothing(self, docket: CaseFile, anonymous: Client) -> None:
        edit(entry(docket, 1), reason="import 1: docket.html", docket_text="COMPLAINT")
        edit(entry(docket, 1), reason="undone: import 1: docket.html", docket_text=None)
        assert "edited" not in words(row(page(anonymous), "1"))

    def test_what_was_changed_back_was_edited_all_the_same(self, docket: CaseFile) -> None:
        edit(entry(docket, 1), when=datetime(2026, 11, 3, 20, tzinfo=UTC), title="Wrong")
        edit(entry(docket, 1), when=datetime(2026, 11, 5, 20, tzinfo=UTC), title="Paper 1")
        edit(entry(docket, 1), when=datetime(2026, 11, 6, 20, tzinfo=UTC), note="x")
        assert edited_on(entry(docket, 1).pk, case=docket) == date(2026, 11, 5)

    def test_a_case_loaded_in_one_go_has_no_mark(self, real_case: CaseFile, reader: Client) -> None:
        for _ in range(2):
            text = reader.get(f"/cases/{real_case.slug}/docket/").content.decode()
            assert 'class="badge' not in text
        assert "Nothing new since" not in text

    def test_the_page_of_the_filing_leads_to_its_changes(self, docket: CaseFile, anonymous: Client) -> None:
        address = "/cases/doe-v-roe/docket/1/"
        assert '<a href="/cases/doe-v-roe/docket/1/changes/">changes</a>' in anonymous.get(address).content.decode()
        edit(entry(docket, 1), when=datetime(2026, 11, 3, 20, tzinfo=UTC), title="Other")
        text = anonymous.get(address).content.decode()
        assert '<a class="badge warn" href="/cases/doe-v-roe/docket/1/changes/">edited Nov 3, 2026</a>' in text


class TestSince:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [("2026-11-20", ["3"]), ("2026-11-21", []), ("2025-07-01", ["1", "2", "3"]), ("2026-11-01", ["3"])],
    )
    def test_what_came_here_since_is_found_and_what_came_with_the_case_is_not(
        self, docket: CaseFile, day: str, expected: list[str]
    ) -> None:
        assert keys(docket, f"since={day}") == expected

    def test_what_another_hand_brings_in_the_first_hour_is_found(self, docket: CaseFile) -> None:
        filing = factories.make_filing(docket, entry=4)
        filing.history.update(
            history_date=datetime(2026, 11, 1, 12, 5, tzinfo=UTC), history_change_reason="import 1: docket.html"
        )
        assert keys(docket, "since=2026-11-01") == ["3", "4"]

    def test_what_was_edited_since_is_found(self, docket: CaseFile) -> None:
        edit(entry(docket, 1), when=datetime(2026, 11, 10, 20, tzinfo=UTC), title="Other")
        edit(entry(docket, 2), when=datetime(2026, 11, 10, 20, tzinfo=UTC), note="ours")
        assert keys(docket, "since=2026-11-05") == ["1", "3"]
        assert keys(docket, "since=2026-11-11") == ["3"]

    def test_its_rows_are_marked_in_words(self, docket: CaseFile, anonymous: Client) -> None:
        edit(entry(docket, 1), when=datetime(2026, 11, 10, 20, tzinfo=UTC), title="Other")
        factories.make_filing(docket, entry=5, date_filed=date(2026, 11, 6))
        text = page(anonymous, "?since=2026-11-05")
        assert "Other newly edited Nov 10, 2026" in words(row(text, "1"))
        assert "Paper 3 new" in words(row(text, "3"))
        assert "Paper 5 new" in words(row(text, "5"))
        assert "3 entries found: new or edited since Nov 5, 2026" in words(text)
        assert "Other edited Nov 10, 2026" in words(row(page(anonymous), "1"))
        assert "new" not in words(row(page(anonymous), "3")).split()

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_ends_of_time_are_days(self, docket: CaseFile, anonymous: Client, day: str) -> None:
        for zone in ("Pacific/Guam", "Pacific/Honolulu"):
            CaseFile.objects.update(timezone=zone)
            assert "entr" in page(anonymous, f"?since={day}")
        assert midnight(date.min, zone="Pacific/Guam").date() == FIRST_DAY

    def test_of_a_sealed_one_only_the_filing_date_is_open(self, docket: CaseFile, anonymous: Client) -> None:
        edit(entry(docket, 3), title="Other")
        Filing.objects.filter(entry=3).update(sealed="full", date_entered=date(2026, 11, 20))
        assert keys(docket, "since=2026-11-05") == []
        assert words(row(page(anonymous, "?since=2025-07-01"), "3")) == "3 Jul 1, 2025 Sealed"
        docket.sees_sealed = True
        assert keys(docket, "since=2026-11-05") == ["3"]

    def test_what_was_edited_under_seal_is_not_told_when_it_opens(self, docket: CaseFile) -> None:
        edit(entry(docket, 1), when=datetime(2026, 11, 9, 20, tzinfo=UTC), title="Open still")
        edit(entry(docket, 1), when=datetime(2026, 11, 10, 20, tzinfo=UTC), sealed="full")
        edit(entry(docket, 1), when=datetime(2026, 11, 11, 20, tzinfo=UTC), title="Under seal")
        edit(entry(docket, 1), when=datetime(2026, 11, 12, 20, tzinfo=UTC), sealed="none")
        assert keys(docket, "since=2026-11-05") == ["3"]
        assert edited_on(entry(docket, 1).pk, case=docket) is None
        edit(entry(docket, 1), when=datetime(2026, 11, 13, 20, tzinfo=UTC), title="Open again")
        assert edited_on(entry(docket, 1).pk, case=docket) == date(2026, 11, 13)

    def test_a_filter_finds_no_filing_of_another_case(self, docket: CaseFile) -> None:
        other = factories.make_case(slug="other")
        date_back(factories.make_filing(other, entry=9), datetime(2026, 12, 1, tzinfo=UTC))
        assert keys(docket, "since=2026-11-05") == ["3"]


@pytest.fixture
def ann(db: None) -> User:
    return factories.make_user(username="ann")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestLastLook:
    def test_a_first_visit_marks_nothing(self, docket: CaseFile, ann: User) -> None:
        text = page(client_of(ann))
        assert "since you last looked" not in text
        assert 'class="badge' not in text
        seen = LastLook.objects.get()
        assert (seen.user, seen.case, seen.before) == (ann, docket, None)

    def test_who_comes_back_sees_what_is_new_and_on_the_same_visit_still(self, docket: CaseFile, ann: User) -> None:
        client = client_of(ann)
        page(client)
        left = datetime(2026, 11, 15, 20, tzinfo=UTC)
        LastLook.objects.update(looked_at=left)
        edit(entry(docket, 1), when=left + HOUR, title="Other")
        edit(entry(docket, 2), when=left - HOUR, title="Known by then")
        for _ in range(2):
            text = page(client)
            assert "1 new and 1 edited since you last looked on Nov 15, 2026" in words(text)
            assert 'href="/cases/doe-v-roe/docket/?since=2026-11-15"' in text
            assert "Other newly edited Nov 15, 2026" in words(row(text, "1"))
            assert "Known by then edited Nov 15, 2026" in words(row(text, "2"))
            assert "Paper 3 new" in words(row(text, "3"))
            seen = LastLook.objects.get()
            assert seen.before == left
            assert now() - seen.looked_at < HOUR
        LastLook.objects.update(looked_at=now() - 2 * HOUR)
        assert "Nothing new since you last looked on" in page(client)

    def test_each_reader_and_each_case_has_a_look_of_its_own(self, docket: CaseFile, ann: User) -> None:
        page(client_of(ann))
        LastLook.objects.update(looked_at=datetime(2026, 11, 15, tzinfo=UTC))
        assert "last looked" not in page(actors.reader())
        factories.make_case(slug="other")
        assert client_of(ann).get("/cases/other/docket/").status_code == 200
        assert LastLook.objects.count() == 3

    def test_a_head_writes_nothing_and_a_stranger_neither(self, docket: CaseFile, ann: User) -> None:
        client = client_of(ann)
        assert client.head("/cases/doe-v-roe/docket/").status_code == 200
        page(actors.anonymous())
        assert not LastLook.objects.exists()
        page(client)
        left = datetime(2026, 11, 15, tzinfo=UTC)
        LastLook.objects.update(looked_at=left)
        client.head("/cases/doe-v-roe/docket/")
        assert LastLook.objects.get().looked_at == left

    def test_two_first_visits_at_once_begin_one(self, docket: CaseFile, ann: User) -> None:
        for _ in range(2):
            LastLook.objects.begin(user=ann.pk, case=docket.pk, now=now())
        assert LastLook.objects.count() == 1

    def test_of_two_returns_at_once_one_moves_the_row(self, docket: CaseFile, ann: User) -> None:
        left = now() - 3 * HOUR
        LastLook.objects.create(user=ann, case=docket, looked_at=left)
        for _ in range(2):
            LastLook.objects.come_back(user=ann.pk, case=docket.pk, now=now())
        assert LastLook.objects.get().before == left

    def test_a_day_in_the_address_counts_before_the_last_look(self, docket: CaseFile, ann: User) -> None:
        client = client_of(ann)
        page(client)
        LastLook.objects.update(looked_at=datetime(2026, 11, 25, tzinfo=UTC))
        text = page(client, "?since=2026-11-05")
        assert "last looked" not in text
        assert "Paper 3 new" in words(row(text, "3"))

    def test_a_sealed_one_is_neither_counted_nor_marked(self, docket: CaseFile, ann: User) -> None:
        Filing.objects.filter(entry=3).update(sealed="full")
        look(docket, user=ann.pk, now=datetime(2026, 11, 15, tzinfo=UTC), writes=True)
        found = look(docket, user=ann.pk, now=now(), writes=False)
        assert (found.arrived, found.edited) == (0, 0)
        docket.sees_sealed = True
        assert look(docket, user=ann.pk, now=now(), writes=False).arrived == 1

    def test_what_is_gone_again_is_not_counted(self, docket: CaseFile, ann: User) -> None:
        look(docket, user=ann.pk, now=datetime(2026, 11, 15, tzinfo=UTC), writes=True)
        entry(docket, 3).delete()
        assert look(docket, user=ann.pk, now=now(), writes=False).arrived == 0


def test_signing_in_costs_one_query_and_the_first_look_of_a_visit_another(
    docket: CaseFile, ann: User, django_assert_num_queries: Any
) -> None:
    # session, user and two for the permissions; then as for a stranger (9), and the last look
    client = client_of(ann)
    page(client)
    with django_assert_num_queries(4 + 9 + 1):
        page(client)
    LastLook.objects.update(looked_at=now() - 2 * HOUR)
    with django_assert_num_queries(4 + 9 + 2):
        page(client)
