"""Data that lies beside the project and cannot be shipped with it: real people's papers, for one."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def shared(*parts: str) -> Path:
    """A file or folder of the shared data: at CASEFILES_SHARED, else beside the project. Skips where it is absent."""
    folder = Path(os.environ.get("CASEFILES_SHARED") or PROJECT.parent / "shared")
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"The shared data {'/'.join(parts)} is not here: set CASEFILES_SHARED to its folder.")
    return path
