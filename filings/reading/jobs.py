"""The jobs a child of the workshop can do: JSON in, JSON objects and blobs out."""

import contextlib
import tempfile
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any


def _small_paper() -> bytes:
    """One page in the fonts that papers name without bringing them along."""
    fonts = ("Times-Roman", "Times-Bold", "Helvetica", "Courier")
    drawn = " ".join(
        f"BT /F{n} 12 Tf 72 {720 - 20 * n} Td (Case No. {n}, Document {n}) Tj ET" for n in range(len(fonts))
    )
    packed = zlib.compress(drawn.encode())
    named = " ".join(f"/F{n} << /Type /Font /Subtype /Type1 /BaseFont /{font} >>" for n, font in enumerate(fonts))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << "
        + named.encode()
        + b" >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >> stream\n" % len(packed) + packed + b"\nendstream",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        file
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    )


SMALL_PAPER = _small_paper()

Answer = dict[str, Any] | bytes
Job = Callable[[dict[str, Any]], Iterator[Answer]]

# Dotted, so that each job's module is imported where the warming is, and nowhere else.
JOBS = {
    "read": "filings.reading.child:read",
    "merge": "filings.reading.merging:merge",
    "split": "filings.reading.splitting:split",
    "draw": "filings.reading.drawing:draw",
    "look": "filings.reading.bars:look",
    "ocr": "filings.reading.ocr:read",
    "docket": "filings.importing.sources:read_job",
}


def run(name: str, arguments: dict[str, Any]) -> Iterator[Answer]:
    return _job(name)(arguments)


def warm() -> None:
    """Imports what reading needs, and reads a small paper of our own: what both readers put off until their first file
    (codecs, the list of the machine's fonts) each child would otherwise do again."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as paper:
        paper.write(SMALL_PAPER)
        paper.flush()
        for _ in run("read", {"path": paper.name, "base_seconds": 20.0, "seconds_per_page": 0.2, "limit": False}):
            pass
        for _ in run(
            "read", {"path": paper.name, "base_seconds": 20.0, "seconds_per_page": 0.2, "limit": False, "avoid": "all"}
        ):
            pass


def warm_more() -> Iterator[str]:
    """Imports what the other jobs need, one at each step. A child that comes before does it itself; what cannot be
    imported fails in the jobs that need it, not here.
    """
    for name in JOBS:
        with contextlib.suppress(ImportError):
            _job(name)
        yield name


def _job(name: str) -> Job:
    module, function = JOBS[name].split(":")
    found: Job = getattr(import_module(module), function)
    return found
