"""What juriscraper gives, and what the page prints beside it, into the shapes of a sheet. Pure: dictionaries in."""

import re
from typing import Any

from filings.importing import printed
from filings.importing.contact import PRO_SE, firm_in, is_pro_se, roles_in
from filings.importing.printed import iso
from filings.importing.sheet import SheetAttachment, SheetAttorney, SheetEntry, SheetJudge, SheetParty

NOBODY = {"", "not assigned", "unassigned", "no judge assigned", "none"}
_ASIDE = re.compile(r"\([^)]{0,80}\)")
_NO_JUDGE = re.compile(r"law clerk", re.IGNORECASE)
# Where no judge stands at the head, juriscraper looks through the docket text, and may bring home a sentence.
LONGEST_NAME = 60


def entry_of(entry: dict[str, Any], row: printed.Row, sizes: dict[str, int], *, is_linked: bool) -> SheetEntry:
    """A row of a docket report. `sizes`: page counts of main documents by sequence number."""
    found = _entry(entry)
    found.page_count = entry.get("page_count") or row.page_count or sizes.get(entry["pacer_seq_no"] or "")
    found.text_only = printed.is_text_only(found, is_linked=is_linked)
    attachments = {number: SheetAttachment(number=number, document_id=link) for number, link in row.attachments.items()}
    attachments |= {one.number: one for one in attachments_of(entry.get("attachments", []))}
    if attachments:
        found.attachments = [attachments[number] for number in sorted(attachments) if number > 0]
    return found


def history_entry_of(entry: dict[str, Any]) -> SheetEntry:
    found = _entry(entry)
    found.label = entry["short_description"] or None
    found.text_only = False if found.document_id else None
    return found


def _entry(entry: dict[str, Any]) -> SheetEntry:
    return SheetEntry(
        # No court numbers from 0; one that prints it means none.
        entry=int(entry["document_number"] or 0) or None,
        date_filed=iso(entry["date_filed"]),
        date_entered=iso(entry["date_entered"]),
        text=entry["description"] or None,
        document_id=entry["pacer_doc_id"],
    )


def attachments_of(rows: list[dict[str, Any]]) -> list[SheetAttachment]:
    return [
        SheetAttachment(
            number=one["attachment_number"],
            title=one["description"] or None,
            document_id=one["pacer_doc_id"],
            page_count=one["page_count"],
        )
        for one in rows
    ]


def parties_of(people: list[dict[str, Any]]) -> list[SheetParty]:
    return [
        SheetParty(
            # Two spaces stay, as printed: after Warden or Dr. there may be two.
            name=" ".join(line.strip() for line in party["name"].splitlines()),
            role_text=party["type"],
            extra=party.get("extra_info") or None,
            date_terminated=iso(party.get("date_terminated")),
        )
        for party in people
    ]


def attorneys_of(people: list[dict[str, Any]]) -> list[SheetAttorney]:
    """One for each attorney who plays the same part for one party or several; another part makes another row."""
    found: dict[tuple[Any, ...], SheetAttorney] = {}
    for place, party in enumerate(people):
        for one in party.get("attorneys", []):
            attorney = _attorney(one, party, place)
            if not attorney.name:
                continue
            key = (attorney.name, attorney.firm, tuple(attorney.roles), attorney.date_terminated)
            known = found.setdefault(key, attorney)
            if place not in known.represents:
                known.represents.append(place)
    return list(found.values())


def _attorney(one: dict[str, Any], party: dict[str, Any], place: int) -> SheetAttorney:
    name, contact = " ".join(one["name"].split()), one["contact"]
    roles, ended = roles_in(one["roles"])
    firm = firm_in(contact, attorney=name)
    if is_pro_se(contact):
        roles.append(PRO_SE)
        if name.lower() == " ".join(party["name"].split()).lower():
            firm = None
    return SheetAttorney(name=name, represents=[place], firm=firm, roles=roles, date_terminated=ended)


def judges_of(presiding: tuple[str, str], referred: tuple[str, str]) -> list[SheetJudge]:
    """Of each the words printed after the label, and the name that juriscraper makes of them."""
    return [
        SheetJudge(name=_as_printed(name, words), role=role)
        for role, (words, name) in (("presiding", presiding), ("referred", referred))
        if name.lower() not in NOBODY and len(name) <= LONGEST_NAME
    ]


def _as_printed(name: str, words: str) -> str:
    """The name with the capitals of the page, where it is there: juriscraper makes John a. Kazen of John A Kazen."""
    if _NO_JUDGE.search(words) and len(words) <= LONGEST_NAME:
        return words
    letters = [letter for letter in _ASIDE.sub("", words) if letter.isalpha()]
    wanted = [letter for letter in name if letter.isalpha()]
    own = letters[-len(wanted) :] if wanted else []
    if [letter.lower() for letter in own] != [letter.lower() for letter in wanted] or words.isupper():
        return name
    taken = iter(own)
    return "".join(next(taken) if letter.isalpha() else letter for letter in name)
