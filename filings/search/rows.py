"""The rows of the index as views over the tables, in words that SQLite and PostgreSQL share; `dialect` has the rest.

Each view has `id` (places.py), `words`, `mended`, `bridge`, `scope`, and the keys by which a trigger finds its rows. `scope`
holds words that no reader can type into it: of the case (`c12`), the filing (`f34`), and `shut` unless anybody may read the
row: few rows are, and leaving out a few costs an engine nothing, where asking each row whether it is open costs most.
A view has what is searched and nothing that is not: no superseded version of a document, for one.
"""

from dataclasses import dataclass

from filings.search.places import (
    DAY_SHIFT,
    FILING_SHIFT,
    LAST_DAY,
    MOST_DOCUMENTS,
    MOST_FILINGS,
    PAGE_BITS,
    RECORD_SHIFT,
    RECORDS,
    TITLE,
)


@dataclass(frozen=True)
class Dialect:
    """`day`: days since 1900 of a date column; `least`, `greatest`: the functions; `text`: the type of text."""

    day: str
    least: str
    greatest: str
    text: str
    differs: str


SQLITE = Dialect("CAST(julianday({0}) - 2415020.5 AS INTEGER)", "MIN", "MAX", "TEXT", "IS NOT")
POSTGRES = Dialect("({0} - DATE '1900-01-01')", "LEAST", "GREATEST", "text", "IS DISTINCT FROM")


@dataclass(frozen=True)
class Watch:
    """A table whose changes change rows: those of `views` whose column `by` is the `key` of the changed row."""

    table: str
    views: tuple[str, ...]
    by: str
    columns: tuple[str, ...]
    key: str = "id"
    makes_rows: bool = True
    """Rows come with it. Otherwise they come with what hangs on it."""
    mark: str = ""
    """Tells two watches of one table apart."""

    @property
    def name(self) -> str:
        """Of its triggers."""
        return f"search_{self.table}{self.mark}"


WATCHED = (
    Watch("filings_page", ("search_pages",), "page_id", ("text", "mended", "bridge", "number", "held_file_id")),
    Watch("filings_pagecorrection", ("search_pages",), "page_id", ("text", "page_id"), key="page_id"),
    Watch("filings_heldfile", ("search_pages",), "held_file_id", ("version", "document_id"), makes_rows=False),
    Watch(
        "filings_document", ("search_titles", "search_pages"), "document_id",
        ("title", "number", "sealed", "current_id", "filing_id"),
    ),
    Watch(
        "filings_filing", ("search_entries", "search_titles", "search_pages"), "filing_id",
        ("title", "docket_text", "date_filed", "sealed", "case_id"),
    ),
    Watch("parties_appearance", ("search_party",), "record_id", ("party_id", "role_text", "extra", "case_id")),
    Watch("parties_party", ("search_party",), "other_id", ("name",), makes_rows=False),
    Watch("parties_representation", ("search_counsel",), "record_id", ("attorney_id", "firm_id", "case_id")),
    Watch("parties_attorney", ("search_counsel",), "other_id", ("name",), makes_rows=False),
    Watch("parties_firm", ("search_counsel",), "third_id", ("name",), makes_rows=False),
    Watch("filings_claim", ("search_claim",), "record_id", ("number", "title", "theory", "note", "case_id")),
    Watch("filings_claimpoint", ("search_point",), "record_id", ("name", "text", "claim_id")),
    Watch("filings_claim", ("search_point",), "other_id", ("case_id",), makes_rows=False, mark="_points"),
    Watch("filings_contention", ("search_contention",), "record_id", ("text", "case_id")),
    Watch("filings_deadline", ("search_deadline",), "record_id", ("title", "note", "case_id")),
    Watch("filings_fact", ("search_fact",), "record_id", ("title", "text", "said_by", "case_id")),
)  # fmt: skip
PAPERS = ("search_entries", "search_titles", "search_pages")


def views(dialect: Dialect) -> dict[str, str]:
    """Their queries, by name."""
    day = f"{dialect.greatest}(1, {dialect.least}({LAST_DAY}, {dialect.day.format('f.date_filed')}))"
    none = f"CAST(NULL AS {dialect.text})"
    filing = f"{day} * {1 << DAY_SHIFT} + f.id * {1 << FILING_SHIFT}"
    scope = "'c' || f.case_id || ' f' || f.id || CASE WHEN {} THEN '' ELSE ' shut' END"
    is_open = "COALESCE(f.sealed, '') <> 'full'"
    in_range = f"f.id < {MOST_FILINGS}"
    document = f"d.number * {1 << PAGE_BITS}"
    found = {
        "search_entries": (
            f"SELECT {filing} AS id, f.title || ' ' || COALESCE(f.docket_text, '') AS words, {none} AS mended, "
            f"{none} AS bridge, {scope.format(is_open)} AS scope, f.id AS filing_id FROM filings_filing f WHERE {in_range}"
        ),
        "search_titles": (
            f"SELECT {filing} + {document} + {TITLE} AS id, d.title AS words, {none} AS mended, {none} AS bridge, "
            f"{scope.format(f'{is_open} AND d.sealed IS NOT TRUE')} AS scope, f.id AS filing_id, d.id AS document_id "
            "FROM filings_document d JOIN filings_filing f ON f.id = d.filing_id "
            f"WHERE d.title <> '' AND d.number < {MOST_DOCUMENTS} AND {in_range}"
        ),
        "search_pages": (
            f"SELECT {filing} + {document} + p.number AS id, COALESCE(c.text, p.text) AS words, p.mended, p.bridge, "
            + scope.format(f"{is_open} AND d.sealed IS NOT TRUE AND COALESCE(h.version, '') <> 'unredacted'")
            + " AS scope, f.id AS filing_id, d.id AS document_id, h.id AS held_file_id, p.id AS page_id "
            "FROM filings_page p JOIN filings_heldfile h ON h.id = p.held_file_id "
            "JOIN filings_document d ON d.id = h.document_id AND d.current_id = h.id "
            "JOIN filings_filing f ON f.id = d.filing_id LEFT JOIN filings_pagecorrection c ON c.page_id = p.id "
            f"WHERE p.number < {TITLE} AND d.number < {MOST_DOCUMENTS} AND {in_range}"
        ),
    }
    return found | {f"search_{RECORDS[sort]}": _record(sort, none) for sort in _RECORDS}


# For each sort of record: its words, its case, the tables, further keys.
_RECORDS: dict[int, tuple[str, str, str, str]] = {
    1: (
        "o.name || ' ' || COALESCE(r.role_text, '') || ' ' || COALESCE(r.extra, '')", "r.case_id",
        "parties_appearance r JOIN parties_party o ON o.id = r.party_id", ", o.id AS other_id",
    ),
    2: (
        "o.name || ' ' || COALESCE(t.name, '')", "r.case_id",
        "parties_representation r JOIN parties_attorney o ON o.id = r.attorney_id "
        "LEFT JOIN parties_firm t ON t.id = r.firm_id", ", o.id AS other_id, r.firm_id AS third_id",
    ),
    3: (
        "r.number || ' ' || r.title || ' ' || r.theory || ' ' || COALESCE(r.note, '')", "r.case_id",
        "filings_claim r", "",
    ),
    4: (
        "COALESCE(r.name, '') || ' ' || r.text", "o.case_id",
        "filings_claimpoint r JOIN filings_claim o ON o.id = r.claim_id", ", o.id AS other_id",
    ),
    5: ("r.text", "r.case_id", "filings_contention r", ""),
    6: ("r.title || ' ' || COALESCE(r.note, '')", "r.case_id", "filings_deadline r", ""),
    7: ("r.title || ' ' || COALESCE(r.text, '') || ' ' || r.said_by", "r.case_id", "filings_fact r", ""),
}  # fmt: skip


def _record(sort: int, none: str) -> str:
    words, case, tables, keys = _RECORDS[sort]
    return (
        f"SELECT {sort << RECORD_SHIFT} + r.id AS id, {words} AS words, {none} AS mended, {none} AS bridge, "
        f"'c' || {case} AS scope, r.id AS record_id{keys} FROM {tables}"
    )
