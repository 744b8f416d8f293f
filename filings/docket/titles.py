"""A short readable title of an entry: `MOTION to Dismiss filed by ... (Entered: ...)` is `Motion to dismiss`. Pure."""

import re
from pathlib import Path

from filings.docket.judges import JUDGE

LONGEST = 160

# Words that a sentence writes small, taken from docket texts. Names keep their capitals: what is not here stays.
SMALL = frozenset(Path(__file__).with_name("small_words.txt").read_text(encoding="utf-8").split())
# Capitals that are no shouting.
KEPT = frozenset(
    "ADR AI ATM BNC BOP CBP CIA CJA CMC CR DEA DHS DNA DOE DOJ ECF EEOC ENE EPA ERISA ESI ESOP FBI FCC FDA FLSA "
    "FOIA FRCP FTC GPS HHS HIPAA ICE ID IFP II III INS INTERPOL IP IRS IV IX JPML LAPD LLC LLP LP MDL ML NECIVR "
    "NEF NFT NLRB NSA OSC PDF PLC PLLC POR PSR RFP RICO RJN SDNY SEC SSA SSN TCPA TRO TV UK US USA USAF USC USCA "
    "USCIS USDA USMS USPO USPS VA VI VII VIII XI XII".split()
)
# Names after which a word of the trade is not a part of the name.
JOINS_NOTHING = KEPT | {"Zoom"}
SHORT = {
    "INC": "Inc",
    "LTD": "Ltd",
    "CORP": "Corp",
    "CO": "Co",
    "ET": "et",
    "AL": "al",
    "NO": "No",
    "NOS": "Nos",
    "DR": "Dr",
}

_HEADS = (
    re.compile(r"^\W*(?:\*+[A-Z ]+\*+)\s*"),
    re.compile(rf"^\s*{JUDGE}\s*:\s*(?:ELECTRONIC )?(?=[A-Z])"),
)
# `OPPOSITION (re 34 MOTION to Dismiss )`: what is answered stands in brackets, and is the title's better half.
_ANSWERED = re.compile(r"^(\W*(?:[\w/'’-]+ ){1,4})\(\s*(?=re:? \[?\d)", re.I)
_TAILS = (
    re.compile(r"\(\s*(?:Additional )?attachments?(?:\(s\))?\b.*", re.I | re.S),
    re.compile(r"(?:\(\s*|[.;,]\s*)?Filing fee:?\s*(?:\(|\$|&#).*", re.I | re.S),
    re.compile(r"\(Entered\b.*|\((?:Date )?Filed?(?: on|:).*|\bModified (?:text )?on \d.*", re.I | re.S),
    re.compile(
        r"-*\s*\((?:Related document|Re:? (?:pldg\.? )?\(?\d|This is a text|[^()]{1,40}, COURT STAFF|cc:).*",
        re.I | re.S,
    ),
    re.compile(r"\s*[(,.]?\s*(?:Signed by |Entered by Judge |Ordered by (?:\w+ ){0,4}Judge ).*", re.I | re.S),
    re.compile(r"\s*(?:Responses?|Replies) due by .*|\.\s+(?:[A-Z]\w+ ){0,6}Hearing (?:re)?set for .*", re.S),
    re.compile(r"\s*\bas to (?:the )?(?:defendant\b|[A-Z])(?:(?!\b(?:re|regarding):? \[?\d).)*", re.S),
    re.compile(r"\s*\((?:[A-Z][\w'’.-]*,\s[A-Z][^()]*|[a-z]{2,4},?\s?)\).*", re.S),
)
_MINUTES = re.compile(
    r"^(?i:((?:\w+ )?Minute Entry|Minutes)\b(?: for| of)?(?:[^:]{0,60}?proceedings,?\s+(?:were\s+)?held)?\s+before)"
    rf"\s+{JUDGE}(?: in \w+)?(?: on [\d/]+)?\s*[:.]?\s*"
)
_BY_JUDGE = re.compile(rf",?\s+(?:by|before)\s+{JUDGE}(?=\s*(?:[,.:;)]|$|(?i:granting|denying|for|on|re|regarding)\b))")
_NOTICE_BY = re.compile(
    r"^(\W*(?:Joint )?(?:Notice|Response|Declaration|Letter|Memorandum|Request|Motion|Brief"
    r"|Certificate of Service))\s+by "
    r"[^:]{2,600}?\s(?=(?:of|re|regarding|in|to|for)\s)", re.I,
)  # fmt: skip
_BY = re.compile(
    r"[.,]*\s+(?:(?i:jointly )?(?i:filed)\s*by|(?i:by))\s*"
    r"(?=[A-Z\[(]|(?:joint )?(?:plaintiff|defendant|def[ft]|pl[ft]|debtor|creditor))"
    r"|[.,]\s+filed(?=[.\s]|$)|\s+filed(?=\.|$)"
)
# What a response answers may stand behind its filer.
_RE = re.compile(r"\b(?:re|regarding):? \[?\d.*", re.S)
_SENTENCE = re.compile(r"(?:(?<=[a-z\])]{3})|(?<=[A-Z]{4})|(?<=\d{2}))\.(?=\s+[A-Z(\d*]|$|[A-Z][a-z])")
_LABELS = re.compile(r"~Util|^\d+ - ")
_WORD = re.compile(r"[A-Za-z][\w/'’-]*")


def title_of(text: str | None, label: str | None = None, kind: str | None = None) -> str:
    """A title of at most 160 characters, in sentence case, without the court's tails, the filer and the attachments.
    Out of the short label where there is no text; where there is nothing, the kind."""
    if text and len(text) < 400 and _LABELS.search(text):
        text, label = None, text
    words = _in_sentence_case(_clean(text or "") or _of_labels(label or "") or kind or "")
    if len(words) > LONGEST:
        words = words[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:(-") + "…"
    return words[:1].upper() + words[1:] if words else "Untitled entry"


def _clean(text: str) -> str:
    words = re.sub(r"(?<=\.)['’]S\b", "'s", " ".join(text[:1500].split()))
    for banner in _HEADS:
        words = banner.sub("", words)
    words = _MINUTES.sub(r"\1: ", _ANSWERED.sub(r"\1", words))
    for tail in _TAILS:
        words = tail.sub(" ", words, count=1).strip() or words
    words = _BY_JUDGE.sub("", words)
    words = _NOTICE_BY.sub(r"\1 ", words)
    head = _cut(_BY, words, least=4)
    answered = None if re.search(r"\d", head) else _RE.search(words, len(head))
    words = f"{head} {answered[0]}" if answered else head
    words = _cut(_SENTENCE, words, least=12).strip(" ,;:.-*–")
    return words if words.count("(") >= words.count(")") else words.removesuffix(")").rstrip()


def _cut(pattern: re.Pattern[str], words: str, *, least: int) -> str:
    """Up to the first match that leaves something to read."""
    for match in pattern.finditer(words):
        if len(words[: match.start()].strip(" .,:")) >= least:
            return words[: match.start()]
    return words


def _of_labels(label: str) -> str:
    """`1 - Terminate Hearings AND ~Util - Set Deadlines` is `Terminate hearings and set deadlines`."""
    parts = [re.sub(r"^\s*(?:~Util|\d+)\s*-\s*", "", part).strip() for part in label.split(" AND ")]
    return " and ".join(dict.fromkeys(part for part in parts if part))


def _in_sentence_case(words: str) -> str:
    """Words of the trade small, shouted names capitalised, the rest as it is: whether `Search` in `Google Search` is a
    name nobody can tell, so that a known word after an unknown capital keeps its own."""
    made: list[str] = []
    end = 0
    after_name = False
    for match in _WORD.finditer(words):
        gap, word = words[end : match.start()], match[0]
        known = all(part.casefold() in SMALL for part in re.split(r"[/-]", word) if part) and word not in KEPT
        joined = after_name and gap == " " and word.istitle()
        written = _written(word, known=known and not joined, begins_office=_names_a_judge(words, match))
        after_name = (
            word[0].isupper() and not known and not word.endswith(("'s", "’s", "'S", "’S")) and not word.isupper()
        )
        made += [gap, written]
        end = match.end()
    return re.sub(r"\bno(s?\.)(?= ?\d)", r"No\1", "".join((*made, words[end:])))


def _names_a_judge(words: str, match: re.Match[str]) -> bool:
    office = match[0].casefold() in ("judge", "magistrate", "justice")
    return office and re.match(r"(?: Judge)? [A-Z][a-z]", words[match.end() : match.end() + 12]) is not None


def _written(word: str, *, known: bool, begins_office: bool) -> str:
    if begins_office:
        return word.capitalize()
    if known:
        return word.lower()
    if word in SHORT:
        return SHORT[word]
    return "".join(part.capitalize() if _is_shouted(part) else part for part in re.split(r"([/-])", word))


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 3 and word not in KEPT and not any(letter.isdigit() for letter in word)
