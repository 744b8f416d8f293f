"""Names as short as a chip has room for. Pure."""

import re
from functools import lru_cache

# What a company's name ends in to say what sort of company it is. `Company`, `Limited` and `Co.` are often part of the
# name itself (Ford Motor Company, Tiffany & Co.), so those go only after a comma, or before another such ending.
_ALWAYS = (
    r"Inc|Incorporated|LLC|L\.L\.C|LLLP|LLP|L\.L\.P|LP|L\.P|PLLC|P\.L\.L\.C|Corp|Corporation|Ltd|PLC|P\.C|PC|N\.A|"
    r"S\.A|S\.A\.S|S\.p\.A|S\.r\.l|GmbH|AG|SE|B\.V|N\.V|AB|Pty|Pte|K\.K"
)
_SOMETIMES = r"Co|Company|Limited|L\.C|LC"
_ENDING = re.compile(rf"(?:(?:,?\s+(?:{_SOMETIMES})\.?)?,?\s+(?:{_ALWAYS})|,\s*(?:{_SOMETIMES}))\.?$", re.IGNORECASE)
_OTHER_NAMES = re.compile(r",?\s+(?:d/b/a|dba|a/k/a|aka|f/k/a|fka|doing business as|also known as)\s.*$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """`Meta Platforms, Inc.` as `Meta Platforms`; a name that would vanish stays as it is."""
    short = _OTHER_NAMES.sub("", " ".join(name.split()))
    while (shorter := _ENDING.sub("", short).rstrip(" ,&")) and shorter != short:
        short = shorter
    return short or name
