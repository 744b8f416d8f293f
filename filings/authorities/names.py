"""The name of a case, as it stands before its citation. Pure."""

import re
from collections.abc import Iterable

REACH = 260
_DOCKET_NUMBER = re.compile(
    r",? \(?(?:Case |Civil Action |Civ\. |C\.A\. |MDL )?Nos?\.? ?"
    r"(?=[^,;]*(?:\d[-A-Z]|\d{4}))[^;,]{2,45}(?:, [\w:-]*\d[\w:-]*)* ?,?$"
)
# A defendant's name holds no sentence.
_PROSE = re.compile(r"\b[a-z]{3,} [a-z]{2,} [a-z]{2,}\b|[;(]|\d{4}\)")
LONGEST_PARTY = 110
_VERSUS = re.compile(r" vs?\.? ")
_ALONE = re.compile(r"\b(?:In re|In the Matter of|Matter of|Ex parte|Estate of|In Re|IN RE)\b")
_JOINING = frozenset(
    "of the and & for de la del van von der ex rel. on behalf d/b/a et al. a an at to in by as with".split()
)
# Words that lead to a citation and are no part of a name.
_SIGNALS = frozenset(
    "see cf cf. e.g. e.g., accord but compare contra citing quoting also in as under id. id and with generally both per like "
    "following cites quotes overruling overruled abrogated aff'd aff'g rev'd rev'g cert. sub nom. ibid. since because after "
    "although while here thus moreover further furthermore similarly likewise where when indeed finally see, also, plaintiff's "
    "whether both from through the".split()
)
_SUFFIXES = re.compile(
    r"^(?:Inc|LLC|L\.L\.C|Ltd|L\.P|LP|LLP|L\.L\.P|Corp|Co|N\.A|S\.A|P\.C|P\.A|PLC|plc|GmbH|AG|B\.V|et|Jr|Sr|III|II|v|vs|P\.L\.L\.C)"
    r"\.?,?$"
)
_ABBREVIATED = re.compile(
    r"^(?:[A-Z]|(?:[A-Z]\.)+[A-Z]?|[\w-]+'[a-z]{1,2}|Inc|Corp|Cos?|Ltd|Bros|Atl|Bancorp|Bank|Cty|St|Mr|Mrs|Ms|Dr|Jr|Sr|No|Am|Assocs?|Auth|Bd|Cal|Cas|"
    r"Cent|Chem|Cnty|Comm|Commc|Comms|Cmty|Const|Ctr|Ctrs|Dev|Dist|Distrib|Div|E|Educ|Elec|Elecs|Eng|Enters?|Equip|Exch|Exec|"
    r"Fed|Fin|Found|Gen|Grp|Hosp|Hous|Indem|Indep|Indus|Inst|Ins|Int|Invs?|Lab|Labs|Liab|Litig|Mach|Maint|Mem|Mfg|Mfr|Mfrs|"
    r"Mgmt|Mkt|Mktg|Mortg|Mun|Mut|N|Nat|Ne|Nw|Ord|Org|Pac|Pharm|Pharms|Pres|Prod|Prods|Prot|Prop|Props|Pub|Publ|Publ|Rd|Ref|"
    r"Reg|Rels|Res|Rest|Ret|Rys?|S|Sav|Sch|Sci|Sec|Secs|Serv|Servs|Soc|Ss|Sur|Sys|Tech|Techs|Tel|Telecomm|Tels|Transp|Twp|Univ|"
    r"Util|Utils|Vill|W|Wash|Broad|Ent|Entm|Sols|Solutions?|Pictures?|Rec|Recs|Motors|Cir|al|rel|ex)\.?$"
)
_LEADING = re.compile(r"(?:\d{3,}|See|Cf\.?|In(?! re\b)|As|Under|But|Accord|And|The|With|For|By|To|At|On|A)[,.]? +")
MOST_WORDS = 14
_IN_TEXT = re.compile(
    r"(?P<name>.+? v\. .+?|(?:In re|In the Matter of|Matter of|Ex parte|Estate of) .+?) ?,? (?:\(?(?:Case |Civil Action )?"
    r"Nos?\.? .+?, )?"
    r"\d+ [A-Z]"
)


def name_before(text: str, end: int) -> tuple[int, str] | None:
    """The name of the case that is cited at `end`, and where it starts."""
    begin = max(0, end - REACH)
    words = text[begin:end].rstrip()
    words = _DOCKET_NUMBER.sub("", words).rstrip(" ,")
    alone = [
        match
        for match in _ALONE.finditer(words)
        if not re.search(r"[;()]|\.\s+[A-Z][a-z]+ [a-z]+ ", words[match.end() :])
    ]
    versus = list(_VERSUS.finditer(words))
    behind = words[versus[-1].end() :] if versus else ""
    if versus and len(behind) <= LONGEST_PARTY and not _PROSE.search(behind):
        start = _start_of(words[: versus[-1].start()])
        if start is not None:
            estate = [match.start() for match in alone if match.start() < versus[-1].start()]
            start = min([start, *estate[-1:]])
            name = f"{words[start : versus[-1].start()]} v. {words[versus[-1].end() :]}"
            return begin + start, name.strip(" ,")
    if alone and len(words) - alone[-1].start() < 140:
        return begin + alone[-1].start(), re.sub(r"^IN RE|^In Re", "In re", words[alone[-1].start() :]).strip(" ,")
    return None


def _start_of(before: str) -> int | None:
    """Where the first party's name starts, in what stands before the `v.`"""
    tokens = [(match.start(), match[0]) for match in re.finditer(r"\S+", before)]
    start = None
    following = "v."
    for at, token in reversed(tokens[-MOST_WORDS:]):
        bare = token.strip("\"'([*_")
        plain = bare.rstrip(",")
        is_last = following == "v."
        if plain.lower() in _SIGNALS and plain.lower() not in _JOINING:
            break
        if not is_last and (bare[-1:] in ";:)]?!" or (bare.endswith(",") and not _SUFFIXES.match(following))):
            break
        ends = not is_last and bare.endswith((".", '."', ".'")) and not _SUFFIXES.match(following)
        if ends and not _ABBREVIATED.match(bare.rstrip(".,\"'")):
            break
        if plain[:1].isupper() or plain[:1].isdigit() or plain == "&":
            start = at + token.index(bare) if bare else at
        elif plain not in _JOINING:
            break
        following = bare
    return _without_signals(before, start) if start is not None else None


def _without_signals(before: str, start: int) -> int:
    """`In`, `The` and the like that a sentence starts with stand before the name."""
    while match := re.match(
        r"(?:See|Cf\.?|In(?! re\b)|As|Under|But|Accord|And|The|With|For|By|To|At|On|A)[,.]? +", before[start:]
    ):
        start = match.end()
    return start


def name_in(text: str) -> str | None:
    """The name that a citation begins with, as the page has it."""
    found = _IN_TEXT.match(" ".join(text.split()))
    return found["name"].rstrip(" ,") if found else None


def best_name(texts: Iterable[str]) -> str | None:
    """Of the names in these citations the fullest; of two as long the one more often used."""
    counts: dict[str, int] = {}
    for text in texts:
        if name := name_in(text):
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: (len(name), counts[name], name), default=None)


def cite_in(cite: str, texts: Iterable[str]) -> str:
    """What these citations say of a citation that others may have added to: `545 U.S. 913, 125 S. Ct. 2764 (2005)` is
    `545 U.S. 913` where they have no year and no second reporter."""
    said = _plain(" ".join(texts))
    all_cites, _, year = cite.partition(" (")
    first, *others = all_cites.split(", ")
    found = ", ".join([first, *(one for one in others if _plain(one) in said)])
    return f"{found} ({year}" if year and _plain(year) in said else found


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def is_short_for(words: str, name: str) -> bool:
    """Whether `Grokster` or `Perfect 10` is how a later citation calls the case."""
    parties = [re.sub(r"[^\w ]", "", party).lower() for party in name.split(" v. ")]
    short = re.sub(r"[^\w ]", "", words).lower().strip()
    return bool(short) and any(re.search(rf"\b{re.escape(short)}\b", party) for party in parties)
