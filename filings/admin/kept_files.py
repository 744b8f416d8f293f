"""Files that came with a form which was not accepted. A browser forgets them; they are kept for a day, for whoever sent
them, so that nobody picks them a second time.
"""

import secrets
import shutil
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from django.conf import settings
from django.core import signing

from casefiles.models import User

KEPT_SECONDS = 24 * 60 * 60
SALT = "kept-files"


class Kept(NamedTuple):
    path: Path
    filename: str


class Gone(Exception):
    """The file was kept too long ago, or for somebody else."""


def folder() -> Path:
    return Path(settings.CASEFILES_DATA_DIR) / "kept"


def keep(upload: IO[bytes], *, filename: str, by: User, now: datetime) -> str:
    """A token for the form to carry; it serves nobody but who sent the file."""
    folder().mkdir(parents=True, exist_ok=True)
    _forget_old(now)
    name = secrets.token_hex(16)
    upload.seek(0)
    place = folder() / name
    place.touch(mode=0o600, exist_ok=False)
    with place.open("wb") as out:
        shutil.copyfileobj(upload, out)
    return signing.dumps({"name": name, "filename": filename, "by": by.pk}, salt=SALT)


def find(token: str, *, by: User) -> Kept:
    """Raises Gone."""
    try:
        said = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as fault:
        raise Gone from fault
    path = folder() / said["name"]
    if said["by"] != by.pk or not path.is_file():
        raise Gone
    return Kept(path, said["filename"])


def _forget_old(now: datetime) -> None:
    for path in folder().iterdir():
        if path.stat().st_mtime < now.timestamp() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
