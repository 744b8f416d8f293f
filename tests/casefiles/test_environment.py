"""What the environment may set: each value that is not understood stops the start with a sentence that names it."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from casefiles import environment


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("true", True), ("on", True), ("0", False), ("false", False), ("off", False), (" On ", True)],
)
def test_booleans(written: str, meant: bool) -> None:
    assert environment.boolean({"HTTPS": written}, "HTTPS", default=not meant) is meant


@pytest.mark.parametrize("default", [True, False])
def test_a_boolean_that_is_not_set_has_its_default(default: bool) -> None:
    assert environment.boolean({}, "HTTPS", default=default) is default


@pytest.mark.parametrize("written", ["", "yes", "no", "2", "ture", "none"])
def test_a_bad_boolean_stops_the_start(written: str) -> None:
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.boolean({"HTTPS": written}, "HTTPS", default=False)
    assert str(stopped.value) == f"HTTPS is {written!r}; write one of 1, 0, true, false, on, off."


def port(written: str | None) -> int:
    environ = {} if written is None else {"PORT": written}
    return environment.integer(environ, "PORT", default=8000, least=1, most=65535)


@pytest.mark.parametrize(("written", "meant"), [(None, 8000), ("1", 1), ("8100", 8100), ("65535", 65535)])
def test_whole_numbers(written: str | None, meant: int) -> None:
    assert port(written) == meant


@pytest.mark.parametrize("written", ["", "0", "65536", "-1", "8e3", "80.5", "http", "٣", "²", " 80"])
def test_a_bad_whole_number_stops_the_start(written: str) -> None:
    with pytest.raises(ImproperlyConfigured) as stopped:
        port(written)
    assert str(stopped.value) == f"PORT is {written!r}; write a whole number from 1 to 65535."


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (None, ["localhost"]),
        ("files.example", ["files.example"]),
        (" a.example , b.example,", ["a.example", "b.example"]),
    ],
)
def test_host_names(written: str | None, meant: list[str]) -> None:
    environ = {} if written is None else {"ALLOWED_HOSTS": written}
    assert environment.names(environ, "ALLOWED_HOSTS", default=["localhost"]) == meant


@pytest.mark.parametrize("written", ["", " ", ",", " , "])
def test_no_host_name_at_all_stops_the_start(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS is empty; write host names"):
        environment.names({"ALLOWED_HOSTS": written}, "ALLOWED_HOSTS", default=["localhost"])


@pytest.mark.parametrize(
    "written", [None, "sqlite:///var/casefiles.sqlite3", "postgres://u:p@db/cases", "postgresql://u:p@db/cases"]
)
def test_database_addresses(written: str | None) -> None:
    assert environment.database_address({} if written is None else {"DATABASE_URL": written}) == written


@pytest.mark.parametrize("written", ["", "mysql://u:p@db/cases", "var/casefiles.sqlite3", "db", "http://db/"])
def test_another_database_stops_the_start(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must begin with"):
        environment.database_address({"DATABASE_URL": written})


def test_known_names_pass() -> None:
    environment.refuse_unknown_names(
        dict.fromkeys(environment.OUR_NAMES, "") | {"PATH": "", "DEBUG": "", "casefiles_x": ""}
    )


@pytest.mark.parametrize("name", ["CASEFILES_PUBLIC", "CASEFILES_PUBLIC_READ_", "CASEFILES_"])
def test_an_unknown_name_of_ours_stops_the_start(name: str) -> None:
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.refuse_unknown_names({name: "1"})
    assert str(stopped.value).startswith(f"{name} is not a setting of this project; known are CASEFILES_API_LIMIT, ")


def test_a_secret_key_that_is_given(tmp_path: Path) -> None:
    given = "k" * 32
    assert environment.secret_key({"SECRET_KEY": given}, tmp_path) == given
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["", "short", "k" * 31])
def test_a_short_secret_key_stops_the_start(given: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is too short; it needs 32"):
        environment.secret_key({"SECRET_KEY": given}, tmp_path)


def test_a_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    made = environment.secret_key({}, folder)
    assert len(made) >= 50
    assert environment.secret_key({}, folder) == made
    assert [path.name for path in folder.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_of_two_processes_that_start_at_once_the_first_key_stands(tmp_path: Path, monkeypatch: Any) -> None:
    def first(*_: object) -> None:
        (tmp_path / "secret_key").write_text("the key of the other process")
        raise FileExistsError

    monkeypatch.setattr(os, "link", first)
    assert environment.secret_key({}, tmp_path) == "the key of the other process"
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def start(**environ: str) -> subprocess.CompletedProcess[str]:
    """The settings, read in a process of their own as a start reads them."""
    folder = str(settings.CASEFILES_DATA_DIR)
    return subprocess.run(
        [sys.executable, "-c", "import casefiles.settings"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "CASEFILES_DATA_DIR": folder} | environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_settings_start_with_nothing_set() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CASEFILES_PUBLIC_REED", "on", "CASEFILES_PUBLIC_REED is not a setting"),
        ("CASEFILES_PUBLIC_READ", "maybe", "CASEFILES_PUBLIC_READ is 'maybe'"),
        ("DEBUG", "yes", "DEBUG is 'yes'"),
        ("HTTPS", "2", "HTTPS is '2'"),
        ("PORT", "eighty", "PORT is 'eighty'"),
        ("ALLOWED_HOSTS", " ", "ALLOWED_HOSTS is empty"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must begin"),
        ("SECRET_KEY", "short", "SECRET_KEY is too short"),
    ],
)
def test_a_bad_value_stops_the_start(name: str, value: str, sentence: str) -> None:
    stopped = start(**{name: value})
    assert stopped.returncode != 0
    assert sentence in stopped.stderr
