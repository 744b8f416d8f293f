from datetime import UTC, datetime
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.models import Filing, Import
from tests import factories

BEGAN = datetime(2026, 11, 1, 20, tzinfo=UTC)


def at(day: int, hour: int = 20, minute: int = 0) -> datetime:
    """A moment of November 2026; hour 20 is noon at the court."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def save(record: Any, when: datetime, *, by: Any = None, reason: str | None = None, **fields: Any) -> Any:
    """Saves it as by that hand at that time."""
    for name, value in fields.items():
        setattr(record, name, value)
    record._history_date, record._history_user, record._change_reason = when, by, reason
    record.save()
    return record


def remove(record: Any, when: datetime, *, by: Any = None, reason: str | None = None) -> None:
    record._history_date, record._history_user, record._change_reason = when, by, reason
    record.delete()


def written(record: Any, when: datetime, *, by: Any = None, reason: str | None = None) -> Any:
    """As if all that the history has of it had been written so."""
    record.history.update(history_date=when, history_user=by, history_change_reason=reason)
    return record


def imported(
    case: CaseFile, *, when: datetime, by: Any = None, filename: str = "strike3.html", **fields: Any
) -> Import:
    return Import.objects.create(
        **{
            "case": case, "kind": "docket-report", "filename": filename, "sha256": "0" * 64, "size": 1, "sheet": {},
            "state": "merged", "uploaded_at": when, "merged_at": when, "merged_by": by,
        }
        | fields
    )  # fmt: skip


@pytest.fixture
def kept(case: CaseFile) -> CaseFile:
    """A case that began on Nov 1, 2026 with entry 1, each by a hand without a name."""
    written(case, BEGAN)
    written(factories.make_filing(case, entry=1, title="Complaint", kind="complaint"), BEGAN)
    return case


def entry(case: CaseFile, number: int) -> Filing:
    return case.filings.get(entry=number)
