"""The answer of the calculator, ready to print: a count in all its readings."""

from dataclasses import dataclass, field

from filings.deadlines.asking import day_of
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.courtdays import Counted, Path
from filings.deadlines.monthpicture import Picture, picture
from filings.deadlines.periods import Moment
from filings.deadlines.plainasking import PlainPeriod
from filings.deadlines.ruleasking import AskedRule
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rules import Rule
from filings.deadlines.sheet import ReadingLine, counts, sheet, three


@dataclass(frozen=True)
class Answer:
    """`counts`: each count once, with the names of the readings it is of. `text`: all of it, to paste."""

    heading: list[str]
    start: Moment
    counted: Counted
    citations: list[str]
    calendar: Calendar
    rule: Rule | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[ReadingLine]:
        return three(self.counted)

    @property
    def counts(self) -> list[tuple[str, Path]]:
        return counts(self.rows, self.counted.prevailing)

    @property
    def text(self) -> str:
        return sheet(self.heading, self.counted, self.citations, self.remarks)

    @property
    def anchor(self) -> str:
        """Where the page of rules shows it."""
        if self.rule is None:
            return ""
        is_newest = self.rule == rulebook().newest(self.rule.id)
        return self.rule.id if is_newest else f"{self.rule.id}-{self.rule.version}"

    @property
    def picture(self) -> Picture | None:
        three_days = {name: day_of(getattr(self.counted, name).result) for name in ("safe", "prevailing", "latest")}
        return picture({"from": day_of(self.start), **three_days}, self.calendar)


def answer_to_period(asked: PlainPeriod) -> Answer:
    """Raises Nonsense."""
    counted = asked.count()
    return Answer(asked.heading, asked.start.moment, counted, counted.citations, asked.calendar)


def answer_to_rule(asked: AskedRule) -> Answer:
    result = asked.result
    return Answer(
        asked.heading,
        result.start,
        result.counted,
        result.citations,
        Calendar(result.court, asked.closures),
        result.rule,
        asked.remarks,
    )
