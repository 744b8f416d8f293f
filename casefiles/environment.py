"""What the environment may set, read strictly: a name or a value that is not understood stops the start with a sentence."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BOOLEANS = {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}
OUR_NAMES = {
    "CASEFILES_API_LIMIT", "CASEFILES_API_TOKEN_LIMIT", "CASEFILES_DATA_DIR", "CASEFILES_PICTURE_CACHE", "CASEFILES_PROXIES",
    "CASEFILES_PUBLIC_READ", "CASEFILES_SHARED",
}  # fmt: skip


def refuse_unknown_names(environ: Mapping[str, str]) -> None:
    for name in sorted(environ):
        if name.startswith("CASEFILES_") and name not in OUR_NAMES:
            raise ImproperlyConfigured(
                f"{name} is not a setting of this project; known are {', '.join(sorted(OUR_NAMES))}."
            )


def boolean(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name)
    if value is None:
        return default
    try:
        return BOOLEANS[value.strip().lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of 1, 0, true, false, on, off.") from None


def integer(environ: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    value = environ.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {least} to {most}.")
    return int(value)


def names(environ: Mapping[str, str], name: str, *, default: list[str]) -> list[str]:
    value = environ.get(name)
    if value is None:
        return default
    found = [part.strip() for part in value.split(",") if part.strip()]
    if not found:
        raise ImproperlyConfigured(f"{name} is empty; write host names with commas between them.")
    return found


def database_address(environ: Mapping[str, str]) -> str | None:
    value = environ.get("DATABASE_URL")
    if value is None:
        return None
    if urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:///, postgres:// or postgresql://.")
    return value


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """SECRET_KEY, or a key made once and kept in the data folder, readable by its owner alone."""
    given = environ.get("SECRET_KEY")
    if given is not None:
        if len(given) < 32:
            raise ImproperlyConfigured("SECRET_KEY is too short; it needs 32 characters or more.")
        return given
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = folder / f".secret_key.{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(50))
        try:
            os.link(mine, path)  # fails where another process was first: its key stands
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_text().strip()
