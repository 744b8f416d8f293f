"""The federal district courts by CourtListener's names: what the Bluebook (table T7 with T10) and the courts call them, and
the wall clock of each. Pure."""

_STATES = {
    "ak": "Alaska", "al": "Ala.", "ar": "Ark.", "az": "Ariz.", "ca": "Cal.", "co": "Colo.", "ct": "Conn.", "dc": "D.C.",
    "de": "Del.", "fl": "Fla.", "ga": "Ga.", "gu": "Guam", "hi": "Haw.", "ia": "Iowa", "id": "Idaho", "il": "Ill.",
    "in": "Ind.", "ks": "Kan.", "ky": "Ky.", "la": "La.", "ma": "Mass.", "md": "Md.", "me": "Me.", "mi": "Mich.",
    "mn": "Minn.", "mo": "Mo.", "ms": "Miss.", "mt": "Mont.", "nc": "N.C.", "nd": "N.D.", "ne": "Neb.", "nh": "N.H.",
    "nj": "N.J.", "nm": "N.M.", "nv": "Nev.", "ny": "N.Y.", "oh": "Ohio", "ok": "Okla.", "or": "Or.", "pa": "Pa.",
    "pr": "P.R.", "ri": "R.I.", "sc": "S.C.", "sd": "S.D.", "tn": "Tenn.", "tx": "Tex.", "ut": "Utah", "va": "Va.",
    "vi": "V.I.", "vt": "Vt.", "wa": "Wash.", "wi": "Wis.", "wv": "W. Va.", "wy": "Wyo.",
}  # fmt: skip

_NAMES = {
    "ak": "Alaska", "al": "Alabama", "ar": "Arkansas", "az": "Arizona", "ca": "California", "co": "Colorado",
    "ct": "Connecticut", "dc": "Columbia", "de": "Delaware", "fl": "Florida", "ga": "Georgia", "gu": "Guam",
    "hi": "Hawaii", "ia": "Iowa", "id": "Idaho", "il": "Illinois", "in": "Indiana", "ks": "Kansas", "ky": "Kentucky",
    "la": "Louisiana", "ma": "Massachusetts", "md": "Maryland", "me": "Maine", "mi": "Michigan", "mn": "Minnesota",
    "mo": "Missouri", "ms": "Mississippi", "mt": "Montana", "nc": "North Carolina", "nd": "North Dakota",
    "ne": "Nebraska", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "nv": "Nevada", "ny": "New York",
    "oh": "Ohio", "ok": "Oklahoma", "or": "Oregon", "pa": "Pennsylvania", "pr": "Puerto Rico", "ri": "Rhode Island",
    "sc": "South Carolina", "sd": "South Dakota", "tn": "Tennessee", "tx": "Texas", "ut": "Utah", "va": "Virginia",
    "vi": "the Virgin Islands", "vt": "Vermont", "wa": "Washington", "wi": "Wisconsin", "wv": "West Virginia",
    "wy": "Wyoming",
}  # fmt: skip

# By state, but where a court of it keeps another clock by its own name. All others: New York's.
_CLOCKS = {
    # Of the courts of appeals by the clerk's office; their names begin as California's do, and the Ninth Circuit's clock is hers.
    "America/New_York": "ca1 ca2 ca3 ca4 ca6 ca11 cadc cafc",
    "America/Chicago": "al ar ia il ks la mn mo ms nd ne ok sd tx wi tnmd tnwd ca5 ca7 ca8",
    "America/Denver": "co mt nm ut wy ca10",
    "America/Boise": "id",
    "America/Phoenix": "az",
    "America/Los_Angeles": "ca nv or wa",
    "America/Anchorage": "ak",
    "Pacific/Honolulu": "hi",
    "Pacific/Guam": "gu nmid",
    "America/Puerto_Rico": "pr",
    "America/St_Thomas": "vi",
}
_CLOCK_OF = {code: clock for clock, codes in _CLOCKS.items() for code in codes.split()}

_DIRECTIONS = {
    "nd": "Northern ",
    "sd": "Southern ",
    "ed": "Eastern ",
    "wd": "Western ",
    "md": "Middle ",
    "cd": "Central ",
}

_DISTRICTS = {
    "d": "ak az co ct dc de gu hi id ks ma md me mn mt nd ne nh nj nm nv or pr ri sc sd ut vi vt wy",
    "nd": "al ca fl ga ia il in ms ny oh ok tx wv",
    "sd": "al ca fl ga ia il in ms ny oh tx wv",
    "ed": "ar ca ky la mi mo nc ny ok pa tn tx va wa wi",
    "wd": "ar ky la mi mo nc ny ok pa tn tx va wa wi",
    "md": "al fl ga la nc pa tn",
    "cd": "ca il",
}


def _abbreviation(district: str, state: str) -> str:
    """`N.D. Cal.`, but `S.D.N.Y.`: single capitals stand close together."""
    prefix = "".join(f"{letter.upper()}." for letter in district)
    is_close = len(state) > 2 and state[1] == "."
    return f"{prefix}{state}" if is_close else f"{prefix} {state}"


ABBREVIATIONS = {
    f"{code}{district}": _abbreviation(district, _STATES[code])
    for district, states in _DISTRICTS.items()
    for code in states.split()
} | {"nmid": "D.N. Mar. I."}


_FULL = {
    f"{code}{district}": f"U.S. District Court, {_DIRECTIONS.get(district, '')}District of {_NAMES[code]}"
    for district, states in _DISTRICTS.items()
    for code in states.split()
} | {
    "nmid": "U.S. District Court for the Northern Mariana Islands",
    "jpml": "U.S. Judicial Panel on Multidistrict Litigation",
    "uscfc": "U.S. Court of Federal Claims",
    "cit": "U.S. Court of International Trade",
}


def name_of(court_id: str) -> str:
    """`U.S. District Court, Northern District of California` for `cand`; a court that is none of these by its own code."""
    if court_id.endswith("b") and court_id[:-1] + "d" in _FULL:
        return _FULL[court_id[:-1] + "d"].replace("District Court", "Bankruptcy Court", 1)
    return _FULL.get(court_id, court_id)


def timezone_of(court_id: str) -> str:
    return _CLOCK_OF.get(court_id) or _CLOCK_OF.get(court_id[:2]) or "America/New_York"
