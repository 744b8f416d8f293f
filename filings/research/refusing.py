"""Why a bundle is not made, or not taken. Pure."""


class Refused(Exception):
    """A sentence, or several."""
