from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Q, Value

from casefiles.models import CaseFile
from casefiles.prepared import Prepared, PreparedRecords, moment_of
from filings.models import Filing
from tests import factories

by_numbers = Prepared(lambda ids: Filing.objects.filter(pk__in=ids).order_by("pk").values_list("key", "by_court"))


def test_values_take_the_place_of_the_stand_ins(case: CaseFile) -> None:
    first, second = factories.make_filing(case, entry=1), factories.make_filing(case, entry=2, by_court=True)
    query = Prepared(
        lambda pk, key: Filing.objects.filter(Q(pk=pk) | Q(key=key), sealed="none").order_by("pk").values_list("key")
    )
    assert query(first.pk, "2") == [("1",), ("2",)]
    assert query(second.pk, "nothing") == [("2",)]


def test_a_list_may_have_any_length(case: CaseFile) -> None:
    filings = [factories.make_filing(case, entry=entry) for entry in range(1, 12)]
    for length in (0, 1, 2, 3, 7, 11):
        assert len(by_numbers([filing.pk for filing in filings[:length]])) == length


def test_a_list_longer_than_any_prepared_one_still_works(case: CaseFile) -> None:
    filing = factories.make_filing(case)
    assert len(by_numbers([*range(10**6, 10**6 + 1100), filing.pk])) == 1


def test_truth_and_days_come_as_such(case: CaseFile) -> None:
    filing = factories.make_filing(case, by_court=True)
    query = Prepared(lambda pk: Filing.objects.filter(pk=pk).values_list("by_court", "date_filed", "date_entered"))
    assert query(filing.pk) == [(True, date(2025, 7, 1), None)]


def test_the_sql_is_written_once(case: CaseFile) -> None:
    asked = []

    def build(pk: int) -> Any:
        asked.append(pk)
        return Filing.objects.filter(pk=pk).values_list("key")

    query = Prepared(build)
    for entry in (1, 2, 3):
        query(factories.make_filing(case, entry=entry).pk)
    assert len(asked) == 1


def test_a_prepared_record_is_the_record(case: CaseFile) -> None:
    case.inferred_fields = ["cause"]
    case.save()
    found = PreparedRecords(CaseFile, lambda slug: CaseFile.objects.filter(slug=slug))(case.slug)[0]
    expected = CaseFile.objects.get(pk=case.pk)
    for field in CaseFile._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(expected, field.attname), field.name
    assert found == expected
    assert not found._state.adding


def test_what_is_annotated_comes_along(case: CaseFile) -> None:
    query = PreparedRecords(CaseFile, lambda pk: CaseFile.objects.filter(pk=pk).annotate(extra=Value(7)))
    assert [getattr(found, "extra", None) for _ in range(2) for found in query(case.pk)] == [7, 7]


@pytest.mark.parametrize("slug", ["nowhere", "'; DROP TABLE x; --", "100%s"])
def test_a_word_is_a_value_and_never_sql(case: CaseFile, slug: str) -> None:
    assert PreparedRecords(CaseFile, lambda slug: CaseFile.objects.filter(slug=slug))(slug) == []


def test_a_moment_is_a_value_and_comes_back_aware(case: CaseFile) -> None:
    query = Prepared(
        lambda since, pk: (
            CaseFile.history.filter(history_date__gte=since, id=pk).order_by("history_id").values_list("history_date")
        )
    )
    written = case.history.get().history_date
    assert [moment_of(when) for (when,) in query(written, case.pk)] == [written]
    assert query(written + timedelta(microseconds=1), case.pk) == []
    assert query(written.astimezone(ZoneInfo("America/Los_Angeles")), case.pk) != []
    assert moment_of("2026-11-03 20:00:00.123456") == datetime(2026, 11, 3, 20, 0, 0, 123456, tzinfo=UTC)


def test_a_day_is_asked_for_as_such(case: CaseFile) -> None:
    for entry, day in ((1, date(2025, 7, 1)), (2, date(2025, 7, 2))):
        factories.make_filing(case, entry=entry, date_filed=day)
    query = Prepared(
        lambda case, first, last: (
            Filing.objects.filter(case=case, date_filed__gte=first, date_filed__lt=last)
            .order_by("pk")
            .values_list("key")
        )
    )
    assert query(case.pk, date(2025, 7, 1), date(2025, 7, 2)) == [("1",)]
    assert query(case.pk, date.min, date.max) == [("1",), ("2",)]
