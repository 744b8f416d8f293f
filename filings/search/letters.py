"""The mail to one person: what is new under the searches that they keep. Plain text; what a row says is outside input and
stays one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from filings.calendar.ics import one_line
from filings.docket.models import Filing
from filings.docket.words import count_of, day, number_of
from filings.search.models import SavedSearch

LONGEST_SUBJECT = 150
MOST_LINES = 50


@dataclass(frozen=True)
class News:
    """The filings that are new under a saved search, newest first; `case` selected."""

    search: SavedSearch
    filings: list[Filing]


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter_of(news: Sequence[News], *, origin: str) -> Letter:
    """Of at least one filing. `origin`: of the site, for whole addresses."""
    parts = []
    for one in news:
        head = one_line(one.search.name)
        parts += [head, "=" * min(len(head), 70), f"  {origin}{address_of(one.search)}", ""]
        for filing in one.filings[:MOST_LINES]:
            number = number_of(filing.entry, filing.key, filing.date_filed)
            case = "" if one.search.case_id else f" ({one_line(filing.case.short_caption)})"
            title = f"No. {number}" if filing.entry else number[0].upper() + number[1:]
            parts += [
                f"- {title}, filed {day(filing.date_filed)}: {one_line(filing.title)}{case}",
                f"  {origin}{filing.get_absolute_url()}",
            ]
        if (left := len(one.filings) - MOST_LINES) > 0:
            parts.append(f"- and {count_of(left, 'filing')} more.")
        parts.append("")
    parts.append(f"To change or stop these mails: {origin}/searches/")
    return Letter(subject_of(news), "\n".join(parts) + "\n")


def subject_of(news: Sequence[News]) -> str:
    """`3 new filings: sanctions motions, Meta`."""
    total = len({filing.pk for one in news for filing in one.filings})
    found = one_line(f"{count_of(total, 'new filing')}: {', '.join(one.search.name for one in news)}")
    return found if len(found) <= LONGEST_SUBJECT else f"{found[: LONGEST_SUBJECT - 1].rstrip()}…"


def address_of(search: SavedSearch) -> str:
    home = f"/cases/{search.case.slug}/search/" if search.case else "/search/"
    return f"{home}?{urlencode({'q': search.query, 'order': 'newest'})}"
