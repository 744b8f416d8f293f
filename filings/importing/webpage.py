"""Which PACER page a text of HTML is, of which court, and whether it is whole: by its words, unparsed. Pure."""

import re

from casefiles.courts import ABBREVIATIONS, name_of
from filings.importing.refusals import HALF_SAVED, OTHER_PAGE, PAGES
from filings.importing.sheet import NotADocket

# The heading of the column, not an entry that names one: bold, a header cell, or the only words of its cell.
_DOCKET_TABLE = re.compile(r"<t[dh][^>]{0,200}>(?:\s|<[^>/]{1,100}>){0,9}Docket(?:\s|&nbsp;)+Text\s*<", re.IGNORECASE)
_HISTORY_TABLE = re.compile(r"<th[^>]{0,200}>(?:\s|<[^>/]{1,100}>){0,9}Description\s*<", re.IGNORECASE)
_HISTORY = re.compile(r"History/Documents|HistDocQry|<h\d[^>]{0,100}>(?:\s|<[^>]{1,60}>)*History\b", re.IGNORECASE)
_ATTACHMENTS = re.compile(
    r"Document\s+Selection\s+Menu|Select\s+the\s+document\s+you\s+wish\s+to\s+view", re.IGNORECASE
)
_MAIN_DOCUMENT = re.compile(r"Document\s+Number:|Main\s+Document", re.IGNORECASE)
_LINK = "goDLS("
# A report that was asked for entries there are not: head and parties alone.
_CASE_HEAD = re.compile(r"DOCKET\s+FOR\s+CASE\s*#?\s*:", re.IGNORECASE)
_BANKRUPTCY_HEAD = re.compile(r"Bankruptcy\s+Petition\s*#\s*:", re.IGNORECASE)
_DATE_FILED = re.compile(r"Date(?:\s|&nbsp;)+Filed:|Filed(?:\s|&nbsp;)+Date:", re.IGNORECASE)

_HOST = re.compile(r"\becf\.([a-z]{3,5})\.uscourts\.gov", re.IGNORECASE)
_TITLE_NAME = re.compile(r"<title>[^<]{0,80}?\b([A-Z]{3,4})-ECF|<title>[^<]{0,120}?(?:-|:)\s*([a-z]{3,4}d)\b")
_TITLE = re.compile(r"<title>([^<]{0,300})", re.IGNORECASE)
_FILE_NAME = re.compile(r"(?:^|[._/-])((?:[a-z]{2}[nsewmc]?[db])|nmid|jpml)(?=[._-]|$)", re.IGNORECASE)

_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TABLE_PART = re.compile(r"</?(?:table|tr|td)\b", re.IGNORECASE)
_RECEIPT_END = re.compile(
    r"Transaction\s+Receipt[\s\S]{0,6000}?(?:Cost|Exempt reason):[\s\S]{0,600}?</table\s*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_TAIL = 40_000
HEADING = 6_000
# Words of a page that is no docket; a long one is not searched through.
SEARCHED = 300_000


def kind_of(text: str) -> str:
    """`docket-report`, `docket-history-report` or `attachment-page`. Raises NotADocket: what else it seems to be."""
    bare = _SCRIPT.sub("", text)
    kind = _kind(bare)
    if kind is None:
        is_docket = _CASE_HEAD.search(bare) or _BANKRUPTCY_HEAD.search(bare)
        if is_docket and not _is_whole(bare):
            raise NotADocket(HALF_SAVED)
        seen = next((sentence for pattern, sentence in PAGES if pattern.search(bare[:SEARCHED])), None)
        raise NotADocket(seen or (OTHER_PAGE if _is_whole(bare) else HALF_SAVED))
    if not _is_whole(bare):
        raise NotADocket(HALF_SAVED)
    return kind


def _kind(bare: str) -> str | None:
    if _HISTORY_TABLE.search(bare) and _HISTORY.search(bare):
        return "docket-history-report"
    if _DOCKET_TABLE.search(bare) and _DATE_FILED.search(bare):
        return "docket-report"
    if _ATTACHMENTS.search(bare):
        return "attachment-page"
    if _CASE_HEAD.search(bare) and _DATE_FILED.search(bare):
        return "docket-report"
    if _LINK in bare and _MAIN_DOCUMENT.search(bare):
        return "attachment-page"
    return None


def _is_whole(bare: str) -> bool:
    """Closed after its last row, or with the receipt that ends a report. What a browser cuts off lacks both."""
    tail = bare[-_TAIL:]
    ends = [found.start() for found in _END.finditer(tail)]
    rows = [found.start() for found in _TABLE_PART.finditer(tail)]
    if ends and (not rows or ends[-1] > rows[-1]):
        return True
    receipt = list(_RECEIPT_END.finditer(tail))
    return bool(receipt) and (not rows or receipt[-1].end() > rows[-1])


def court_by_links(text: str) -> str | None:
    """CourtListener's name of the court to which most links of the page lead."""
    hosts: dict[str, int] = {}
    for found in _HOST.finditer(text):
        hosts[found[1].lower()] = hosts.get(found[1].lower(), 0) + 1
    return max(hosts, key=lambda one: hosts[one]) if hosts else None


def court_by_words(text: str, filename: str) -> str | None:
    """The court that the heading names; else a short name in the title or the file's name."""
    heading = _CASE_HEAD.search(text)
    before = text[max(heading.start() - HEADING, 0) : heading.start()] if heading else ""
    words = " ".join(_TAG.sub(" ", before + (_TITLE.findall(text[:HEADING]) or [""])[0]).lower().split())
    for name, court_id in _NAMES:
        if name in words:
            return court_id
    title = _TITLE_NAME.search(text[:HEADING])
    short = (title[1] or title[2]).lower() if title else ""
    if short in ABBREVIATIONS:
        return short
    named = [found.lower() for found in _FILE_NAME.findall(filename)]
    return next((one for one in named if one in ABBREVIATIONS or one[:-1] + "d" in ABBREVIATIONS), None)


def _ways(court_id: str) -> list[str]:
    """southern district of california, california southern."""
    name = name_of(court_id).partition(", ")[2].lower()
    direction, _, state = name.partition(" district of ")
    return [name, f"{state} {direction}", f"{direction} {state}"] if state else [name] if name else []


_NAMES = sorted(((way, court) for court in ABBREVIATIONS for way in _ways(court)), key=lambda pair: -len(pair[0]))
