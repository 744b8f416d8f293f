"""A file belongs to whoever holds its lease: one reads it, or looks at it, at a time."""


class LeaseLost(Exception):
    """Somebody else took the file up: what this one holds is no longer wanted."""
