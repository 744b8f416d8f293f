"""The rules as their page shows them: grouped by body, the newest text first; and the closed days that counts rest on. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filings.deadlines.holidays import FEDERAL, Closure, as_written, shipped_closures
from filings.deadlines.rulebook import RuleBook
from filings.deadlines.rules import Example, Rule
from filings.deadlines.rulespage import words

TIERS = {0: "", 1: "prevailing: a federal court took it for a legal holiday", 2: "arguable"}
WEEKENDS = {
    "nearest": "Saturday to Friday, Sunday to Monday",
    "sunday": "Sunday to Monday; a Saturday stays",
    "stays": "",
}
EFFECTS = {
    "legal_holiday": "a legal holiday",
    "inaccessible": "clerk’s office inaccessible",
    "none": "moves nothing",
    "disputed": "disputed: moves the latest arguable date alone",
}
STATES = {
    "az": "Arizona", "ca": "California", "dc": "District of Columbia", "il": "Illinois", "la": "Louisiana",
    "ma": "Massachusetts", "ne": "Nebraska", "nj": "New Jersey", "nv": "Nevada", "ny": "New York", "oh": "Ohio",
    "pa": "Pennsylvania", "tx": "Texas", "ut": "Utah",
}  # fmt: skip


@dataclass(frozen=True)
class VersionShown:
    """One version of a rule. `parent`: the rule whose due date it runs from."""

    rule: Rule
    anchor: str
    parent: Rule | None
    is_newest: bool

    @property
    def says(self) -> str:
        return words.sentence(self.rule, self.parent)

    @property
    def who(self) -> str:
        return words.actor_words(self.rule)

    @property
    def service(self) -> str:
        return words.service_words(self.rule)

    @property
    def outcome(self) -> str:
        return words.outcome_words(self.rule)

    @property
    def extension(self) -> str:
        return words.extension_words(self.rule)

    @property
    def sureness(self) -> str:
        return words.sure_words(self.rule)

    @property
    def examples(self) -> list[tuple[Example, str]]:
        return [(one, _given(one)) for one in self.rule.examples]


@dataclass(frozen=True)
class RuleShown:
    """A rule: its newest version, and those before it."""

    newest: VersionShown
    older: tuple[VersionShown, ...]
    displaced_by: tuple[Rule, ...]


@dataclass(frozen=True)
class Body:
    name: str
    rules: tuple[RuleShown, ...]


@dataclass(frozen=True)
class Chosen:
    """What is asked for; None or empty asks for everything."""

    q: str = ""
    layer: str | None = None
    court: str | None = None
    sure: str | None = None


def bodies(book: RuleBook, chosen: Chosen) -> list[Body]:
    """Those that fit, in the order of the file."""
    found: dict[str, list[RuleShown]] = {}
    for rule_id in book.ids():
        if fits(book.versions(rule_id), chosen):
            found.setdefault(words.body_of(book.newest(rule_id)), []).append(shown(book, rule_id))
    return [Body(name, tuple(rules)) for name, rules in found.items()]


def fits(versions: Sequence[Rule], chosen: Chosen) -> bool:
    """Every word that is looked for stands in one version."""
    newest, asked = versions[-1], words.plain(chosen.q).split()
    return (
        any(all(word in words.haystack(rule) for word in asked) for rule in versions)
        and (not chosen.layer or newest.layer == chosen.layer)
        and (not chosen.court or not newest.courts or chosen.court in newest.courts)
        and (not chosen.sure or newest.is_unchecked == (chosen.sure == words.UNCHECKED))
    )


def shown(book: RuleBook, rule_id: str) -> RuleShown:
    newest, *older = [_version(book, rule) for rule in reversed(book.versions(rule_id))]
    return RuleShown(newest, tuple(older), tuple(book.newest(one) for one in book.displacing(rule_id)))


def _version(book: RuleBook, rule: Rule) -> VersionShown:
    is_newest = rule == book.newest(rule.id)
    anchor = rule.id if is_newest else f"{rule.id}-{rule.version}"
    parent = book.newest(rule.trigger.rule) if rule.trigger.rule else None
    return VersionShown(rule, anchor, parent, is_newest)


def _given(example: Example) -> str:
    """The circumstances of an example: `cand, mail, us_party: yes`."""
    told = [example.court if example.court != "note" else "", str(example.service or "")]
    told += [f"{name.replace('_', ' ')}: {value}" for name, value in example.inputs.items()]
    return ", ".join(filter(None, told))


# The closed days that counts rest on


@dataclass(frozen=True)
class HolidayShown:
    name: str
    on: str
    start: date
    end: date | None
    weekend: str
    tier: str
    source: str


@dataclass(frozen=True)
class HolidaysShown:
    """The holidays of the United States, or of a state. `since`: the year from which a state is held whole."""

    name: str
    since: date | None
    looked: str
    days: tuple[HolidayShown, ...]


def holidays_shown() -> list[HolidaysShown]:
    table = as_written()
    states = [
        HolidaysShown(STATES.get(row["of"], row["of"].upper()), row["from"], row["looked"], tuple(_days(row["of"])))
        for row in table["state"]
    ]
    return [HolidaysShown("United States", None, "", tuple(_days(FEDERAL))), *states]


def _days(of: str) -> Iterator[HolidayShown]:
    for row in as_written()["holiday"]:
        if row["of"] == of:
            yield HolidayShown(
                row["name"], _on(row), row["from"], row.get("to"), WEEKENDS[row["weekend"]], TIERS[row.get("tier", 0)],
                row["source"],
            )  # fmt: skip


def _on(row: dict[str, Any]) -> str:
    """`3rd Monday of January`, or the days themselves."""
    if "dates" in row:
        return ", ".join(day.isoformat() for day in row["dates"])
    small = {"of", "after", "before", "st", "last"}
    told = " ".join(word if word in small or word[0].isdigit() else word.capitalize() for word in row["on"].split())
    return told + (f" (every {row['every'][0]} years)" if "every" in row else "")


def closures_shown() -> list[tuple[Closure, str]]:
    """Newest first, each with what it does."""
    return [(one, EFFECTS[one.effect]) for one in sorted(shipped_closures(), key=lambda one: one.day, reverse=True)]
