"""Searches that a reader keeps, and the mail of what is new under them, sent to a real mail server on the loopback."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from casefiles.models import CaseFile, User
from filings.models import SavedSearch, ToldFiling
from filings.search.actions import saving
from tests import actors, factories
from tests.constraints import breaks
from tests.filings.calendar.test_reminders import Inbox, inbox, last
from tests.filings.search.paper import SEARCH, file, hold

__all__ = ["inbox"]
SAVED = "/searches/"


@pytest.fixture
def ann(db: None) -> User:
    return factories.make_user(username="ann", email="ann@example.org")


def keep(by: User, query: str, case: CaseFile | None = None, *, mails: bool = True, name: str = "") -> SavedSearch:
    return saving.save_search(query=query, name=name, case=case, mails=mails, by=by, now=factories.NOON)


def run(**options: Any) -> str:
    out = io.StringIO()
    call_command("mail_searches", stdout=out, stderr=out, **options)
    return out.getvalue()


@breaks("a_search_of_a_case_is_saved_once")
def test_one_search_of_a_case_twice(case: CaseFile) -> None:
    user = factories.make_user()
    for name in "ab":
        SavedSearch.objects.create(user=user, case=case, query="q", name=name, made_at=factories.NOON)


@breaks("a_search_of_all_cases_is_saved_once")
def test_one_search_of_all_cases_twice(case: CaseFile) -> None:
    user = factories.make_user()
    for name in "ab":
        SavedSearch.objects.create(user=user, query="q", name=name, made_at=factories.NOON)


@breaks("a_saved_search_tells_of_a_filing_once")
def test_one_filing_told_twice(case: CaseFile) -> None:
    found = SavedSearch.objects.create(user=factories.make_user(), query="q", name="q", made_at=factories.NOON)
    filing = factories.make_filing(case)
    for _ in range(2):
        ToldFiling.objects.create(search=found, filing=filing, told_at=factories.NOON)


def test_a_search_is_kept_renamed_and_deleted_by_its_reader_alone(case: CaseFile) -> None:
    reader, other = actors.reader(), actors.clerk()
    sent = {"do": "save", "q": "kind:order sanctions", "case": case.slug, "name": "Sanctions"}
    assert reader.post(SAVED, sent).status_code == 302
    assert reader.post(SAVED, sent | {"name": "Sanctions orders"}).status_code == 302
    [kept] = SavedSearch.objects.all()
    assert (kept.name, kept.query, kept.case, kept.mails) == ("Sanctions orders", "kind:order sanctions", case, False)
    text = reader.get(SAVED).content.decode()
    assert f"{SEARCH}?q=kind%3Aorder+sanctions&amp;order=newest" in text
    assert "Sanctions orders" in reader.get(SEARCH).content.decode()
    for asked in ({"do": "rename", "name": "Mine"}, {"do": "mails", "mails": "on"}, {"do": "delete"}):
        other.post(SAVED, {"search": str(kept.pk)} | asked)
        kept.refresh_from_db()
        assert (kept.name, kept.mails) == ("Sanctions orders", False)
    reader.post(SAVED, {"do": "rename", "search": str(kept.pk), "name": "Mine"})
    reader.post(SAVED, {"do": "mails", "search": str(kept.pk), "mails": "on"})
    kept.refresh_from_db()
    assert (kept.name, kept.mails) == ("Mine", True)
    reader.post(SAVED, {"do": "delete", "search": str(kept.pk)})
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"do": "dance", "search": "1"}, {"do": "save", "q": " \0"}, {"do": "delete", "search": "²"}]
)
def test_what_makes_no_sense_keeps_nothing(reader: actors.Client, sent: dict[str, str]) -> None:
    assert reader.post(SAVED, sent).status_code in {302, 400}
    assert not SavedSearch.objects.exists()


def test_a_reader_keeps_a_hundred_at_most(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    keep(ann, "one")
    keep(ann, "one", name="again")
    with pytest.raises(saving.TooMany):
        keep(ann, "two")


def test_each_new_filing_is_told_once(case: CaseFile, ann: User, inbox: Inbox) -> None:
    file(case, 1, "seeding of old")
    keep(ann, "seeding", case, name="Seeding")
    assert run() == "0 mails sent.\n"
    file(case, 2, "seeding", title="Motion about seeding")
    file(case, 3, "other words")
    assert run() == "1 mail sent.\n"
    assert run() == "0 mails sent.\n"
    [letter] = inbox.letters
    assert letter["Subject"] == "1 new filing: Seeding"
    assert (
        "- No. 2, filed Jul 1, 2025: Motion about seeding\n  http://testserver:8000/cases/doe-v-roe/docket/2/"
        in last(inbox)
    )
    assert "No. 1," not in last(inbox)
    # Its text comes later.
    hold(case.filings.get(entry=3), "seeding at last", number=1)
    assert run() == "1 mail sent.\n"
    assert "- No. 3," in last(inbox)
    assert ToldFiling.objects.count() == 2


def test_filters_alone_are_told_too_and_one_mail_holds_all_searches(case: CaseFile, ann: User, inbox: Inbox) -> None:
    keep(ann, "kind:order", case, name="Orders")
    keep(ann, "sanctions", name="Sanctions anywhere")
    file(case, 1, kind="order", title="Order one")
    file(factories.make_case(slug="other", short_caption="A v. B"), 9, "sanctions", title="Motion nine")
    run()
    [letter] = inbox.letters
    assert letter["Subject"] == "2 new filings: Orders, Sanctions anywhere"
    assert "Order one" in last(inbox)
    assert "Motion nine (A v. B)" in last(inbox)


@pytest.mark.parametrize(("sees_sealed", "mails"), [(False, 0), (True, 1)])
@pytest.mark.parametrize("query", ["xyzzy", "kind:motion", "after:2020", "in:5"])
def test_a_sealed_filing_is_told_to_those_alone_who_may_see_it(
    case: CaseFile, ann: User, inbox: Inbox, query: str, sees_sealed: bool, mails: int
) -> None:
    if sees_sealed:
        ann.user_permissions.add(Permission.objects.get(codename="view_sealed"))
    keep(ann, query, case)
    file(case, 5, "xyzzy", kind="motion", title="xyzzy", sealed="full")
    run()
    assert len(inbox.letters) == mails


def test_a_server_that_fails_loses_nothing(case: CaseFile, ann: User, inbox: Inbox) -> None:
    keep(ann, "seeding", case)
    file(case, 2, "seeding")
    inbox.refused.add("ann@example.org")
    with pytest.raises(CommandError, match="1 mail could not be sent"):
        run()
    assert not ToldFiling.objects.exists()
    inbox.refused.clear()
    assert run() == "1 mail sent.\n"


def test_a_dry_run_sends_and_remembers_nothing(case: CaseFile, ann: User, inbox: Inbox) -> None:
    keep(ann, "seeding", case)
    file(case, 2, "seeding", title="The paper")
    assert "The paper" in run(dry_run=True)
    assert inbox.letters == []
    assert run() == "1 mail sent.\n"


def test_mail_turned_on_tells_of_what_comes_from_then_on(case: CaseFile, ann: User, inbox: Inbox) -> None:
    kept = keep(ann, "seeding", case, mails=False)
    file(case, 2, "seeding")
    assert run() == "0 mails sent.\n"
    saving.set_mails(pk=kept.pk, mails=True, by=ann)
    file(case, 3, "seeding")
    run()
    assert "No. 3," in last(inbox)
    assert "No. 2," not in last(inbox)


def test_a_title_stays_on_one_line(case: CaseFile, ann: User, inbox: Inbox) -> None:
    keep(ann, "seeding", case, name="Two\nlines")
    file(case, 2, "seeding", title="A title\nBcc: evil@example.org")
    run()
    [letter] = inbox.letters
    assert "\nBcc" not in last(inbox)
    assert letter["Bcc"] is None
