"""A bundle as a folder: written beside its place and renamed, so that what stands there is whole."""

import os
import shutil
import tempfile
from pathlib import Path

from casefiles.models import CaseFile
from filings.research.packing import files, snapshot
from filings.research.refusing import Refused
from filings.research.shelf import CHECKSUMS, PACKAGE, listed, slug_of


def export(case: CaseFile, folder: Path) -> int:
    """Writes the bundle of the case; how many files. An older bundle of it gives way. Raises Refused, OSError."""
    folder = folder.absolute()
    check_place(case, folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # What a run leaves that was killed starts with a dot and ends in .part: nobody takes it for a bundle.
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        count = _write(case, part)
        part.chmod(0o755)
        _put(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return count


def check_place(case: CaseFile, folder: Path) -> None:
    """Raises Refused where something stands that is not an older bundle of this case."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(f"{folder} is there already and is no folder.")
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / CHECKSUMS).is_file() or not (folder / PACKAGE).is_file():
        raise Refused(f"{folder} is not empty and holds no bundle: choose another folder.")
    try:
        listed(folder)
        slug = slug_of(folder)
    except Refused as refused:
        raise Refused(f"{folder} is not empty, and what it holds is no whole bundle. {refused}") from refused
    if slug != case.slug:
        raise Refused(f"{folder} holds a bundle of another case, {slug}.")


def _write(case: CaseFile, part: Path) -> int:
    count = 0
    with snapshot():
        for path, pieces in files(case):
            target = part / path
            target.parent.mkdir(exist_ok=True)
            with target.open("xb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            count += 1
    return count


def _put(part: Path, folder: Path) -> None:
    """The new one takes the place; between the two steps the old one is whole beside it."""
    if not folder.exists():
        part.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".old", dir=folder.parent))
    folder.rename(old)
    part.rename(folder)
    shutil.rmtree(old)
