"""What a document keeps beyond its schema: what it names is there, nothing stands twice, dates run forward. Pure."""

from collections.abc import Callable, Collection, Iterator
from zoneinfo import ZoneInfo, available_timezones

from filings.importing.faults import Fault, near_match, one_of, shown
from filings.importing.records import Document, Record, RecordType, Rows, identity_of, rows_of
from filings.importing.schema import fits as fits_schema
from filings.importing.sections import ACTORS, PARTIES, SECTIONS

COURT = "court"

Known = dict[str, tuple[RecordType, dict[str, None]]]


def faults(document: Document) -> Iterator[Fault]:
    """Every fault of a document whose shape may be wrong as well: that is left to the schema."""
    known = _known(document)
    for rows in rows_of(SECTIONS, document):
        yield from _twice(rows)
        for record, path in zip(rows.records, rows.paths, strict=True):
            yield from _absent(rows.kind, record, path, known)
            yield from _backwards(rows.kind, record, path)
            rule = RULES.get(rows.kind.name)
            if rule:
                yield from rule(record, path)


def dangling(document: Document, *, removed: Collection[str]) -> Iterator[Fault]:
    """References to nothing. Their paths name records by identity, and so do those of the records `removed`."""
    known = _known(document)
    for rows in rows_of(SECTIONS, document, named=True):
        for record, path in zip(rows.records, rows.paths, strict=True):
            yield from _absent(rows.kind, record, path, known, removed)


def fits(kind: RecordType, record: Record) -> bool:
    """Whether the fields of one record agree with each other."""
    return not any(_backwards(kind, record, "")) and (kind.definition is None or fits_schema(kind.definition, record))


def _known(document: Document) -> Known:
    """The names that references may use, by section. One that is no list is left out: its schema fault says all."""
    known: Known = {}
    for kind in SECTIONS:
        rows = next(rows_of([kind], document), None)
        if rows and not kind.is_single:
            known[kind.name] = kind, {identity_of(kind, record)[0]: None for record in rows.records}
    if PARTIES in known:
        parties, slugs = known[PARTIES]
        known[ACTORS] = parties, slugs | {COURT: None}
    return known


def _absent(
    kind: RecordType, record: Record, path: str, known: Known, removed: Collection[str] = ()
) -> Iterator[Fault]:
    for field, section in kind.references.items():
        held = record.get(field)
        if section not in known or held is None:
            continue
        target, names = known[section]
        for place, name in enumerate(held if isinstance(held, list) else [held]):
            if not isinstance(name, int | str) or str(name) in names:
                continue
            where = f"{path}.{field}[{place}]" if isinstance(held, list) else f"{path}.{field}"
            problem = f"no {target.noun} has the {target.identity[0]} {shown(str(name))}"
            if f"{target.name}[{name}]" in removed:
                problem += ", which was removed here since the last load and is not put back"
            yield Fault(where, name, one_of(list(names), name), problem)


def _twice(rows: Rows) -> Iterator[Fault]:
    if rows.kind.is_single or rows.kind.twins:
        return
    first: dict[tuple[str, ...], str] = {}
    for record, path in zip(rows.records, rows.paths, strict=True):
        identity = identity_of(rows.kind, record)
        if any(record.get(field) is None for field in rows.kind.identity):
            continue
        if identity in first:
            single = rows.kind.identity[0] if len(identity) == 1 else ""
            where = f"{path}.{single}" if single else path
            problem = f"{shown(', '.join(identity))} is already used by {first[identity]}"
            field = single or " and ".join(rows.kind.identity)
            yield Fault(where, identity, f"each {rows.kind.noun} to have its own {field}", problem)
        first.setdefault(identity, path)


def _backwards(kind: RecordType, record: Record, path: str) -> Iterator[Fault]:
    for first, last in kind.ranges:
        start, end = record.get(first), record.get(last)
        if isinstance(start, str) and isinstance(end, str) and end < start:
            yield Fault(f"{path}.{last}", end, f"a date not before {first}, {shown(start)}")


def _case(case: Record, path: str) -> Iterator[Fault]:
    zone = case.get("timezone")
    if not isinstance(zone, str):
        return
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown; not a name; the name of a folder
        expected = f"a time zone such as America/Los_Angeles{near_match(sorted(available_timezones()), zone)}"
        yield Fault(f"{path}.timezone", zone, expected)


def _party(party: Record, path: str) -> Iterator[Fault]:
    if party.get("slug") == COURT:
        yield Fault(f"{path}.slug", COURT, "another slug, as court stands for the court itself")


def _filing(filing: Record, path: str) -> Iterator[Fault]:
    key, entry, relations = (filing.get(field) for field in ("key", "entry", "relates_to"))
    if not isinstance(key, str):
        return
    if isinstance(entry, int) and key.split("_")[0] != str(entry):
        expected = f"the entry's number, {entry}, or {entry}_2 for a twin, because entry is {entry}"
        yield Fault(f"{path}.key", key, expected)
    for place, relation in enumerate(relations if isinstance(relations, list) else []):
        if isinstance(relation, dict) and str(relation.get("entry")) == key:
            yield Fault(f"{path}.relates_to[{place}].entry", relation["entry"], "another filing than this one")


def _contention(contention: Record, path: str) -> Iterator[Fault]:
    answers = contention.get("answers")
    for place, key in enumerate(answers if isinstance(answers, list) else []):
        if key == contention.get("key"):
            yield Fault(f"{path}.answers[{place}]", key, "another contention than this one")


RULES: dict[str, Callable[[Record, str], Iterator[Fault]]] = {
    "case": _case,
    "parties": _party,
    "filings": _filing,
    "contentions": _contention,
}
