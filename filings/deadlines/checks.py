import tomllib
from typing import Any

from django.core.checks import CheckMessage, Error

from filings.deadlines.rulebook import SHIPPED, shipped
from filings.deadlines.rulefaults import faults


def rules_stand(**kwargs: Any) -> list[CheckMessage]:
    """`manage.py check` refuses a file of rules with a fault: nothing is to be counted by it."""
    try:
        found = faults(shipped())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        found = [f"It is no TOML: {why}"]
    hint = "Put the row right; the head of the file explains its fields."
    return [Error(fault, hint=hint, obj=SHIPPED.name, id="filings.E001") for fault in found]
