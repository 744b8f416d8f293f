"""The form of the calculator. Its names are those of the commands, so that an address reads as a command line does."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms

from filings.deadlines import asking, plainasking, ruleasking
from filings.deadlines.calculator.answers import Answer, answer_to_period, answer_to_rule
from filings.deadlines.calculator.choices import BASES, DIRECTIONS, EFFECTS, SERVICES, UNITS, YES_NO, rule_choices
from filings.deadlines.computing import Suspended
from filings.deadlines.holidays import Effect
from filings.deadlines.periods import Direction, Nonsense, Unit
from filings.deadlines.rulebook import RuleBook, rulebook
from filings.deadlines.rules import NotInForce, UnknownRule

LONGEST = 60
# Before the name of what a rule asks for: its words may be those of a field.
INPUT = "in_"
REFUSALS = (Nonsense, NotInForce, Suspended, UnknownRule)


class DateBox(forms.DateInput):
    """The browser's own date box; plain text around what it would not show, so that a mistyped date is not lost."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        try:
            is_shown = not value or asking.moment_of(str(value)).moment.isoformat() == value
        except Nonsense:
            is_shown = False
        context["widget"]["type"] = "date" if is_shown else "text"
        return context


class CalculatorForm(forms.Form):
    """`?from=2025-10-27&days=14&court=cand`, or `?rule=cand.civlr.7-3.a&from=2025-10-27`. Valid, it holds the answer."""

    def __init__(self, data: Mapping[str, Any] | None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.book: RuleBook = rulebook()
        self.fields |= _fields(self.book)
        self.needs: list[ruleasking.Need] = []
        self._ask_for_the_rule()
        self.fields |= {INPUT + need.name: _input(need) for need in self.needs}
        self.answer: Answer | None = None

    def _ask_for_the_rule(self) -> None:
        """What the rule that is chosen asks for, and from which day it runs."""
        rule = str((self.data if self.is_bound else self.initial).get("rule") or "")
        if rule in self.book.by_id:
            self.needs = ruleasking.needs_of(rule, self.book)
            event = ruleasking.runs_from(self.book.newest(rule), self.book)
            self.fields["from"].help_text = f"It runs from: {event}."

    @property
    def inputs(self) -> list[forms.BoundField]:
        return [self[INPUT + need.name] for need in self.needs]

    @property
    def judges(self) -> list[str]:
        return sorted({rule.judge for rule in self.book if rule.judge})

    def clean(self) -> dict[str, Any]:
        words = {name: str(value) for name, value in self.cleaned_data.items() if value}
        if words.get("at"):
            words["from"] = f"{words.get('from', '')} {words['at']}".strip()
        closed = [f"{words['closed']}:{words.get('effect', Effect.LEGAL_HOLIDAY)}"] if "closed" in words else []
        self._read_each(words)
        if not self.errors:
            try:
                self.answer = self._answer(words, closed)
            except REFUSALS as why:
                self.add_error("rule" if "rule" in words else "days", str(why))
        return self.cleaned_data

    def _read_each(self, words: Mapping[str, str]) -> None:
        """Each field by itself, so that what is wrong is said beside it."""
        court = asking.court_of(words.get("court"))
        readers: dict[str, Callable[[], object]] = {
            "from": partial(asking.moment_of, words.get("from", ""), court),
            "service": partial(asking.service_of, words.get("service")),
            "effect": partial(asking.choice, Effect, words.get("effect", Effect.LEGAL_HOLIDAY), "effect"),
            **{
                INPUT + need.name: partial(ruleasking.input_of, need, words.get(INPUT + need.name, ""))
                for need in self.needs
            },
        }
        if "closed" in words:
            readers["closed"] = partial(asking.moment_of, words["closed"])
        if "rule" in words:
            readers["rule"] = partial(self.book.versions, words["rule"])
        else:
            readers["days"] = partial(asking.period_of, words.get("days", ""), words.get("unit", Unit.DAY))
            readers["direction"] = partial(asking.choice, Direction, words.get("direction", "after"), "direction")
            readers["basis"] = partial(asking.basis_of, words.get("basis"))
            if words.get("unit") == Unit.HOUR and ":" not in words.get("from", ""):
                self.add_error("at", "Hours run from a time of day: give one.")
        for name, read in readers.items():
            try:
                read()
            except REFUSALS as why:
                self.add_error(name, str(why))

    def _answer(self, words: Mapping[str, str], closed: list[str]) -> Answer:
        if "rule" not in words:
            return answer_to_period(plainasking.plain_period(words, closed))
        inputs = {need.name: words[INPUT + need.name] for need in self.needs if INPUT + need.name in words}
        return answer_to_rule(ruleasking.ask_rule(words, inputs=inputs, closed=closed, book=self.book))


def _fields(book: RuleBook) -> dict[str, forms.Field]:
    def words(label: str, widget: forms.Widget, *, help_text: str = "") -> forms.Field:
        return forms.CharField(
            label=label, widget=widget, help_text=help_text, required=False, max_length=LONGEST, empty_value=""
        )

    def select(label: str, choices: Any, *, help_text: str = "") -> forms.Field:
        return words(label, forms.Select(choices=choices), help_text=help_text)

    return {
        "rule": select("Rule", rule_choices(book)),
        "from": words("From", DateBox(), help_text="The day of the event, or of the hearing to count back from."),
        "at": words(
            "Time of day", forms.TextInput({"type": "time"}), help_text="For hours only, on the court’s clock."
        ),
        "court": words(
            "Court", forms.TextInput({"list": "courts", "autocomplete": "off"}), help_text="As cand, nysd, ca9."
        ),
        "service": select("How it was served", SERVICES),
        "days": words("How many", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})),
        "unit": select("Unit", UNITS),
        "direction": select("Direction", DIRECTIONS),
        "basis": select("It runs from", BASES),
        "judge": words(
            "Judge", forms.TextInput({"list": "judges", "autocomplete": "off"}), help_text="For a standing order."
        ),
        "closed": words("Another closed day", DateBox()),
        "effect": select("What that does", EFFECTS),
    }


def _input(need: ruleasking.Need) -> forms.Field:
    widget = DateBox() if need.is_date else forms.Select(choices=YES_NO)
    return forms.CharField(label=need.label, widget=widget, help_text=need.ask, required=False, max_length=LONGEST)
