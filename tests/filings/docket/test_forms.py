"""The form of a filing, away from its page: what it says of dates and numbers. tests/filings/admin drives the whole page."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.forms import modelform_factory

from casefiles.models import CaseFile
from filings.docket.forms import FilingForm, us_date
from filings.docket.models import Filing
from tests import factories

FIELDS = ["case", "entry", "date_filed", "date_entered", "kind", "title"]


def form(case: CaseFile, *, now: datetime = datetime(2025, 10, 28, 3, tzinfo=UTC), **typed: Any) -> Any:
    made: Any = modelform_factory(Filing, form=FilingForm, fields=FIELDS)
    made.now = now
    return made({"case": case.pk, "date_filed": "2025-10-27", "kind": "motion", "title": "A motion"} | typed)


def test_it_takes_a_plain_motion(case: CaseFile) -> None:
    assert form(case, entry="34").is_valid()


@pytest.mark.parametrize(("zone", "taken"), [("America/Los_Angeles", False), ("Asia/Tokyo", True)])
def test_today_is_the_courts_today(case: CaseFile, zone: str, taken: bool) -> None:
    case.timezone = zone
    case.save()
    assert form(case, date_filed="2025-10-28").is_valid() is taken


def test_without_a_case_it_judges_neither_date_nor_number(db: None) -> None:
    factories.make_filing(factories.make_case(), entry=34)
    said = form(CaseFile(pk=0), entry="34", date_filed="2999-01-01")
    assert list(said.errors) == ["case"]


def test_the_box_for_a_number_used_twice_shows_only_where_it_is(case: CaseFile) -> None:
    factories.make_filing(case, entry=34)
    free, taken, said = form(case, entry="35"), form(case, entry="34"), form(case, entry="34", used_twice="on")
    assert [one.is_valid() for one in (free, taken, said)] == [True, False, True]
    assert [one["used_twice"].is_hidden for one in (free, taken, said)] == [True, False, False]
    assert taken["used_twice"].label == "The court used number 34 twice"


def test_dates_read_as_us_lawyers_write_them() -> None:
    assert us_date(date(2025, 11, 9)) == "Nov 9, 2025"
