"""The files of a folder and of the folders in it: which are to be taken in, and why the others are not. Pure."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from filings.reading.faults import Fault
from filings.reading.intake import HEADER_WITHIN, check_first_bytes

ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


class NotTaken(Exception):
    """The file is not taken in; the message is the sentence to show."""


@dataclass(frozen=True)
class Found:
    """`name`: its place in the folder, fit to be shown and stored. `problem`: the sentence why it is not opened."""

    path: str
    name: str
    problem: str = ""


def files_in(folder: Path) -> Iterator[Found]:
    """In the order of their names; nothing is opened, and no link is followed."""
    top = os.path.realpath(folder)
    closed: list[OSError] = []
    for place, folders, files in os.walk(top, onerror=closed.append):
        folders.sort()
        # A link to a folder stands among the folders, and is not walked into.
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted([*links, *files]):
            path = os.path.join(place, name)
            yield Found(path, shown(os.path.relpath(path, top)), _problem(path, top))
    for fault in closed:
        yield Found(fault.filename, shown(os.path.relpath(fault.filename, top)), unreadable(fault))


def _problem(path: str, top: str) -> str:
    try:
        mode = os.lstat(path).st_mode
    except OSError as fault:
        return unreadable(fault)
    if stat.S_ISLNK(mode):
        is_inside = os.path.realpath(path).startswith(os.path.join(top, ""))
        return "A link is not followed" + ("." if is_inside else "; this one leads out of the folder.")
    if not stat.S_ISREG(mode):
        return "It is no file but a pipe, a socket or a device, so it was not opened."
    return ""


def opened(found: Found) -> IO[bytes]:
    """Whatever stands there by now: a link raises OSError, and a pipe does not make us wait. Raises NotTaken."""
    handle = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotTaken("It is no file any more.")
    return os.fdopen(handle, "rb")


def unreadable(fault: OSError) -> str:
    return f"It cannot be read: {(fault.strerror or str(fault)).lower()}."


def check(upload: IO[bytes], name: str) -> None:
    """Raises NotTaken for what is no PDF, by its name and its first bytes. A damaged one is one."""
    lowered = name.lower()
    if lowered.endswith(ARCHIVES):
        raise NotTaken("An archive is not opened. Unpack it, and take in what was in it.")
    upload.seek(0)
    beginning = upload.read(HEADER_WITHIN)
    upload.seek(0)
    if ".pdf" not in lowered:
        if b"%PDF-" not in beginning[:1024]:
            raise NotTaken("It is no PDF, so it was skipped.")
        return
    try:
        check_first_bytes(beginning)
    except Fault as fault:
        raise NotTaken(fault.sentence) from fault


def shown(name: str) -> str:
    """A name without what is no text: bytes that are no UTF-8, line ends and other controls."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
