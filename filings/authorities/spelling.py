"""An authority's several spellings as one: its key, how the Bluebook cites it, and its public page. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import quote

CORNELL = "https://www.law.cornell.edu"
COURTLISTENER = "https://www.courtlistener.com/c/"

# Collections of rules: how they are cited, and where Cornell has them.
RULES = {
    "frcp": ("Fed. R. Civ. P.", "frcp"),
    "fre": ("Fed. R. Evid.", "fre"),
    "frcrmp": ("Fed. R. Crim. P.", "frcrmp"),
    "frap": ("Fed. R. App. P.", "frap"),
    "frbp": ("Fed. R. Bankr. P.", None),
}
# Commercial databases, which no public look-up knows.
_UNPUBLISHED = re.compile(r"\bWL\b|LEXIS", re.IGNORECASE)


@dataclass(frozen=True)
class Spelled:
    """An authority under one name. `sort`: case, statute, rule or other."""

    key: str
    sort: str
    cite: str
    url: str | None = None


def slug(words: str) -> str:
    """`545 U.S. 913` is 545-us-913, `17 U.S.C. § 504` 17-usc-504."""
    words = re.sub(r"(?<!\d)[.'’]|[.'’](?!\d)", "", words.lower())
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:200]


def case(volume: str, reporter: str, page: str) -> Spelled:
    cite = f"{volume} {reporter} {page}"
    public = None if _UNPUBLISHED.search(reporter) else f"{COURTLISTENER}{quote(reporter)}/{volume}/{quote(page)}/"
    return Spelled(slug(cite), "case", cite, public)


def code(title: str, section: str) -> Spelled:
    """A section of the United States Code; its subsections are pins of it."""
    section = section.lower()
    url = f"{CORNELL}/uscode/text/{title}/{section}"
    return Spelled(f"{title}-usc-{section}", "statute", f"{title} U.S.C. § {section}", url)


def regulation(title: str, section: str) -> Spelled:
    part = "" if "." in section else "part-"
    cite = f"{title} C.F.R. {'§' if not part else 'pt.'} {section}"
    return Spelled(slug(f"{title} cfr {part}{section}"), "rule", cite, f"{CORNELL}/cfr/text/{title}/{part}{section}")


def rule(collection: str, number: str) -> Spelled:
    cited, folder = RULES[collection]
    url = f"{CORNELL}/rules/{folder}/rule_{number}" if folder else None
    return Spelled(slug(f"{collection} {number}"), "rule", f"{cited} {number}", url)


def local_rule(kind: str, number: str) -> Spelled:
    """Local rules have no public page that is sure to stay."""
    return Spelled(slug(f"{kind} lr {number}"), "rule", f"{kind} L.R. {number}")


def state_code(name: str, section: str) -> Spelled:
    cite = f"Cal. {name} Code § {section}"
    return Spelled(slug(cite), "statute", cite)


def constitution(part: str, number: str) -> Spelled:
    """`part`: art or amend."""
    number = number.upper()
    folder = "article" if part == "art" else "amendment"
    url = f"{CORNELL}/constitution/{folder}{number.lower()}"
    return Spelled(f"us-const-{part}-{number.lower()}", "other", f"U.S. Const. {part}. {number}", url)


def rank(cite: str) -> int:
    """Of parallel citations the official reporter first, a commercial database last."""
    if re.fullmatch(r"\d+ U\.S\. \d+", cite):
        return 0
    return 2 if _UNPUBLISHED.search(cite) else 1


def parts(cite: str) -> tuple[str, str, str]:
    """Volume, reporter and page of `347 F. Supp. 3d 434`."""
    volume, _, rest = cite.partition(" ")
    reporter, _, page = rest.rpartition(" ")
    return volume, reporter, page
