"""A bundle described for people: its README."""

from collections.abc import Iterator

from casefiles.models import CaseFile
from filings.research import cells
from filings.research.describing import GUARD_NOTE, TIMELINE, TIMELINE_SAYS, described
from filings.research.shapes import Origin, Ref, Table, Ties
from filings.research.shelf import FORMAT
from filings.research.tables import LEFT_OUT, TABLES, kind_of
from filings.timeline.columns import COLUMNS

OPEN = (
    "This bundle is as the public may read the case. Of a fully sealed filing it has the key, the number and place on the "
    "docket, the filing date, and the word sealed; of a sealed document its number; of neither anything else, and nothing "
    "that they alone tell: no claim, contention, date, fact, outcome or citation. Unredacted versions are not in it."
)
SEALED = (
    "**This bundle holds sealed matter.** It was made for somebody who may see it. Do not publish it or pass it on."
)


def readme(case: CaseFile) -> str:
    return "\n".join(_lines(case)) + "\n"


CONTENT = (
    "## What is in it",
    "",
    "- `data/`: the tables, as CSV (UTF-8 with a byte-order mark, RFC 4180, ISO dates, times in UTC but for those of"
    " hearings, which are on the court's clock). Empty means unknown; false means no.",
    "- `datapackage.json`: the tables described for programs (Frictionless Data Package). `frictionless validate"
    " datapackage.json` checks them.",
    "- `checksums.sha256`: SHA-256 of each file. `sha256sum -c checksums.sha256` checks them.",
    "- `CITATION.cff`: how to cite.",
    "",
    "Rows are named by keys of the record (docket key, slug, SHA-256), never by numbers of a database. A column with"
    " several values holds a JSON list.",
    "",
    GUARD_NOTE,
    "",
    "The words of a page are in `pages`, as they were read; `page_corrections` has the pages that a person corrected,"
    " and those words stand in place of the others. The PDFs are not in the bundle: `held_files` has their SHA-256.",
    "",
    "`manage.py load_bundle DIR` puts it all back into a tracker that does not have the case yet, and `manage.py"
    " export_case` writes the same bytes from there.",
    "",
)


def _lines(case: CaseFile) -> Iterator[str]:
    yield from (
        f"# {_flat(case.short_caption)}",
        "",
        f"{_flat(case.caption).rstrip('.')}. {_flat(case.court)}, No. {_flat(case.docket_number)}.",
        f"The docket as it was seen on {case.as_of}. What came later is not here.",
        "",
        SEALED if case.sees_sealed else OPEN,
        "",
        "## How to cite",
        "",
        f"> Casefiles, *{_flat(case.short_caption)}*: docket, papers and timeline. {_flat(case.court)}, No."
        f" {_flat(case.docket_number)}, as of {case.as_of}. Research bundle, format {FORMAT}.",
        "",
        "CITATION.cff has the same for programs. A paper of the court is cited as the court's paper: ECF No., page.",
        "",
        *CONTENT,
        "## Where the values come from",
        "",
        *(f"- **{one.value}**: {one.sentence}" for one in Origin),
        "",
        "## The tables",
        "",
    )
    for table in TABLES:
        yield from _table(table)
    yield from _timeline()
    yield from ("## What is left out", "", *(f"- `{name}`: {why}" for name, why in sorted(LEFT_OUT.items())))


def _table(table: Table) -> Iterator[str]:
    yield from (f"### {table.name}", "", table.description, "")
    if table.key:
        yield from (f"A row is named by: {', '.join(f'`{name}`' for name in table.key)}.", "")
    yield from ("| Column | Type | Comes from | What it is |", "| --- | --- | --- | --- |")
    for part, heading in described(table):
        points = f" → `{part.to}`" if isinstance(part, Ref | Ties) else ""
        kind = cells.TYPES[kind_of(table, heading)]
        yield f"| `{heading}` | {kind}{points} | {part.origin.value} | {part.description} |"
    yield ""


def _timeline() -> Iterator[str]:
    yield from (f"### timeline ({TIMELINE})", "", TIMELINE_SAYS, "")
    yield from ("| Column | Type | Comes from | What it is |", "| --- | --- | --- | --- |")
    for column in COLUMNS:
        yield f"| `{column.name}` | {column.datatype} | program | {column.description} |"
    yield ""


def _flat(text: str) -> str:
    """Words of a court on one line; a mark of Markdown among them is only a mark."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>#|" else one for one in " ".join(text.split()))
