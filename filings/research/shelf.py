"""A folder that says it is a bundle: what may be in it, and whether it is what its checksums say. Pure.

It may come from anybody: no link is followed, no path leads out of it, nothing is read without a bound.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from filings.research.refusing import Refused

CHECKSUMS, PACKAGE = "checksums.sha256", "datapackage.json"
FORMAT = "casefiles-bundle/1"
LINE = re.compile(r"([0-9a-f]{64})  ((?:data/)?[A-Za-z0-9_]+\.[a-z0-9]+)")
MOST_FILES = 200
LARGEST_LIST = 1 << 16
LARGEST_PACKAGE = 64 << 20
BLOCK = 1 << 20


def checked(folder: Path) -> str:
    """Raises Refused unless the folder holds what its checksums say and nothing else; the slug of its case."""
    for path, digest in listed(folder).items():
        found = hashlib.sha256()
        with opened(folder, path) as file:
            while block := file.read(BLOCK):
                found.update(block)
        if found.hexdigest() != digest:
            raise Refused(f"{path} is not what the bundle was made with: its checksum differs.")
    return slug_of(folder)


def listed(folder: Path) -> dict[str, str]:
    """Path and SHA-256 of each file by the list of the bundle. Raises Refused where other files are there, or are not."""
    there = set(_walk(folder))
    if CHECKSUMS not in there:
        raise Refused(f"{folder} is no bundle: {CHECKSUMS} is missing.")
    sums: dict[str, str] = {}
    for number, line in enumerate(_text(folder, CHECKSUMS, LARGEST_LIST).splitlines(), 1):
        match = LINE.fullmatch(line)
        if match is None or match[2] in sums:
            raise Refused(f"{CHECKSUMS}, line {number}: this is no checksum of a file of a bundle.")
        sums[match[2]] = match[1]
    wanted = {*sums, CHECKSUMS}
    if lost := sorted(wanted - there):
        raise Refused(f"{lost[0]} is missing: the bundle is not whole.")
    if foreign := sorted(there - wanted):
        raise Refused(f"{foreign[0]!a} is no part of the bundle: its checksums do not name it.")
    if PACKAGE not in sums:
        raise Refused(f"{PACKAGE} is missing: the bundle is not whole.")
    return sums


def slug_of(folder: Path) -> str:
    """The slug of the case that the bundle is of. Raises Refused."""
    try:
        package = json.loads(_text(folder, PACKAGE, LARGEST_PACKAGE))
        form, slug = package["casefiles"]["format"], package["name"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Refused(f"{PACKAGE} describes no bundle of a case.") from fault
    if form != FORMAT or not isinstance(slug, str):
        raise Refused(f"{PACKAGE} is of the format {str(form)[:60]!a}; this program reads {FORMAT}.")
    return slug


def opened(folder: Path, path: str) -> BinaryIO:
    """The file, open for its bytes; a link is refused even if it came after the look at the folder."""
    try:
        return os.fdopen(os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
    except OSError as fault:
        raise Refused(f"{path} cannot be read: {fault.strerror}.") from fault


def _walk(folder: Path) -> Iterator[str]:
    """The files in the folder and in data/. Raises Refused for links, for what is no file, and for too many."""
    count = 0
    try:
        for place, under in ((folder, ""), (folder / "data", "data/")):
            if place.is_symlink() or not place.is_dir():
                raise Refused(f"{place} is no folder.")
            with os.scandir(place) as entries:
                for entry in entries:
                    count += 1
                    if count > MOST_FILES:
                        raise Refused(f"{folder} holds more files than a bundle has.")
                    if entry.is_dir(follow_symlinks=False) and not under and entry.name == "data":
                        continue
                    if not entry.is_file(follow_symlinks=False):
                        raise Refused(
                            f"{under}{entry.name!a} is a link, a folder or the like; a bundle has only files."
                        )
                    yield under + entry.name
    except OSError as fault:
        raise Refused(f"{folder} cannot be read: {fault.strerror}.") from fault


def _text(folder: Path, path: str, most: int) -> str:
    with opened(folder, path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Refused(f"{path} is larger than that of any bundle.")
    try:
        return data.decode()
    except UnicodeDecodeError as fault:
        raise Refused(f"{path} is not text in UTF-8.") from fault
