"""What an order says became of the motion it rules on. Pure."""

import re

# An order says what it does before it says why; a text of hundreds of pages is nobody's docket text.
LOOKS_AT = 6000

_GRANT = r"\bgrant(?:s|ed|ing)?\b(?! access| of access)"
_DENY = r"\bden(?:y|ying|ied|ies)\b"

# Each outcome of kinds.OUTCOMES and the words for it, the narrower first; None where the words cannot be told apart.
_SAID: tuple[tuple[str | None, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(words, re.I | re.S))
    for outcome, words in (
        (
            "granted in part",
            rf"{_GRANT}[ ,]+in[ -]part|{_DENY} in part and grant|\bpartially grant|{_GRANT}.{{0,60}}?\bin part\b"
            rf"|{_GRANT}(?: and |/)den(?:ied|ying|y|ies)",
        ),
        (
            "granted as modified",
            rf"(?:{_GRANT}|\bapprov\w+|\bentered)[\s*_,(]{{1,4}}as[\s-]modified|\bas[\s-]modified[\s*_)]{{1,3}}grant"
            rf"|{_GRANT}.{{0,40}}?\bas[\s-]modified",
        ),
        (None, rf"{_GRANT}.*{_DENY}|{_DENY}.*{_GRANT}|{_DENY} in part"),
        (
            "granted",
            rf"{_GRANT}|\ballow(?:s|ed|ing)\b(?! (?:to|until|the|for|by|under)\b)|\bapprov(?:es|ed|ing)\b"
            r"|^\W*so[- ]ordered",
        ),
        ("denied without prejudice", rf"{_DENY}.{{0,160}}?\bwithout[\s-]+prejudice"),
        (
            "moot",
            r"\b(?:den\w+|find\w*|dismiss\w*|deem\w*|terminat\w+|strik\w+|stricken)\b.{0,60}?\bmoot\b|\bmooting\b"
            r"|\b(?:is|are|as) moot\b",
        ),
        ("denied", _DENY),
        (
            "withdrawn",
            r"\b(?:deem\w*|motions?|is|are|as|finding|terminat\w+)\b.{0,30}?\bwithdrawn\b|\bwithdrawing \[?\d",
        ),
    )
)
_ORDER = re.compile(
    r"^\W*(?:\w+[ /&,]+){0,5}?(?:orders?|ordered|minutes?|opinion|endorsement|memo[- ]endors\w+|judgment|ruling)\b"
    r"|\b(?:signed|ordered|entered) by\b.{0,60}\bjudge\b|\bso[- ]ordered\b|\bis (?:hereby )?ordered\b"
    r"|^\s*(?:\w+ )?judge [^:]{3,40}:", re.I | re.S,
)  # fmt: skip
_MINUTES = re.compile(r"^\W*(?:\w+ )?minutes?\b(?! order)", re.I)
# What a party asks for in the same words.
_ASKS = re.compile(
    r"^\W*(?:\[?proposed\]? order"
    r"|(?:\w+ )?(?:stipulation(?! (?:and|&) order)|request|motion|notice(?! of document)|application)\b)",
    re.I,
)
_CLAUSE = re.compile(
    r";|(?<=[a-z\d)\]])\.\s+(?=[A-Z\[\d])|,\s+(?:and\s+)?(?=(?:den|grant|find|terminat)\w*ing\b)"
    r"|\band\s+(?=(?:deny|grant)ing \[?\d)", re.I,
)  # fmt: skip


def outcome_in(text: str, of: int | None = None) -> str | None:
    """One of kinds.OUTCOMES, of the motion that this order rules on; of entry `of` where the order speaks of several
    (`granting 7 Motion for leave; denying 21 Motion to dismiss`). None where the text is no order, does not say, or
    grants one and denies another and `of` does not tell which is asked."""
    text = text[:LOOKS_AT]
    if not _ORDER.search(text[:1500]) or _ASKS.match(text):
        return None
    if of is not None:
        clauses = [one for one in _CLAUSE.split(text) if one and re.search(rf"(?<![\w/:.$-]){of}(?![\w/:-])", one)]
        for clause in clauses:
            if found := _said(clause):
                return found
        if _MINUTES.match(text):
            return None  # a hearing on several matters: what was granted need not be this
    return _said(text)


def _said(text: str) -> str | None:
    return next((outcome for outcome, words in _SAID if words.search(text)), None)
