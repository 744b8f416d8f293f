"""`python -m tests.filings.reading.engines FILE...`: the names of those out of which pypdfium2 or pypdf alone gets a letter or
digit, as a JSON list. Each engine reads each file in a forked child with 1 GiB and 5 seconds, up to the first page with text.
"""

import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pypdfium2

MOST_PAGES = 8
SECONDS = 5


def by_pdfium(path: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    for number in range(min(len(document), MOST_PAGES)):
        yield document[number].get_textpage().get_text_range()


def by_pypdf(path: Path) -> Iterator[str]:
    document = pypdf.PdfReader(path)
    if document.is_encrypted:
        document.decrypt("")
    for number in range(min(len(document.pages), MOST_PAGES)):
        try:
            yield document.pages[number].extract_text()
        except Exception:
            continue


def reads(engine: Callable[[Path], Iterator[str]], path: Path) -> bool:
    """False also where the engine fails, hangs or dies."""
    pid = os.fork()
    if not pid:
        found = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.alarm(SECONDS)
            found = int(not any(character.isalnum() for text in engine(path) for character in text))
        finally:
            os._exit(found)
    return os.waitpid(pid, 0)[1] == 0


def main(paths: list[Path]) -> None:
    logging.disable()
    found = [path.name for path in paths if any(reads(engine, path) for engine in (by_pdfium, by_pypdf))]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    main([Path(path) for path in sys.argv[1:]])
