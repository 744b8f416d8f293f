"""Deadlines and hearings: what is coming, what became of the rest, whose they are and how they arise."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.deadlines.agenda import Agenda, agenda
from filings.models import ClosedDay, Computation, Deadline, Filing, Proposal
from parties.models import Appearance
from tests import actors, factories

PAGE = "/cases/doe-v-roe/deadlines/"
TODAY = date(2025, 11, 1)


class Clock:
    """A late evening of February in California, already March in Greenwich."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return datetime(2026, 3, 1, 5, tzinfo=UTC).astimezone(zone)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.deadlines.door.datetime", Clock)


@pytest.fixture
def doe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="doe-works", name="Doe Works, LLC")


@pytest.fixture
def roe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="roe-systems", name="Roe Systems, Inc.", role="defendant")


@pytest.fixture
def motion(case: CaseFile, roe: Appearance) -> Filing:
    return factories.make_filing(
        case, entry=34, filers=(roe,), date_filed=date(2025, 10, 27), title="Motion to dismiss"
    )


def row(text: str, key: str) -> str:
    found = re.search(rf'(?s)<tr id="{key}".*?</tr>', text)
    assert found, f"no row {key}"
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def keys(found: Agenda) -> dict[str, list[str]]:
    return {
        name: [one.deadline.key for one in getattr(found, name)]
        for name in ("coming", "untold", "past", "undated")
        if getattr(found, name)
    }


def test_coming_first_then_unknown_then_past_newest_first_then_undated(case: CaseFile, motion: Filing) -> None:
    make = factories.make_deadline
    make(case, key="late-hearing", due=date(2025, 11, 10), time=time(14), kind="hearing")
    make(case, key="early-hearing", due=date(2025, 11, 10), time=time(9), kind="hearing")
    make(case, key="all-day", due=date(2025, 11, 10))
    make(case, key="today", due=TODAY, status="unknown")
    make(case, key="old", due=date(2025, 8, 1), status="met", met_by_entry=motion)
    make(case, key="newer", due=date(2025, 9, 1), status="vacated", changed_by_entry=motion)
    make(case, key="moved-ahead", due=date(2025, 12, 1), status="moved", changed_by_entry=motion)
    make(case, key="silent", due=date(2025, 10, 1), status="unknown")
    make(case, key="pending-but-past", due=date(2025, 10, 2))
    make(case, key="undated", due=None, status="unknown")
    make(case, key="undated-met", due=None, status="met", met_by_entry=motion)
    assert keys(agenda(case, today=TODAY)) == {
        "coming": ["today", "all-day", "early-hearing", "late-hearing"],
        "untold": ["pending-but-past", "silent"],
        "past": ["moved-ahead", "newer", "old"],
        "undated": ["undated", "undated-met"],
    }


def test_a_date_that_only_a_rule_gives_is_not_lost_among_the_undated(case: CaseFile) -> None:
    counted: dict[str, Any] = {"rule": "FRCP 15(a)(3)", "trigger_date": TODAY, "rule_days": 14}
    factories.make_deadline(case, key="answer", due=None, computed_due=date(2025, 11, 15), **counted)
    factories.make_deadline(case, key="gone", due=None, computed_due=date(2025, 10, 15), **counted)
    found = agenda(case, today=TODAY)
    assert keys(found) == {"coming": ["answer"], "untold": ["gone"]}
    assert found.coming[0].left == "in 14 days"


@pytest.mark.parametrize(
    ("show", "kept"),
    [
        (None, {"coming", "silent", "met", "undated", "undated-met"}),
        ("coming", {"coming", "undated"}),
        ("past", {"silent", "met", "undated", "undated-met"}),
    ],
)
def test_coming_or_past_alone_keeps_what_may_be_either(
    case: CaseFile, motion: Filing, show: str | None, kept: set[str]
) -> None:
    factories.make_deadline(case, key="coming", due=date(2025, 11, 10))
    factories.make_deadline(case, key="silent", due=date(2025, 10, 1), status="unknown")
    factories.make_deadline(case, key="met", due=date(2025, 10, 1), status="met", met_by_entry=motion)
    factories.make_deadline(case, key="undated", due=None, status="unknown")
    factories.make_deadline(case, key="undated-met", due=None, status="met", met_by_entry=motion)
    assert {key for group in keys(agenda(case, today=TODAY, show=show)).values() for key in group} == kept


@pytest.mark.parametrize(
    ("side", "kept"),
    [
        ("plaintiff", {"ours", "joint"}),
        ("defendant", {"theirs", "joint"}),
        ("court", {"courts"}),
        ("other", set()),
        ("unknown", {"nobodys"}),
    ],
)
def test_one_side_alone(case: CaseFile, doe: Appearance, roe: Appearance, side: str, kept: set[str]) -> None:
    factories.make_deadline(case, key="ours", responsible=(doe,))
    factories.make_deadline(case, key="theirs", responsible=(roe,))
    factories.make_deadline(case, key="joint", responsible=(roe, doe))
    factories.make_deadline(case, key="courts", court_responsible=True)
    factories.make_deadline(case, key="nobodys")
    assert set(keys(agenda(case, today=TODAY, side=side)).get("coming", [])) == kept


def test_a_date_shows_its_weekday_its_hour_its_place_and_who_must_act(
    case: CaseFile, doe: Appearance, roe: Appearance, anonymous: Client
) -> None:
    factories.make_deadline(
        case, key="hearing", kind="hearing", due=date(2025, 11, 10), time=time(13, 30), location="Courtroom 7",
        responsible=(doe, roe), title="Hearing on the motion", status="unknown", inferred_fields=["responsible"],
    )  # fmt: skip
    text = anonymous.get(PAGE).text
    assert row(text, "hearing").startswith("Mon, Nov 10, 2025 1:30 p.m. Courtroom 7 Hearing on the motion hearing")
    assert "Doe Works Roe Systems inferred" in row(text, "hearing")
    assert 'class="hearing joint"' in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "met", "met": date(2025, 11, 10)}, "met by 37 on that day"),
        ({"status": "met", "met": date(2025, 11, 4)}, "met by 37 on Nov 4, 2025, 6 days early"),
        ({"status": "met", "met": date(2025, 11, 13)}, "met by 37 on Nov 13, 2025, 3 days late"),
        ({"status": "met", "met": date(2025, 11, 13), "due": None}, "met by 37 on Nov 13, 2025"),
        (
            {"status": "met", "met": date(2025, 11, 10), "inferred_fields": ["status", "met_by_entry"]},
            "met by 37 on that day inferred",
        ),
        ({"status": "held", "kind": "hearing", "met": date(2025, 11, 10)}, "held minutes 37"),
        ({"status": "moved", "moved_to": date(2026, 2, 11), "changed": True}, "moved to Feb 11, 2026 by 41"),
        ({"status": "moved", "changed": True}, "moved to a date not captured by 41"),
        (
            {"status": "moved", "changed": True, "met": date(2025, 11, 20)},
            "moved to a date not captured by 41 met by 37 on Nov 20, 2025",
        ),
        ({"status": "vacated", "changed": True}, "vacated by 41"),
        (
            {"status": "vacated", "changed": True, "moved_to": date(2026, 1, 21)},
            "vacated by 41 , reset to Jan 21, 2026",
        ),
        ({"status": "unknown"}, "no filing seen as of Jan 1, 2026, when this docket was last seen"),
        ({"status": "unknown", "due": None}, "no filing seen as of Jan 1, 2026, when this docket was last seen"),
        ({"status": "unknown", "kind": "hearing"}, "no minutes seen as of Jan 1, 2026, when this docket was last seen"),
        (
            {"status": "pending", "due": date(2026, 1, 2)},
            "no filing seen as of Jan 1, 2026, when this docket was last seen: before the date itself",
        ),
    ],
)
def test_what_became_of_it(case: CaseFile, anonymous: Client, fields: dict[str, Any], words: str) -> None:
    met, changed = fields.pop("met", None), fields.pop("changed", False)
    if met:
        fields["met_by_entry"] = factories.make_filing(case, entry=37, date_filed=met)
    if changed:
        fields["changed_by_entry"] = factories.make_filing(case, entry=41)
    factories.make_deadline(case, **{"due": date(2025, 11, 10)} | fields)
    assert row(anonymous.get(PAGE).text, "answer").endswith(words)


def test_today_is_the_courts_day(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case, due=date(2026, 3, 1))
    text = anonymous.get(PAGE).text
    assert "today is Sat, Feb 28, 2026" in text
    assert "tomorrow" in row(text, "answer")


def test_with_nothing_coming_the_page_says_how_far_it_knows(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case, due=date(2026, 2, 27))
    assert "Nothing is coming that this record knows of." in anonymous.get(PAGE).text
    assert "Nothing of that sort is coming" in anonymous.get(PAGE, {"kind": "deadline"}).text
    assert "is coming" not in anonymous.get(PAGE, {"show": "past"}).text


def test_a_moved_date_links_to_the_row_of_the_new_one(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    moved: dict[str, Any] = {
        "status": "moved",
        "changed_by_entry": motion,
        "moved_to": date(2026, 2, 11),
        "title": "Hearing",
    }
    factories.make_deadline(case, key="first", due=date(2026, 1, 21), **moved)
    second = factories.make_deadline(case, key="second", due=date(2026, 2, 11), title="Hearing")
    text = anonymous.get(PAGE).text
    assert f'<a href="{PAGE}second/">Feb 11, 2026</a>' in text
    assert second.get_absolute_url() == f"{PAGE}second/"
    assert '<tr id="second"' in text


def test_how_a_date_arises(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    counted: dict[str, Any] = {
        "rule": "Civil L.R. 7-3(a)", "trigger_entry": motion, "trigger_date": date(2025, 10, 27), "rule_days": 14,
        "computed_due": date(2025, 11, 10), "inferred_fields": ["rule"], "note": "Our note.",
    }  # fmt: skip
    factories.make_deadline(case, key="agrees", due=date(2025, 11, 10), set_by_entry=motion, **counted)
    factories.make_deadline(case, key="differs", due=date(2025, 11, 12), **counted)
    factories.make_deadline(case, key="unprinted", due=None, **counted)
    factories.make_deadline(case, key="nothing")
    factories.make_deadline(case, key="follows", trigger_entry=motion)
    text = anonymous.get(PAGE).text
    count = "inferred Civil L.R. 7-3(a) : 14 days after Oct 27, 2025 ( 34 ) gives Nov 10, 2025;"
    assert f"Set by 34, Motion to dismiss {count} agrees with the docket" in row(text, "agrees")
    assert f"{count} the docket’s date is 2 days later" in row(text, "differs")
    assert f"{count} the docket prints no date" in row(text, "unprinted")
    assert "how it arises is not known" in row(text, "nothing")
    assert "Follows from 34, Motion to dismiss" in row(text, "follows")
    assert "Our note." in row(text, "agrees")


def test_the_address_filters(case: CaseFile, doe: Appearance, anonymous: Client) -> None:
    factories.make_deadline(case, key="ours", responsible=(doe,))
    factories.make_deadline(case, key="hearing", kind="hearing")
    text = anonymous.get(PAGE, {"kind": "hearing"}).text
    assert '<tr id="hearing"' in text
    assert '<tr id="ours"' not in text
    text = anonymous.get(PAGE, {"side": "plaintiff", "kind": "deadline", "show": "past"}).text
    assert '<tr id="ours"' in text
    assert '<tr id="hearing"' not in text
    assert "1 shown (Past, Deadlines, Plaintiffs)" in text
    assert "No deadline or hearing is like that." in anonymous.get(PAGE, {"side": "court"}).text


@pytest.mark.parametrize("name", ["show", "kind", "side", "state"])
def test_a_bad_filter_is_told_and_filters_nothing(case: CaseFile, anonymous: Client, name: str) -> None:
    factories.make_deadline(case)
    page = anonymous.get(PAGE, {name: "<zz>"})
    assert page.status_code == 200
    assert "“&lt;zz&gt;” is not one of these; all are shown." in page.text
    assert '<tr id="answer"' in page.text


def test_what_a_sealed_filing_alone_states_is_not_told(
    case: CaseFile, motion: Filing, anonymous: Client, sealed_reader: Client
) -> None:
    Filing.objects.filter(pk=motion.pk).update(sealed="full")
    order = factories.make_filing(case, entry=41, title="Open order")
    factories.make_deadline(case, key="set-by-it", set_by_entry=motion)
    factories.make_deadline(case, key="follows-it", trigger_entry=motion)
    factories.make_deadline(case, key="set-by-the-order", set_by_entry=order, trigger_entry=motion)
    factories.make_deadline(case, key="met-by-it", status="met", met_by_entry=motion, due=date(2025, 10, 27))
    text = anonymous.get(PAGE).text
    assert "set-by-it" not in text
    assert "follows-it" not in text
    assert "2 dates set by a sealed filing are not shown." in text
    assert "Motion to dismiss" not in text
    assert "Follows from 34 , sealed" in row(text, "set-by-the-order")
    assert "met by 34 , sealed on that day" in row(text, "met-by-it")
    allowed = sealed_reader.get(PAGE).text
    assert "set-by-it" in allowed
    assert "not shown" not in allowed


def test_a_case_without_dates(case: CaseFile, anonymous: Client) -> None:
    assert "No deadline or hearing is on this record yet." in anonymous.get(PAGE).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_for_three(
    case: CaseFile, doe: Appearance, roe: Appearance, anonymous: Client, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        filing = factories.make_filing(case, entry=number + 1, filers=(doe, roe))
        for status in Deadline.Status.values:
            factories.make_deadline(
                case, key=f"{status}-{number}", status=status, responsible=(doe, roe), trigger_entry=filing,
                set_by_entry=filing, met_by_entry=filing, changed_by_entry=filing,
            )  # fmt: skip
    with django_assert_num_queries(5):
        assert anonymous.get(PAGE).status_code == 200


def test_days_left_are_told_in_calendar_days_and_in_court_days(case: CaseFile, anonymous: Client) -> None:
    # Today is Saturday, February 28; a weekend and no holiday lie before March 9.
    factories.make_deadline(case, due=date(2026, 3, 9), computed_due=date(2026, 3, 9))
    assert "in 9 days 6 court days computed" in row(anonymous.get(PAGE).text, "answer")
    Deadline.objects.update(due=date(2056, 3, 9))
    far = row(anonymous.get(PAGE).text, "answer")
    assert "days" in far
    assert "court days" not in far


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 7), "Sat, Mar 7, 2026 falls on a Saturday"),
        (date(2026, 5, 25), "falls on Memorial Day"),
        (date(2026, 9, 25), "falls on Native American Day (CA)"),
    ],
)
def test_a_date_on_a_closed_day_is_flagged_and_stands(case: CaseFile, anonymous: Client, due: date, words: str) -> None:
    factories.make_deadline(case, due=due)
    assert words in row(anonymous.get(PAGE).text, "answer")


def test_a_closing_that_was_entered_here_is_known(case: CaseFile, anonymous: Client) -> None:
    ClosedDay.objects.create(
        day=date(2026, 3, 9), court_id="cand", effect="inaccessible", why="a storm", source="General Order 1"
    )
    ClosedDay.objects.create(day=date(2026, 3, 10), court_id="nysd", effect="legal_holiday", why="x", source="y")
    factories.make_deadline(case, due=date(2026, 3, 9))
    factories.make_deadline(case, key="other", due=date(2026, 3, 10))
    text = anonymous.get(PAGE).text
    assert "falls on a closing (a storm)" in row(text, "answer")
    assert "falls on" not in row(text, "other")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"state": "satisfied"}, {"met"}),
        ({"state": "extended"}, {"moved"}),
        ({"state": "superseded"}, {"lost"}),
        ({"state": "vacated"}, {"vacated"}),
        ({"state": "computed"}, {"counted"}),
        ({"state": "printed"}, {"bare"}),
        ({"q": "7-3(A)"}, {"counted"}),
        ({"q": "due: LOST"}, {"lost"}),
        ({"q": "ourselves note"}, {"met"}),
        ({"q": "courtroom 7"}, {"vacated"}),
        ({"q": "nothing like it"}, set()),
    ],
)
def test_one_state_or_words_alone(
    case: CaseFile, motion: Filing, anonymous: Client, query: dict[str, str], kept: set[str]
) -> None:
    make = factories.make_deadline
    make(case, key="met", status="met", met_by_entry=motion, note="A note of ourselves.")
    make(case, key="moved", status="moved", changed_by_entry=motion, moved_to=date(2026, 4, 1))
    make(case, key="lost", status="moved", changed_by_entry=motion)
    make(case, key="vacated", status="vacated", changed_by_entry=motion, location="Courtroom 7")
    make(
        case, key="counted", rule="Civil L.R. 7-3(a)", trigger_date=TODAY, rule_days=14, computed_due=date(2025, 11, 15)
    )
    make(case, key="bare")
    text = anonymous.get(PAGE, query).text
    assert set(re.findall(r'<tr id="([^"]+)"', text)) == kept
    named = query.get("q") or ""
    assert not named or f"“{named}”" in text


def test_words_are_looked_for_in_no_filing(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    factories.make_deadline(case, set_by_entry=motion)
    assert '<tr id="answer"' not in anonymous.get(PAGE, {"q": "dismiss"}).text


def test_a_row_links_to_its_page_and_the_list_to_what_is_beside_it(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case)
    factories.make_deadline(case, key="odd / key?")
    text = anonymous.get(PAGE, {"kind": "deadline"}).text
    assert f'<a class="title" href="{PAGE}answer/">Due: answer</a>' in text
    assert f'href="{PAGE}odd%20%2F%20key%3F/"' in text
    assert 'href="/cases/doe-v-roe/deadlines.csv?kind=deadline"' in text
    for address in ("/cases/doe-v-roe/deadlines.ics", "/rules/", "/calculator/"):
        assert f'href="{address}"' in text


def test_open_proposals_are_told_to_editors_alone(
    case: CaseFile, motion: Filing, anonymous: Client, reader: Client
) -> None:
    day = date(2026, 3, 9)
    count = Computation.objects.create(
        case=case, identity="a", rule_id="r", rule_version="v", trigger_entry=motion, trigger_date=day, inputs={},
        safe=day, prevailing=day, latest=day, result={}, digest="d", made_at=factories.NOON,
    )  # fmt: skip
    Proposal.objects.create(case=case, sort="new", identity="a", computation=count, because="x", made_at=factories.NOON)
    clerk = actors.clerk()
    assert "1 proposed date" in row_text(clerk.get(PAGE).text)
    for who in (anonymous, reader):
        assert "proposed date" not in who.get(PAGE).text
    Filing.objects.update(sealed="full")
    assert "proposed date" not in clerk.get(PAGE).text


def row_text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
