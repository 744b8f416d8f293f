"""The controls of the filter form, ready to print: Django's own widgets take longer than the list below them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypedDict

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from filings.docket.filters import DocketFilter
from filings.docket.kinds import KIND_OF, ROUTINE
from filings.docket.sides import SIDES
from filings.docket.words import day, kind_name

SUBSTANTIVE_KINDS = tuple((code, kind_name(kind)) for code, kind in KIND_OF.items() if kind not in ROUTINE)
ROUTINE_KINDS = tuple((code, kind_name(kind)) for code, kind in KIND_OF.items() if kind in ROUTINE)
SIDE_CHOICES = tuple(SIDES.items())
NOTHING = dict.fromkeys(DocketFilter.base_filters, "")
KEPT_FORMS = 256
SELECTED, CHECKED = SafeString(" selected"), SafeString(" checked")


class Controls(TypedDict):
    """`values`: what the address says, right or wrong, so that a bad value stands beside its sentence in `faults`.

    Both have each filter's name, for a template looks up in vain at some length.
    """

    kinds: SafeString
    routine_kinds: SafeString
    kinds_chosen: str
    sides: SafeString
    filers: SafeString
    values: dict[str, str]
    faults: dict[str, str]
    any: bool
    more_open: bool
    kept: list[tuple[str, str]]


def controls_of(data: QueryDict, *, appearances: Sequence[tuple[str, str]], faults: Mapping[str, str]) -> Controls:
    values = {name: str(data[name]) for name in DocketFilter.base_filters if data.get(name)}
    kinds = tuple(str(code) for code in data.getlist("kind") if code)
    return {
        "kinds": checkboxes("kind", SUBSTANTIVE_KINDS, kinds),
        "routine_kinds": checkboxes("kind", ROUTINE_KINDS, kinds),
        "kinds_chosen": ", ".join(KIND_OF.get(code, code) for code in kinds),
        "sides": options(SIDE_CHOICES, values.get("side", "")),
        "filers": options(tuple(appearances), values.get("filer", "")),
        "values": NOTHING | values,
        "faults": NOTHING | dict(faults),
        "any": bool(values),
        # A day comes from the line over the docket, and stands in the tally: what is new is not pushed down the page.
        "more_open": any(values.get(name) for name in ("kind", "entry_min", "entry_max")) or "since" in faults,
        "kept": [(name, str(data[name])) for name in ("sort", "size") if data.get(name)],
    }


@lru_cache(maxsize=KEPT_FORMS)
def options(pairs: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == chosen else "", label) for value, label in pairs),
    )


@lru_cache(maxsize=KEPT_FORMS)
def checkboxes(name: str, pairs: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> SafeString:
    return format_html_join(
        "\n",
        '<label><input type="checkbox" name="{}" value="{}"{}> {}</label>',
        ((name, value, CHECKED if value in chosen else "", label) for value, label in pairs),
    )


def in_words(chosen: Mapping[str, Any], *, appearances: Sequence[tuple[str, str]]) -> str:
    """What was asked for, as a sentence goes on: paper shows no form."""
    parts = [" or ".join(kind_name(KIND_OF[code]) for code in chosen.get("kind") or [])]
    parts.append(f"by {dict(appearances)[chosen['filer']]}" if chosen.get("filer") else "")
    parts.append(f"side: {SIDES[chosen['side']].lower()}" if chosen.get("side") else "")
    for name, words in (
        ("filed_after", "filed from"),
        ("filed_before", "filed to"),
        ("since", "new or edited since"),
    ):
        parts.append(f"{words} {day(chosen[name])}" if chosen.get(name) else "")
    for name, words in (("entry_min", "number from"), ("entry_max", "number to")):
        parts.append(f"{words} {chosen[name]}" if chosen.get(name) else "")
    parts.append(f"with the words “{chosen['q']}”" if chosen.get("q") else "")
    parts.append("without routine filings" if chosen.get("routine") else "")
    return ", ".join(part for part in parts if part)
