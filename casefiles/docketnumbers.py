"""Docket numbers of the federal district courts, in any spelling. Pure.

`5:25-cv-06213-EKL (SVK)` is office, year, type, serial, the judge assigned and the judge referred to; a criminal case
adds the number of the defendant. A case that moves to another office or judge changes those, so year and serial alone
say which case of its court it is: `2506213`, CourtListener's core number.
"""

import re
from dataclasses import dataclass

# What is printed before a number: Case No., Civil Action No., C.A. No., Docket, #.
_WORDS = r"(?:(?:case|civil|criminal|action|docket|master|file|no|nos|number|c\.\s?a|u\.s\.d\.c)\b[.:]{0,2}|\#|:|\s)*"
_TYPE = r"civ\.?|civil|crim\.?|criminal|c|[a-z]{2,4}|~gr"
# Typed: 5:25-cv-06213, 5:2025cv06213, 25 Civ. 6213. Led by its type: C 25-06213, CV-25-6213. Bare: 25-6213.
_TYPED = rf"(?:(?P<office>\d{{1,2}}):\s?)?(?P<year>(?:19|20)?\d\d)[-\s]?(?P<type>{_TYPE})[-\s]?(?P<serial>\d{{1,7}})"
_LED = r"(?P<type>civ\.?|crim\.?|c\.?|(?:sa|ed|la)?c[rv]|mc|mj|md|ml)[-\s]?(?P<year>\d\d)-(?P<serial>\d{1,7})"
_BARE = r"(?:(?P<office>\d{1,2}):\s?)?(?P<year>\d\d)-(?P<serial>\d{3,7})"
# Initials are two to five letters, N/A or M_M; P1 and CRJ7 carry a digit; a court in Florida puts 36JSS.
_MARK = r"(?:N/A|[a-z_]{1,6}\d?|\d{1,2}[a-z]{2,4}|\d{1,3}(?!\d))"
# -EKL, (EKL), (EKL-SVK), or in capitals after a space: no word of a sentence.
_SUFFIX = rf"(?P<suffix>(?:-{{1,2}}\(?{_MARK}\)?|\s?\({_MARK}(?:-{_MARK})?\)|\s(?-i:[A-Z]{{2,4}})(?![A-Za-z])){{0,4}})"
_NOT_BEFORE, _NOT_AFTER = r"(?<![\w:/.-])", r"(?![\w/:]|-\w)"

_FORMS = tuple(
    re.compile(rf"\s*{_WORDS}{_NOT_BEFORE}{form}{_SUFFIX}{after}", re.IGNORECASE)
    for form, after in ((_TYPED, _NOT_AFTER), (_LED, _NOT_AFTER), (_BARE, r"\s*$"))
)
_PRINTED = re.compile(
    rf"{_NOT_BEFORE}(?:\d{{1,2}}:)?\d\d-[a-z~]{{2,5}}-\d{{3,7}}(?:-{{1,2}}{_MARK})*(?:\s?\({_MARK}(?:-{_MARK})*\))?",
    re.IGNORECASE,
)
_TYPES = {"c": "cv", "civ": "cv", "civil": "cv", "crim": "cr", "criminal": "cr"}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class DocketNumber:
    year: int
    """Two digits, as printed: 25."""
    serial: int
    type: str | None = None
    """cv, cr, mj, mc, md, …; None where none is printed."""
    office: str | None = None
    assigned: str | None = None
    """Initials of the judge, in capitals."""
    referred: str | None = None
    defendant: int | None = None

    @property
    def core(self) -> str:
        return f"{self.year:02d}{self.serial:05d}"


def parse(text: str | None) -> DocketNumber | None:
    """None: the text begins with no docket number of a district court."""
    for form in _FORMS:
        found = form.match((text or "")[:LONGEST])
        if found:
            return _number(found.groupdict())
    return None


def whole(text: str) -> DocketNumber | None:
    """None: the text is no docket number, or says more than one."""
    for form in _FORMS:
        found = form.match(text[:LONGEST])
        if found:
            return None if text[found.end() :].strip(" .") else _number(found.groupdict())
    return None


def core(text: str | None) -> str | None:
    """`2506213`: two digits of the year and at least five of the serial."""
    number = parse(text)
    return number.core if number else None


def same_case(one: str | None, other: str | None) -> bool:
    """Whether two numbers of one court name the same case, whatever office and judges they carry."""
    first, second = parse(one), parse(other)
    if first is None or second is None:
        return bool(one) and _folded(one) == _folded(other)
    return first.core == second.core and (None in (first.type, second.type) or first.type == second.type)


def printed_in(text: str) -> str | None:
    """The first number in running text that is printed in full, with the initials: 3:23-cv-04557-JCS."""
    found = _PRINTED.search(text)
    return found[0] if found else None


def _number(printed: dict[str, str | None]) -> DocketNumber:
    tokens = re.findall(r"[\w/]+", printed["suffix"] or "")
    defendant = next((int(token) for token in tokens if token.isdigit()), None)
    judges = [token.upper() for token in tokens if not token.isdigit()]
    # In Los Angeles the division stands before it: SACV 25-6213.
    kind = re.sub("^(?:sa|ed|la)(?=c)", "", (printed.get("type") or "").rstrip(".").lower())
    return DocketNumber(
        year=int((printed["year"] or "")[-2:]),
        serial=int(printed["serial"] or ""),
        type=_TYPES.get(kind, kind) or None,
        office=printed.get("office"),
        assigned=judges[0] if judges else None,
        referred=judges[1] if len(judges) > 1 else None,
        defendant=defendant,
    )


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).lower()
