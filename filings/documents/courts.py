"""The 94 federal district courts as the Bluebook abbreviates them (table T7 with T10), by CourtListener's names. Pure."""

_STATES = {
    "ak": "Alaska", "al": "Ala.", "ar": "Ark.", "az": "Ariz.", "ca": "Cal.", "co": "Colo.", "ct": "Conn.", "dc": "D.C.",
    "de": "Del.", "fl": "Fla.", "ga": "Ga.", "gu": "Guam", "hi": "Haw.", "ia": "Iowa", "id": "Idaho", "il": "Ill.",
    "in": "Ind.", "ks": "Kan.", "ky": "Ky.", "la": "La.", "ma": "Mass.", "md": "Md.", "me": "Me.", "mi": "Mich.",
    "mn": "Minn.", "mo": "Mo.", "ms": "Miss.", "mt": "Mont.", "nc": "N.C.", "nd": "N.D.", "ne": "Neb.", "nh": "N.H.",
    "nj": "N.J.", "nm": "N.M.", "nv": "Nev.", "ny": "N.Y.", "oh": "Ohio", "ok": "Okla.", "or": "Or.", "pa": "Pa.",
    "pr": "P.R.", "ri": "R.I.", "sc": "S.C.", "sd": "S.D.", "tn": "Tenn.", "tx": "Tex.", "ut": "Utah", "va": "Va.",
    "vi": "V.I.", "vt": "Vt.", "wa": "Wash.", "wi": "Wis.", "wv": "W. Va.", "wy": "Wyo.",
}  # fmt: skip

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
