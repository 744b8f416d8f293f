"""Why a whole file cannot be read: codes, and a sentence for each."""

MOST_PAGES = 10_000

SENTENCES = {
    "missing": "The file could not be opened where it is stored.",
    "empty": "The file is empty: it has no bytes.",
    "not-a-pdf": "The file is no PDF: it does not begin like one.",
    "locked": "The file is locked with a password. Ask whoever sent it for a copy without one.",
    "damaged": "The file is damaged: no pages can be found in it. It may have been cut short; fetch it again.",
    "no-pages": "The file opens, but it has no pages.",
    "too-many-pages": f"The file says it has more than {MOST_PAGES:,} pages, so it was not read.",
    "too-big": "Opening the file takes more memory than one file is allowed.",
    "crashed": "The reader failed while opening the file.",
}
WEB_PAGE = (
    "The file is a web page saved under the name of a PDF, often the court's login page. "
    "Log in there and download the paper again."
)


class Fault(Exception):
    """The whole file cannot be read: a code of SENTENCES, and the reason in plain English."""

    def __init__(self, code: str, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        super().__init__(self.sentence)
