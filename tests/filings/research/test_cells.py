from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.research import cells

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "decimal": st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20),
    "float": st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9),
    "boolean": st.booleans(),
    "date": st.dates(),
    "time": st.times(),
    "datetime": st.datetimes(timezones=st.just(UTC)),
    "list": st.lists(st.text() | st.integers() | st.none() | st.booleans()),
    "object": st.dictionaries(st.text(), st.text() | st.integers()),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), is_nullable=st.booleans())
def test_a_value_comes_back_to_the_letter(kind: str, data: st.DataObject, *, is_nullable: bool) -> None:
    value = data.draw(KINDS[kind] | st.none() if is_nullable else KINDS[kind])
    text = cells.written(value, is_nullable=is_nullable)
    text.encode()
    assert kind != "text" or text[:1] not in set("=+-@|%\t\r\n")
    assert cells.read(text, kind, is_nullable=is_nullable) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", "'"),
        ("=1+1", "'=1+1"),
        ("'tis", "''tis"),
        ("5:25-cv-06213", "5:25-cv-06213"),
        (False, "false"),
        (Decimal("2396.000000"), "2396"),
        (Decimal("1E+3"), "1000"),
        (datetime(2026, 1, 15, 12, tzinfo=UTC), "2026-01-15T12:00:00Z"),
        (date(2026, 1, 5), "2026-01-05"),
        (time(9, 30), "09:30:00"),
        (["b", "a"], '["b","a"]'),
        (["half \ud800 §"], '["half \\ud800 \\u00a7"]'),
        ({"b": 1, "a": "§"}, '{"a":"§","b":1}'),
    ],
)
def test_a_value_has_one_text(value: Any, text: str) -> None:
    assert cells.written(value, is_nullable=True) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text", "=1+1"), ("text", "a\0b"), ("integer", "007"), ("integer", "1e3"), ("integer", "９"), ("integer", ""),
        ("integer", "9" * 5000), ("decimal", "1E+999999"), ("decimal", "1.0"), ("float", "nan"), ("boolean", "TRUE"),
        ("date", "20260105"), ("time", "9:30"), ("datetime", "2026-01-15T12:00:00+01:00"),
        ("datetime", "2026-01-15T12:00:00"), ("list", "{}"), ("list", "[ 1]"), ("object", "[]"), ("list", "[" * 99999),
        ("list", "[NaN]"),
    ],
)  # fmt: skip
def test_a_cell_that_no_bundle_has_is_refused(kind: str, text: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.read(text, kind, is_nullable=False)
