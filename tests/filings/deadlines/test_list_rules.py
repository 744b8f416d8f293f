"""`manage.py list_rules`: the rules, a version a line, or as JSON."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command

from filings.deadlines.rulebook import rulebook


def listed(*args: str) -> str:
    out = StringIO()
    call_command("list_rules", *args, stdout=out)
    return out.getvalue()


def as_json() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(listed("--json"))
    return told


def test_each_version_is_a_line() -> None:
    lines = listed().splitlines()
    assert len(lines) == sum(1 for _ in rulebook())
    assert "cand.civlr.7-3.c  2011-07-21..  7 days after  Reply" in lines
    assert "frcp.62.a  2009-12-01..2018-11-30  14 days after  The automatic stay ends  unchecked" in lines


def test_each_version_is_an_object_with_all_that_the_file_says() -> None:
    told = as_json()
    assert [(one["id"], one["version"]) for one in told] == [(rule.id, rule.version) for rule in rulebook()]
    (waiver,) = (one for one in told if one["id"] == "frcp.12.a.1.A.ii")
    assert waiver["period"] == {"n": 60, "unit": "day", "direction": "after"}
    assert waiver["trigger"] == {"event": "waiver.sent", "rule": None, "only": [], "unless": [], "first": None}
    assert waiver["inputs"] == ["served_abroad"]
    assert waiver["branches"][0]["period"]["n"] == 90
    assert waiver["confidence"]["checked"] == "2026-11-22"
    assert waiver["service_days"] is False
    assert waiver["extendable"] is True


def test_what_was_not_read_is_unchecked() -> None:
    assert {one["confidence"]["status"] for one in as_json() if one["unchecked"]} == {"secondary", "memory"}
    assert {one["confidence"]["status"] for one in as_json() if not one["unchecked"]} == {"official", "applied"}
