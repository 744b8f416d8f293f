"""A value of a field as a reader reads it; what is not known is said so."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.text import Truncator

from filings.changes.names import Names
from filings.docket.words import day


@dataclass(frozen=True)
class Shown:
    text: str
    url: str = ""
    is_known: bool = True

    def cut(self, length: int) -> "Shown":
        return replace(self, text=Truncator(self.text).chars(length))


UNKNOWN = Shown("not known", is_known=False)


def shown(version: Any, name: str, names: Names) -> Shown:
    """The value of a field of a version; of another record its name, and where it stands."""
    field = version._meta.get_field(name)
    value = getattr(version, field.attname)
    if value is None or value == "":
        return UNKNOWN
    if field.is_relation:
        named = names.of(field.related_model, value)
        return Shown(named.text, named.url)
    return Shown(_words(value), is_known=value != [])


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", " ") for one in value) or "none"
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    if isinstance(value, time):
        return f"{value:%I:%M %p}".lstrip("0")
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return str(value)
