"""Where a text may have broken a word in two: at a hyphen that ends a line, or by a space that belongs to nobody. Pure."""

import re

# What stands between the pieces: a hyphen and a line end; a soft hyphen or a width of nothing; one space.
HYPHEN = re.compile("[-\u2010\u2011\u00ad\u00ac]\\s*\\n\\s*|[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def is_break(between: str) -> bool:
    return between in {" ", "\n"} or bool(HYPHEN.fullmatch(between))


def is_hyphen(between: str) -> bool:
    return bool(HYPHEN.fullmatch(between))
