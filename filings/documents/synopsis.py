"""What a case file says of one filing, as sections of plain sentences in our words: case file in, sections out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from filings.documents.casefacts import (
    CaseFile,
    Record,
    amount,
    days_between,
    doubt,
    listed,
    sentence,
    smooth,
    spoken,
    touches_doe,
)

WHERE_SAID = {
    "docket": "the docket",
    "pleading": "the pleading, as reported in the press",
    "motion": "the motion, as reported in the press",
    "ruling": "a report of the ruling",
    "press": "the press",
    "arithmetic": "arithmetic",
}
SEALED = {
    "none": "The docket shows no sealing.",
    "partly": "Part of it is sealed.",
    "full": "It is sealed.",
    None: "Whether any of it is sealed is not known.",
}


@dataclass
class Section:
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def sections(case_file: CaseFile, filing: Record) -> list[Section]:
    """All there is to say, in the order of reading. A section with nothing to say is left out."""
    found = [
        _the_filing(case_file, filing),
        _the_claims(case_file, filing),
        *_the_contentions(case_file, filing),
        _the_figures(case_file, filing),
        _what_followed(case_file, filing),
        _the_dates(case_file, filing),
        _the_sources(case_file, filing),
    ]
    for section in found:
        section.paragraphs = [smooth(text) for text in section.paragraphs if not touches_doe(text)]
        section.items = [smooth(text) for text in section.items if not touches_doe(text)]
    return [section for section in found if section.paragraphs or section.items]


def _the_filing(case_file: CaseFile, filing: Record) -> Section:
    by = f" by {who}" if (who := case_file.who(filing["filed_by"])) else ""
    judge = f" The judge named for it is {filing['judge']}." if filing["judge"] else ""
    outcome = f" Its outcome: {filing['outcome']}." if filing["outcome"] else ""
    kind = filing["kind"]
    return Section(
        "The filing",
        [
            f"Docket entry {filing['entry']} is {'an' if kind[0] in 'aeiou' else 'a'} {kind}: {filing['title']}. "
            f"It was filed on {spoken(filing['date_filed'])}{by}.{judge}{outcome} {SEALED[filing['sealed']]}",
            *(_relation(case_file, filing, row) for row in filing["relates_to"]),
            *_attachments(filing),
            *([f"A note in the case file: {filing['note']}"] if filing.get("note") else []),
        ],
    )


def _relation(case_file: CaseFile, filing: Record, row: Record) -> str:
    other = case_file.filing(row["entry"])
    if other is None:
        return f"It {row['relation']} Dkt. {row['entry']}{doubt(row)}."
    by = f" by {who}" if (who := case_file.who(other["filed_by"])) else ""
    days = days_between(other["date_filed"], filing["date_filed"])
    when = days if days == "the same day" else f"{days} before"
    return f"It {row['relation']} Dkt. {row['entry']} ({other['title']}), filed {when}{by}{doubt(row)}."


def _attachments(filing: Record) -> Iterator[str]:
    titled = [f"({row['number']}) {row['title'] or 'without a title'}" for row in filing["attachments"]]
    titled = [text for text in titled if not touches_doe(text)]
    if titled:
        more = " There may be more." if filing.get("attachments_complete") is False else ""
        yield f"Attached to it, as the docket lists them: {'; '.join(titled)}.{more}"


def _the_claims(case_file: CaseFile, filing: Record) -> Section:
    pleads = any(str(claim["pleaded_in"]) == filing["key"] for claim in case_file.claims)
    decides = filing["filed_by"] == ["court"]
    section = Section("What it asks" if pleads else "What it decided" if decides else "The claims it is about")
    for claim in case_file.claims:
        for event in claim["events"]:
            if str(event["entry"]) == filing["key"]:
                section.paragraphs += _claim(case_file, claim, event)
                section.paragraphs += _basis_and_relief(claim) if pleads else []
    return section


def _claim(case_file: CaseFile, claim: Record, event: Record) -> Iterator[str]:
    sides = f"{case_file.who(claim['asserted_by'])} against {case_file.who(claim['against'])}"
    title = f"Count {claim['number']}, {claim['title']}, by {sides}"
    yield f"{title}: {event['status']}{doubt(event)}. What it claims: {claim['theory']}"
    if len(claim["theories"]) > 1:
        theories = [f"{row['name'].capitalize()}: {sentence(row['text'], row)}" for row in claim["theories"]]
        yield f"It has {len(theories)} theories. {' '.join(theories)}"


def _basis_and_relief(claim: Record) -> Iterator[str]:
    for opening, rows in (("It rests on", claim["legal_basis"]), ("It asks for", claim["relief"])):
        if rows:
            yield f"{opening}: {'; '.join(row['text'] + doubt(row) for row in rows)}."


def _the_contentions(case_file: CaseFile, filing: Record) -> Iterator[Section]:
    raised = [row for row in case_file.contentions if str(row["raised_in"]) == filing["key"]]
    for by in dict.fromkeys(tuple(row["by"]) for row in raised):
        who = case_file.who(list(by))
        verb = "reasoned" if by == ("court",) else "say" if len(by) > 1 else "says"
        section = Section(f"What {who} {verb}", ["As reported in the press, and in the software's words:"])
        section.items = [_contention(case_file, row) for row in raised if tuple(row["by"]) == by]
        yield section


def _contention(case_file: CaseFile, row: Record) -> str:
    """One point, what it answers, and who answers it where."""
    text = sentence(row["text"], row)
    answered = [other for other in case_file.contentions if other["key"] in row["answers"]]
    for entry, points in _by_entry(answered):
        text += f" This answers {entry}: {points}"
    answers = [other for other in case_file.contentions if row["key"] in other["answers"]]
    for entry, points in _by_entry(answers):
        who = case_file.who(next(other["by"] for other in answers if _cite(other["raised_in"]) == entry))
        text += f" Answered by {who} in {entry}: {points}"
    return text


def _by_entry(contentions: list[Record]) -> Iterator[tuple[str, str]]:
    """The contentions of each entry, run together."""
    for entry in dict.fromkeys(_cite(row["raised_in"]) for row in contentions):
        yield entry, " ".join(sentence(row["text"], row) for row in contentions if _cite(row["raised_in"]) == entry)


def _cite(reference: object) -> str:
    return "a paper not known" if reference is None else f"Dkt. {reference}"


def _the_figures(case_file: CaseFile, filing: Record) -> Section:
    """The figures of the day it was filed: what it, the docket and the press then said."""
    section = Section("Figures")
    for figure in case_file.figures:
        if figure["as_of"] == filing["date_filed"]:
            who = case_file.who(figure["claimed_by"])
            said = f"put forward by {who}; " if who else ""
            note = f" {figure['note']}" if figure.get("note") else ""
            where = WHERE_SAID[figure["source_kind"]]
            section.items.append(f"{figure['label']}: {amount(figure)} ({said}from {where}){doubt(figure)}.{note}")
    return section


def _what_followed(case_file: CaseFile, filing: Record) -> Section:
    section = Section("What followed on the docket")
    for other in case_file.filings:
        relations = [row["relation"] for row in other["relates_to"] if str(row["entry"]) == filing["key"]]
        if relations:
            by = f", by {who}" if (who := case_file.who(other["filed_by"])) else ""
            days = days_between(filing["date_filed"], other["date_filed"])
            outcome = f"; {other['outcome']}" if other["outcome"] else ""
            section.items.append(
                f"{_cite(other['entry'] or other['key'])}, {spoken(other['date_filed'])} ({_after(days)}): "
                f"{other['title']}{by}; {listed(relations)} it{outcome}."
            )
    section.items += _what_became_of_the_claims(case_file, filing)
    return section


def _what_became_of_the_claims(case_file: CaseFile, filing: Record) -> Iterator[str]:
    """One sentence for claims that went the same way."""
    ways: dict[str, list[str]] = {}
    for claim in case_file.claims:
        later = [event for event in claim["events"] if event["date"] > filing["date_filed"]]
        if later and any(str(event["entry"]) == filing["key"] for event in claim["events"]):
            steps = [f"{row['status']} {spoken(row['date'])} ({_cite(row['entry'])}){doubt(row)}" for row in later]
            ways.setdefault(f"{'; '.join(steps)}. Now {claim['status']}.", []).append(claim["number"])
    for way, numbers in ways.items():
        yield f"Count{'s' if len(numbers) > 1 else ''} {listed(numbers)} after that: {way}"


def _after(days: str) -> str:
    return days if days == "the same day" else f"{days} later"


def _the_dates(case_file: CaseFile, filing: Record) -> Section:
    section = Section("Dates that hang on it")
    for row in case_file.deadlines:
        if filing["key"] in (str(row["trigger_entry"]), str(row["set_by_entry"])):
            due = row["due"] or row["computed_due"]
            counted = "" if row["due"] or not due else " by our count"
            at = f" at {row['time']}" if row["time"] else ""
            when = f"{spoken(due)}{at}{counted}" if due else "on a date not captured"
            rule = f", {row['rule']} (as we read it)" if row["rule"] else ""
            section.items.append(f"{row['title']}: {when}{rule}; {_fate(row)}.")
    return section


def _fate(row: Record) -> str:
    fate = str(row["status"])
    if row["moved_to"]:
        fate += f" to {spoken(row['moved_to'])}"
    by = row["met_by_entry"] if row["status"] in ("met", "held") else row["changed_by_entry"]
    return f"{fate} ({_cite(by)}){doubt(row)}" if by is not None else f"{fate}{doubt(row)}"


def _the_sources(case_file: CaseFile, filing: Record) -> Section:
    """The sources of the records told above; a filing without its own rests on the case file's."""
    records: list[Record] = [case_file.case]
    records += [row for row in case_file.contentions if str(row["raised_in"]) == filing["key"]]
    records += [row for row in case_file.figures if row["as_of"] == filing["date_filed"]]
    records += [
        claim for claim in case_file.claims if any(str(event["entry"]) == filing["key"] for event in claim["events"])
    ]
    cited = {identity for record in records for identity in record.get("sources", [])}
    titles = [title for identity, title in case_file.sources.items() if identity in cited]
    seen = f"The docket was last seen on {spoken(case_file.as_of)}."
    return Section("Sources", [f"{seen} This synopsis rests on: {'; '.join(titles)}."] if titles else [seen])
