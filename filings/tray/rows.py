"""The papers of the tray as its page shows them: what is on them, and where each could go by now."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.models import CaseFile
from filings.reading.sizes import pixels
from filings.tray.models import TrayPaper
from filings.tray.places import NoPlace, Place, SealedPlace, docket_of, entry_in, find
from filings.tray.sighting import Sighted


@dataclass(frozen=True)
class Row:
    """`is_closed`: it belongs to what is sealed to this reader, who sees that it waits, and nothing of it.

    `place`: where it could go, its entry having come onto the docket meanwhile; `why` it waits otherwise.
    """

    paper: TrayPaper
    url: str
    place: Place | None
    is_closed: bool

    @property
    def why(self) -> str:
        return f"It can go to {self.place.label} now." if self.place else self.paper.why

    @property
    def picture(self) -> dict[str, object]:
        width, height = pixels(None, None, "thumb")
        return {"thumb": f"{self.url.rstrip('/')}-thumb.webp", "width": width, "height": height}


def rows_of(case: CaseFile, papers: Sequence[TrayPaper]) -> list[Row]:
    """In four queries, however many."""
    sights = [Sighted(tuple(paper.stamps)) for paper in papers]
    entries = [entry_in(sighted, paper.filename) for paper, sighted in zip(papers, sights, strict=True)]
    docket = docket_of(case, [entry for entry in entries if entry is not None])
    tray = f"{case.get_absolute_url()}tray/"
    rows = []
    for paper, sighted in zip(papers, sights, strict=True):
        place, is_closed = None, sighted.says_sealed and not case.sees_sealed
        try:
            place = find(docket, sighted, paper.filename)
        except SealedPlace:
            is_closed = True
        except NoPlace:
            pass
        rows.append(Row(paper, f"{tray}{paper.pk}/", None if is_closed else place, is_closed))
    return rows
