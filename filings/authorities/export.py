"""The table of authorities to the rows of authorities.csv: one for each paper that cites one. Unknown is empty."""

from collections.abc import Iterable, Iterator
from typing import Any

from filings.authorities.table import Row

HEADER = (
    "case", "sort", "authority", "name", "cite", "url",
    # The paper: its key on the docket and its number there (0 is the main document), who filed it and when.
    "filing", "document", "date_filed", "sides",
    # Each page once, as the file counts, and how many citations there are on them.
    "pages", "citations", "address",
)  # fmt: skip


def csv_rows(rows: Iterable[Row], *, slug: str, docket: str) -> Iterator[tuple[Any, ...]]:
    """`docket`: the whole address of the docket, which those of the papers begin with."""
    for row in rows:
        for paper in row.papers:
            yield (
                slug, row.sort, row.key, row.name, row.cite, row.url, paper.key, paper.number, paper.date_filed,
                list(paper.sides) or None, [str(page) for page in paper.pages], paper.citations,
                f"{docket}{paper.key}/{paper.number}/#p{paper.pages[0]}",
            )  # fmt: skip
