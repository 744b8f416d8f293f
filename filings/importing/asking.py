"""What an import asks about an entry: the words, and the answers. Pure."""

from collections.abc import Iterable
from datetime import date

from filings.docket.words import day
from filings.importing import likeness
from filings.importing.proposal import LEAVE_OUT, NEW, SAME_AS, Question
from filings.importing.records import Record
from filings.importing.sheet import SheetEntry

TWICE = "The number {number} is on the docket here with other words. The same entry, or a second paper of that number?"
ELSEWHERE = "Here No. {number} is another paper, of {date}. Corrected by the court, or a second paper of that number?"
REPEATED = "The source has No. {number} twice, and here it stands once."
NEAR = "An unnumbered entry of the same day says nearly the same."
ECHO = "A short label without a number, on a day with other entries: it seems to repeat one of them."
WORDLESS = "An unnumbered entry of the same day may be this one: one of the two has no docket text."
MOVED = "Here an unnumbered entry of {date} has these words, and the source has none that day: was its date corrected?"
MOST_CANDIDATES = 12


def question(text: str, candidates: Iterable[Record], entry: SheetEntry, likely: str) -> Question:
    """Whether the entry is one of the candidates, the likeliest first."""
    words = entry.text or entry.label or ""

    def rank(record: Record) -> tuple[int, float]:
        held = f"{record['title']} {record.get('docket_text') or ''}"
        return -likeness.words_shared(words, held), -likeness.text_likeness(words, record["title"])

    ranked = sorted(candidates, key=rank)
    choices = [(SAME_AS + record["key"], f"The same as {name_of(record)}") for record in ranked[:MOST_CANDIDATES]]
    return Question(text, (*choices, (NEW, "A filing of its own"), (LEAVE_OUT, "Leave it out")), likely)


def name_of(record: Record) -> str:
    number = f"No. {record['entry']}" if record["entry"] else f"the unnumbered entry of {day_of(record['date_filed'])}"
    return f"{number}, {'sealed' if record['sealed'] == 'full' else record['title']}"


def day_of(iso: str | None) -> str:
    """`Sep 19, 2025`."""
    return day(date.fromisoformat(iso)) if iso else "a day not known"
