"""Limits: each reader has their own, over all processes; who is over is told when to come back."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile, User
from filings.api import limits
from filings.api.actions import make_token
from tests import factories
from tests.contracts.source import ROOT as FOLDER
from tests.filings.api.asking import CASE, refused

NOW = 1_800_000_010.0  # ten seconds into a minute


@pytest.fixture(autouse=True)
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CASEFILES_API_LIMIT, settings.CASEFILES_API_TOKEN_LIMIT = 2, 3
    real = limits.count
    monkeypatch.setattr("filings.api.readers.count", lambda who, *, limit, now: real(who, limit=limit, now=NOW))


def statuses(client: Client, times: int, **headers: str) -> list[int]:
    return [client.get(CASE, headers=headers).status_code for _ in range(times)]


def test_strangers_have_a_limit_by_address(case: CaseFile) -> None:
    one, other = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    response = one.get(CASE)
    told_of = {name: response[f"RateLimit-{name}"] for name in ("Limit", "Remaining", "Reset")}
    assert told_of == {"Limit": "2", "Remaining": "1", "Reset": "50"}
    assert statuses(one, 2) == [200, 429]
    assert statuses(other, 3) == [200, 200, 429]
    assert "Wait 50 seconds" in refused(one, CASE, 429)
    assert one.get(CASE)["Retry-After"] == "50"
    # Whatever is refused counts as well.
    third = Client(REMOTE_ADDR="192.0.2.3")
    assert [third.post(CASE).status_code, third.get(CASE + "x").status_code, third.get(CASE).status_code] == [
        405,
        404,
        429,
    ]


def test_a_token_has_its_own_and_a_wrong_one_its_address(case: CaseFile, reader: Client) -> None:
    by = User.objects.get()
    first, second = (make_token(by=by, name=name, now=factories.NOON) for name in "ab")
    assert statuses(Client(), 4, authorization=f"Bearer {first}") == [200, 200, 200, 429]
    assert statuses(Client(), 1, authorization=f"Bearer {second}") == [200]
    assert statuses(reader, 4) == [200, 200, 200, 429]
    assert statuses(Client(), 3, authorization="Bearer nonsense") == [401, 401, 429]
    assert statuses(Client(), 1) == [429]


def test_a_whole_network_of_ipv6_is_one_reader_and_a_name_is_none(case: CaseFile, settings: Any) -> None:
    assert statuses(Client(REMOTE_ADDR="2001:db8::1"), 2) == [200, 200]
    assert statuses(Client(REMOTE_ADDR="2001:db8::2"), 1) == [429]
    assert statuses(Client(REMOTE_ADDR=""), 1) == [200]


def test_behind_a_proxy_the_address_it_wrote_down_counts(case: CaseFile, settings: Any) -> None:
    made_up = {"X-Forwarded-For": "198.51.100.9, 192.0.2.1"}
    assert statuses(Client(REMOTE_ADDR="10.0.0.1"), 2, **made_up) == [200, 200]
    assert statuses(Client(REMOTE_ADDR="10.0.0.1"), 1) == [429]  # without a proxy of ours the header is anybody's word
    settings.CASEFILES_PROXIES = 1
    assert statuses(Client(REMOTE_ADDR="10.0.0.1"), 2, **made_up) == [200, 200]
    assert statuses(Client(REMOTE_ADDR="10.0.0.1"), 1, **{"X-Forwarded-For": "203.0.113.5, 192.0.2.1"}) == [429]


def test_no_limit_is_none(case: CaseFile, settings: Any) -> None:
    settings.CASEFILES_API_LIMIT = 0
    assert statuses(Client(), 5) == [200] * 5
    assert "RateLimit-Limit" not in Client().get(CASE)


def test_the_next_minute_begins_anew_and_the_last_is_forgotten(data_folder: Path) -> None:
    assert [limits.count("a", limit=9, now=NOW).made for _ in range(2)] == [1, 2]
    later = limits.count("b", limit=9, now=NOW + 50)
    assert (later.made, later.reset) == (1, 60)
    assert limits.count("a", limit=9, now=NOW + 50).made == 1
    limits.count("c", limit=9, now=NOW + 110)
    with sqlite3.connect(data_folder / limits.FILE) as counts:
        assert counts.execute("SELECT who FROM counts").fetchall() == [("c",)]
    counts.close()


def test_a_damaged_file_is_begun_anew(data_folder: Path) -> None:
    (data_folder / limits.FILE).write_bytes(b"nonsense" * 100)
    assert [limits.count("a", limit=9, now=NOW).made for _ in range(3)] == [1, 1, 2]


def test_processes_count_together(data_folder: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from filings.api.limits import count\n"
        f"for _ in range(100): count('a', limit=999, now={NOW})\n"
    )
    environment = os.environ | {"CASEFILES_DATA_DIR": str(data_folder), "DJANGO_SETTINGS_MODULE": "casefiles.settings"}
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=FOLDER, env=environment) for _ in range(2)]
    assert [one.wait(60) for one in running] == [0, 0]
    assert limits.count("a", limit=999, now=NOW).made == 201
