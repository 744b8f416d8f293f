"""Numbers in docket text that are no entries: days, times, sums, rules, statutes, courtrooms, cases, exhibits. Pure.

They are blotted out before references are looked for, sign for sign, so that places in the text stay the same.
"""

import re

BLOT = "~"

# `12(b)(6)`, `952 and 960`, `4242, 4247(b), and 4247(c)(4)(B)`: no sign may belong both to a number and to what joins
# two of them, or a hostile text takes for ever.
_ONE = r"\d[\w.()]*(?:-\w+)?"
_LISTED = rf"{_ONE}(?:\s*(?:,\s*(?:and\s)?|-|–|/|\band\b|&|\bthrough\b)\s*\d[\w()]*(?!/))*"

# Words after which a number is not the docket's own.
LABELS = frozenset(
    """
    courtroom ctrm crtrm room rm floor dept department suite ste box apt unit bldg count counts count(s) rule
    rules section sections sec secs title chapter article part volume vol page pages pg pgs pp p paragraph
    paragraphs para line lines exhibit exhibits exh exhs ex exs appendix tab phase tier group form version
    amendment amendments juror doe does claim claims patent patents interrogatory interrogatories footnote ao
    cja mdl passport zip telephone phone fax tel cd evid within than least most exceed approximately about
    nearly additional frcp fre frap frcrp class month months ages age
    """.split()
)
# L.R. 7-11, NECivR 12.5, CrimLR 1.1(e), F.R.Civ.P. 12.
RULES = ("lr", "civr", "cvr", "crimr", "crr", "frcp", "civp", "crimp", "ussg", "usc", "cfr")
# `Order No. 1` and `Receipt # 22` are of another count than the docket's, of which `Dkt. No. 1` is.
_OF_ANOTHER_COUNT = re.compile(
    r"\b(?:orders?|case|receipt|check|appeal|action|index|cause|patent|docket sheet|phone|set|request|interrogatory)"
    r"\W*$",
    re.I,
)
_WORDED = re.compile(rf"(?:\b([A-Za-z][A-Za-z.]{{0,23}}(?:\(s\))?)|[§¶]+)\s*:?\s*#?\s*(?:{_LISTED})")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_MORE_DAYS = rf"(?:\s*(?:,|-|–|\band\b|&)\s*(?:or )?(?:{_MONTH}\s+)?\d{{1,2}}(?!\d))*(?:,?\s+\d{{4}})?"
_MONTHS = re.compile(rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b{_MORE_DAYS}", re.I)
_UNDESIGNATED = r"(?<!No\. )(?<!Nos\. )(?<!ECF )(?<!Dkt\. )(?<!Doc\. )"
_AT_DIGITS = re.compile(
    r"(?=[\d$(])(?:"
    + "|".join(
        (
            r"\d{1,2}/\d{1,2}(?:/\d{2,5})?(?!\d)|\d{4}-\d\d-\d\d",  # days
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day of\s+)?{_MONTH}(?:,?\s+\d{{4}})?\b",
            r"\d{1,2}(?::\d\d)+(?:\s*-\s*\d{1,2}:\d\d)*(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?",  # times
            r"[$]\s*[\d,.]+(?:\s*(?:million|billion|thousand))?|\b\d[\d,.]*\s*(?:%|percent|dollars)",  # sums
            r"\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b",  # telephones
            r"\b\d?:?\d{2,4}-?(?:cv|cr|mc|md|mj|ap|bk|po|ml|mdl|misc|civ|cm|sw)-?\d[\w()-]*",  # case numbers
            r"\b\d:\d{2,4}-\d+[\w-]*|\b\d{2}-\d{4,6}\b",
            r"\b\d+\s+(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?|USCA?|C\.?F\.?R\.?|Stat\.?"
            r"|F\.?\s?(?:2d|3d|4th|Supp)|S\.\s?Ct|U\.S\."
            rf"|Fed\.?\s?Reg)\b\.?(?:\s*(?:§+|Sec(?:tion|s)?s?\.?))?\s*(?:{_LISTED})?",  # statutes and reports
            r"\b\d+\s+of\s+\d+\b",
            r"\(\d{1,3}\)(?=\s*(?:[a-z]+\s+)?(?:business |calendar |court )?"
            r"(?:days?|months?|years?|hours?|copies|pages?))",
            rf"{_UNDESIGNATED}\b(?:19|20)\d\d\b(?=\s*(?:[,.;)]|$|WL|Term|at\b|to\b|-))",  # years
            r"\b\d+\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z0-9]\w*\.?\s+){1,3}"
            r"(?:Street|St\b|Avenue|Ave\b"
            r"|Blvd|Boulevard|Road|Rd\b|Drive|Dr\b|Lane|Mall|Plaza|Square|Place|Way\b|Parkway|Pkwy|Highway|Hwy"
            r"|Court House)",
            r"\b\d{5}-\d{4}\b",
        )
    )
    + ")",
    re.I,
)
_ADDRESSES = re.compile(r"[\w.+-]{1,64}@[\w.-]+|(?:https?://|www\.)\S+|&#?\w{2,8};")
_HAS_ADDRESS = re.compile(r"@|://|www\.|&")


def blotted(text: str) -> str:
    """The text with every number that is no entry blotted out; of the same length."""
    clear = _ADDRESSES.sub(_blot, text) if _HAS_ADDRESS.search(text) else text
    clear = _AT_DIGITS.sub(_blot, _MONTHS.sub(_blot, clear))
    return _WORDED.sub(lambda found: _blot(found) if _is_labelled(found) else found[0], clear)


def _is_labelled(found: re.Match[str]) -> bool:
    if found[1] is None:
        return True
    word = found[1].casefold().replace(".", "")
    if word == "part":
        return not found.string[: found.start()].endswith("in ")
    if word in ("no", "nos", "number", "numbers"):
        return _OF_ANOTHER_COUNT.search(found.string, max(0, found.start() - 20), found.start()) is not None
    return word in LABELS or word.endswith(RULES)


def _blot(found: re.Match[str]) -> str:
    return re.sub(r"\S", BLOT, found[0])
