"""What is wrong with a file of rules, in sentences that name the row. Pure.

`manage.py check` asks it of the shipped file: a rule that cannot be read, cited, dated or proved is refused before it counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from filings.deadlines.computing import Suspended, compute
from filings.deadlines.rulebook import RuleBook, overlaps, read
from filings.deadlines.rulerows import IS, TABLE, TABLES, TEXT, faults_of
from filings.deadlines.rules import Example, Rule


def faults(data: Mapping[str, Any]) -> list[str]:
    """`data`: the file, as `tomllib` reads it. The examples are counted only once the rows themselves stand."""
    if not {"rule"} <= set(data) <= {"rule", "sources"} or not IS[TABLES](data["rule"]) or not data["rule"]:
        return ["The file must hold [[rule]] tables and a table [sources], and nothing else."]
    rows: Sequence[Mapping[str, Any]] = data["rule"]
    of_rows = [f"{_name(row, place)}: {fault}" for place, row in enumerate(rows, 1) for fault in faults_of(row)]
    sources = data.get("sources", {})
    if not IS[TABLE](sources) or not all(IS[TEXT](one) for one in sources.values()):
        of_rows.append("[sources] must be a table of texts by number.")
    if of_rows:
        return of_rows
    book = read(data)
    among = [*_twice(book), *_overlapping(book), *_dangling(book), *_circles(book), *_unsourced(book)]
    return among or list(_unproven(book))


def _name(row: Mapping[str, Any], place: int) -> str:
    told = row.get("id")
    return f"{told} (row {place}, from {row.get('from', 'no day')})" if isinstance(told, str) else f"Row {place}"


def _version(rule: Rule) -> str:
    return f"{rule.id} (from {rule.start})"


def _twice(book: RuleBook) -> Iterator[str]:
    for (rule_id, start), times in Counter((rule.id, rule.start) for rule in book).items():
        if times > 1:
            yield f"{rule_id} (from {start}): there are {times} versions from the same day."


def _overlapping(book: RuleBook) -> Iterator[str]:
    for rule_id in book.ids():
        for earlier, later in overlaps(book.versions(rule_id)):
            ends = f"ends on {earlier.end}" if earlier.end else "does not end"
            yield f"{_version(earlier)}: it {ends}, and the next version begins on {later.start}: end it before that."


def _dangling(book: RuleBook) -> Iterator[str]:
    for rule in book:
        if rule.trigger.rule and rule.trigger.rule not in book.ids():
            yield f"{_version(rule)}: it runs from “{rule.trigger.rule}”, and there is no such rule."
        for other in rule.displaces:
            if other not in book.ids():
                yield f"{_version(rule)}: it displaces “{other}”, and there is no such rule."
            if other == rule.id:
                yield f"{_version(rule)}: it displaces itself."


def _unsourced(book: RuleBook) -> Iterator[str]:
    for rule in book:
        for number in rule.confidence.sources:
            if number not in book.sources:
                yield f"{_version(rule)}: its source {number} is not in [sources]."


def _circles(book: RuleBook) -> Iterator[str]:
    above = {rule_id: {rule.trigger.rule for rule in book.versions(rule_id)} - {None} for rule_id in book.ids()}
    for rule_id, parents in above.items():
        seen: set[str | None] = set()
        ahead = set(parents)
        while ahead:
            seen |= ahead
            ahead = {up for one in ahead for up in above.get(one or "", ())} - seen
        if rule_id in seen:
            yield f"{rule_id}: it runs from its own due date, through {', '.join(sorted(filter(None, seen)))}."


def _unproven(book: RuleBook) -> Iterator[str]:
    for rule in book:
        for example in rule.examples:
            if fault := disproved(rule, example, book):
                yield f"{_version(rule)}: {fault}"


def disproved(rule: Rule, example: Example, book: RuleBook) -> str | None:
    """How the count of an example differs from what it says; None where it comes out."""
    about, due = f"the example of {example.start}", example.due
    try:
        result = compute(
            rule.id, example.start, court=example.court, service=example.service, inputs=example.inputs, book=book
        )
    except Suspended:
        return f"{about} should give {due} and gives no date." if due else None
    except ValueError as fault:
        return f"{about} cannot be counted: {fault}"
    got, safe, wanted = result.prevailing.result, result.safe.result, example.safe or due
    if result.rule.start != rule.start:
        return f"{about} is governed by the version from {result.rule.start}."
    if got != due:
        return f"{about} should give {due or 'no date'} and gives {got}."
    return f"{about} should give {wanted} as the safe date and gives {safe}." if safe != wanted else None
