"""PDFs with the court's stamp on each page, for the tests of the tray."""

from tests.filings.documents.pdfs import drawn

NUMBER = "5:25-cv-00001-ABC"


def stamp(paper: str, page: int, count: int, *, filed: str = "07/01/25", case: str = NUMBER) -> str:
    return f"Case {case}   Document {paper}   Filed {filed}   Page {page} of {count}"


def stamped(paper: str, pages: int = 1, *, filed: str = "07/01/25", case: str = NUMBER, words: str = "Words") -> bytes:
    """A paper of so many pages, each with its stamp and some words."""
    return drawn(*(f"{stamp(paper, n, pages, filed=filed, case=case)}\n{words} {n}" for n in range(1, pages + 1)))


def combined(*papers: tuple[str, int]) -> bytes:
    return drawn(*(f"{stamp(paper, n, count)}\nWords" for paper, count in papers for n in range(1, count + 1)))
