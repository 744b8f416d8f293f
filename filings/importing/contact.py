"""What a docket prints under an attorney’s name: roles with dates, and an address that begins with the firm. Pure."""

import re
from collections.abc import Sequence

_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten"
_STREETS = (
    "street|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|way|court|ct|plaza|place|pl|square|sq|center|"
    "centre|parkway|pkwy|highway|hwy|circle|terrace|row|mall|broadway|tower|building|bldg|embarcadero|floor|suite|ste"
)
# A word that only a firm's or an office's line has, though it may begin with a number.
_FIRM = re.compile(
    r"\b(?:l\.?l\.?p|l\.?l\.?c|p\.?l\.?l\.?c|p\.?c|p\.?a|a\.?p\.?c|l\.?p\.?a|chtd|ltd|inc|corp|law|attorneys?|office|"
    r"associates|group|counsel|legal|defender)\b",
    re.IGNORECASE,
)
_NO_FIRM = re.compile(
    rf"""(?ix)
      ^\W*\d | ^\#                                   # 20 Vesey Street; (302) 658-9200; #P-65407
    | ^(?:{_NUMBERS})\s.*\b(?:{_STREETS})\b          # One Leadership Square
    | ^(?:p\.?\s*o\.?|post\s+office)\s*(?:box|drawer)\b
    | ^(?:suite|ste|floor|fl|room|rm|unit|apt|apartment|box|building|bldg)\b\W*\w{{0,6}}$
    | ^[\w.\s]+,\s*[A-Z]{{2}}\s+\d{{5}}              # Wilmington, DE 19899
    | ^(?:tel|telephone|phone|ph|fax|facsimile|cell|email|e-mail|pager|direct)\b\s*[:.]?
    | @ | undeliverable | see\s+above
    | ^(?:pro\s*se|no\s+appearance|not\s+a\s+member|attorney\s+at\s+law|attn|c/o|na|n/a|none|(?:address\s+)?unknown)\b
    """
)
_GOES_ON = re.compile(r"(?:\b(?:of|and|for|the)|&|,)$", re.IGNORECASE)
_DATED = re.compile(r"^(?P<role>.*?)\s*:?\s*\(?(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\)?\s*$")
PRO_SE = "PRO SE"


def is_pro_se(contact: str) -> bool:
    return any(line.strip().upper() == PRO_SE for line in contact.split("\n"))


def firm_in(contact: str, *, attorney: str) -> str | None:
    """The first line, as far as it is no street, post box, telephone, mail address or note, nor the attorney again."""
    lines = [line.strip() for line in contact.split("\n") if line.strip()]
    if not lines:
        return None
    first = lines[0]
    if _letters(first) == _letters(attorney) or (_NO_FIRM.search(first) and not _is_firm_with_number(first)):
        return None
    if _GOES_ON.search(first) and len(lines) > 1 and not _NO_FIRM.search(lines[1]):
        first = f"{first} {lines[1]}"
    return first if any(letter.isalpha() for letter in first) else None


def roles_in(printed: Sequence[str]) -> tuple[list[str], str | None]:
    """The roles without their dates, and the ISO date on which the attorney's part ended: TERMINATED: 08/09/2019."""
    roles: list[str] = []
    ended = None
    for one in printed:
        role = " ".join(one.split())
        dated = _DATED.match(role)
        if dated:
            role = dated["role"].rstrip(" :")
            if "TERMINATED" in role.upper():
                ended = ended or _iso(dated)
        if role and role.upper() != "TERMINATED" and role not in roles:
            roles.append(role)
    return roles, ended


def _iso(dated: re.Match[str]) -> str | None:
    month, day = int(dated["month"]), int(dated["day"])
    return f"{dated['year']}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _is_firm_with_number(line: str) -> bool:
    return bool(_FIRM.search(line)) and "@" not in line and re.match(r"\d", line) is not None


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())
