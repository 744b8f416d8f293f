"""Held files on disk, by the SHA-256 of their bytes: the same paper twice is one file."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO, NamedTuple

from django.conf import settings

BLOCK = 1 << 20  # bytes


class Stored(NamedTuple):
    sha256: str
    size: int  # bytes


class TooLarge(Exception):
    """The file is larger than this site takes; the message is the sentence to show."""


def folder() -> Path:
    return Path(settings.CASEFILES_DATA_DIR) / "files"


def path_of(sha256: str) -> Path:
    return folder() / sha256[:2] / f"{sha256}.pdf"


def sha256_of(upload: IO[bytes]) -> str:
    """The SHA-256 of the bytes, of which nothing is kept."""
    upload.seek(0)
    found = hashlib.sha256()
    while block := upload.read(BLOCK):
        found.update(block)
    return found.hexdigest()


def check_size(size: int) -> None:
    """Raises TooLarge."""
    if size > settings.CASEFILES_LARGEST_FILE:
        raise TooLarge(f"The file is larger than {settings.CASEFILES_LARGEST_FILE >> 20} MiB.")


def store(upload: IO[bytes]) -> Stored:
    """Copies the bytes into place, under the name that they give themselves.

    Written beside its place, flushed to the disk and then renamed: whoever dies on the way leaves no half file under a
    whole file's name. Raises TooLarge.
    """
    folder().mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder(), prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            upload.seek(0)
            while block := upload.read(BLOCK):
                size += len(block)
                check_size(size)
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        place = path_of(digest.hexdigest())
        place.parent.mkdir(exist_ok=True)
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Stored(digest.hexdigest(), size)
