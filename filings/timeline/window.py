"""The stretch of days that a picture shows, as its address says it: `2025-10-01_2025-11-30`. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from filings.docket.words import day

# A week is as near as it gets.
NEAREST = 7
YEARS = 8 * 366


class BadWindowError(ValueError):
    """The text is no stretch of days."""


@dataclass(frozen=True)
class Window:
    """From `first` to `last`, both shown; a week at least."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> "Window":
        """Raises BadWindowError."""
        try:
            first, last = (date.fromisoformat(part) for part in text.split("_"))
        except ValueError as error:
            raise BadWindowError(text) from error
        if first > last:
            raise BadWindowError(text)
        return cls.of(first, last)

    @classmethod
    def of(cls, first: date, last: date) -> "Window":
        """These days, with others on either side where they are less than a week."""
        missing = NEAREST - ((last - first).days + 1)
        if missing <= 0:
            return cls(first, last)
        start = shifted(first, -(missing // 2))
        end = shifted(start, NEAREST - 1)
        return cls(shifted(end, 1 - NEAREST), end)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_nearest(self) -> bool:
        return self.days <= NEAREST

    @property
    def words(self) -> str:
        return f"{day(self.first)} to {day(self.last)}"

    def __str__(self) -> str:
        return f"{self.first}_{self.last}"

    def nearer(self) -> "Window":
        """Its middle half."""
        quarter = self.days // 4
        return Window.of(shifted(self.first, quarter), shifted(self.last, -quarter))

    def farther(self) -> "Window":
        half = (self.days + 1) // 2
        return Window(shifted(self.first, -half), shifted(self.last, half))

    def earlier(self) -> "Window":
        return self._moved(-max(self.days // 2, 1))

    def later(self) -> "Window":
        return self._moved(max(self.days // 2, 1))

    def _moved(self, days: int) -> "Window":
        return Window.of(shifted(self.first, days), shifted(self.last, days))


def shifted(when: date, days: int) -> date:
    """Days later; where the calendar ends, its end."""
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
