"""The docket XML that RECAP kept in the Internet Archive. Pure.

Read with a parser that expands no entity of the file's own, and opens neither the network nor another file.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from lxml import etree

from filings.importing.contact import PRO_SE, firm_in, is_pro_se, roles_in
from filings.importing.refusals import HALF_SAVED_DATA, OTHER_XML
from filings.importing.sheet import (
    NotADocket,
    Sheet,
    SheetAttachment,
    SheetAttorney,
    SheetEntry,
    SheetJudge,
    SheetParty,
)

ROOT = "gov_uscourts_docket"
ENTRIES_AT_ONCE = 500
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Entities are not expanded, and the document type, which could define some, is not even shown to the parser.
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,10000}\]\s*)?>", re.IGNORECASE)
_TERMINATED = re.compile(r"terminated:\s*(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)


def read(text: str) -> Iterator[Sheet | list[SheetEntry] | str]:
    """Raises NotADocket."""
    root = _root(text)
    head, entries = _head(root), _entries(root)
    if head.docket_number is None and not entries:
        raise NotADocket("This is the XML of an Internet Archive docket, but it lacks docket_num and has no entries.")
    yield head
    for start in range(0, len(entries), ENTRIES_AT_ONCE):
        yield entries[start : start + ENTRIES_AT_ONCE]


def _root(text: str) -> Any:
    if f"<{ROOT}" not in text:
        raise NotADocket(OTHER_XML)
    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    is_whole = bare.rstrip().endswith(f"</{ROOT}>")
    if not is_whole:
        raise NotADocket(HALF_SAVED_DATA)
    # RECAP left an ampersand unescaped here and there: what is whole is read as far as it goes.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(bare.encode(), parser)
    if root is None or root.tag != ROOT:
        raise NotADocket(OTHER_XML)
    return root


def _head(root: Any) -> Sheet:
    def detail(name: str) -> str | None:
        return _text(root, f"case_details/{name}")

    title = detail("case_name")
    parties = root.findall("party_list/party")
    judges = (("assigned_to", "presiding"), ("referred_to", "referred"))
    sheet = Sheet(
        kind="internet-archive",
        court_id=detail("court"),
        docket_number=detail("docket_num"),
        pacer_case_id=detail("pacer_case_num"),
        case_name=title if title and title.lower() != "unknown case title" else None,
        date_filed=_day(detail("date_case_filed")),
        date_terminated=_day(detail("date_case_terminated")),
        cause=detail("case_cause"),
        nature_of_suit=detail("nature_of_suit"),
        jury_demand=detail("jury_demand"),
        jurisdiction=detail("jurisdiction"),
        judges=[SheetJudge(name=name, role=role) for tag, role in judges if (name := detail(tag))],
    )
    if parties:
        sheet.parties, sheet.attorneys = _people(parties)
    return sheet


def _people(nodes: list[Any]) -> tuple[list[SheetParty], list[SheetAttorney]]:
    parties: list[SheetParty] = []
    attorneys: dict[tuple[Any, ...], SheetAttorney] = {}
    for node in nodes:
        name = _text(node, "name")
        if not name:
            continue
        extra = _lines(node, "extra_info")
        ended = _TERMINATED.search(extra)
        parties.append(
            SheetParty(
                name=name,
                role_text=_text(node, "type") or "Unknown",
                extra=extra or None,
                date_terminated=_day(f"{ended[3]}-{ended[1]:0>2}-{ended[2]:0>2}") if ended else None,
            )
        )
        for inner in node.findall("attorney_list/attorney"):
            _add_attorney(inner, attorneys, len(parties) - 1)
    return parties, list(attorneys.values())


def _add_attorney(node: Any, attorneys: dict[tuple[Any, ...], SheetAttorney], place: int) -> None:
    name, contact = _text(node, "attorney_name"), _lines(node, "contact")
    if not name:
        return
    roles, ended = roles_in(_lines(node, "attorney_role").split("\n"))
    if is_pro_se(contact):
        roles.append(PRO_SE)
    firm = None if is_pro_se(contact) else firm_in(contact, attorney=name)
    one = SheetAttorney(name=name, represents=[], firm=firm, roles=roles, date_terminated=ended)
    known = attorneys.setdefault((name, firm, tuple(roles), ended), one)
    if place not in known.represents:
        known.represents.append(place)


def _entries(root: Any) -> list[SheetEntry]:
    """Attachments follow their entry, under its number."""
    entries: list[SheetEntry] = []
    for node in root.iterfind("document_list/document"):
        number, attachment = node.get("doc_num") or "", node.get("attachment_num") or "0"
        if not (number.isdigit() and attachment.isdigit()):
            continue
        if int(attachment):
            if entries and entries[-1].entry == int(number):
                one = SheetAttachment(
                    number=int(attachment),
                    title=_text(node, "short_desc"),
                    document_id=_text(node, "pacer_doc_id"),
                    page_count=_whole(_text(node, "page_count")),
                )
                entries[-1].attachments = [*(entries[-1].attachments or []), one]
            continue
        filed = _day(_text(node, "date_filed"))
        if filed:
            entries.append(
                SheetEntry(
                    entry=int(number) or None,
                    date_filed=filed,
                    date_entered=_day(_text(node, "date_entered")),
                    text=_text(node, "long_desc"),
                    label=_text(node, "short_desc"),
                    document_id=_text(node, "pacer_doc_id"),
                    page_count=_whole(_text(node, "page_count")),
                )
            )
    return entries


def _text(node: Any, path: str) -> str | None:
    """The words of a node on one line. RECAP escaped them twice: &amp;#036; for a dollar."""
    return " ".join(unescape(node.findtext(path) or "").split()) or None


def _lines(node: Any, path: str) -> str:
    lines = unescape(node.findtext(path) or "").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _day(text: str | None) -> str | None:
    """None too for 0000-00-00, which RECAP wrote where it had no date."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and int(text) else None
