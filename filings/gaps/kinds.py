"""The kinds of gap, in one table: what each is called, why it matters, how it is mended, and what finds it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from filings.gaps import of_the_docket, of_the_papers
from filings.gaps.record import Gap, Record


@dataclass(frozen=True)
class Kind:
    """`code` stands in addresses and exports. `mend`: what to do, for whoever may. `elsewhere`: why it matters in the
    courts where the rule that `why` names is not in force."""

    code: str
    heading: str
    why: str
    mend: str
    find: Callable[[Record], Iterator[Gap]]
    elsewhere: str | None = None

    def mend_in(self, slug: str) -> str:
        return self.mend.format(slug=slug)

    def why_in(self, court_id: str) -> str:
        return self.elsewhere if self.elsewhere and court_id != "cand" else self.why


# fmt: off
KINDS = (
    Kind("missing-numbers", "Numbers missing from the docket",
         "An entry that this record lacks is a paper that nobody here has read. Courts leave a few numbers unused, or "
         "closed to the public.",
         "Import a newer docket page, here or by manage.py import_docket FILE --case {slug}.",
         of_the_docket.missing_numbers),
    Kind("no-pdf", "Entries without a PDF",
         "What is not held can be neither read here, nor searched, nor quoted by page and line.",
         "Take PDFs in on the page of the tray, or a folder of them by manage.py import_pdfs DIR --case {slug}.",
         of_the_papers.without_pdf),
    Kind("absent-attachments", "Attachments not listed",
         "An attachment that the docket text names and the record does not list can be neither opened nor cited.",
         "Import the docket page or the attachment page of the entry, or add the document in the admin.",
         of_the_papers.absent_attachments),
    Kind("stamps", "Stamps that disagree with the record",
         "The court’s own stamp tells which paper it is: either the file is in the wrong place, or the record errs.",
         "Take the right file in, or correct the record in the admin.", of_the_papers.differing_stamps),
    Kind("no-text", "Scans without text",
         "A search passes over these pages and finds nothing on them.",
         "Install OCR (make ocr) and let the worker run, or type the page from its picture.",
         of_the_papers.without_text),
    Kind("long-pending", "Motions without an order after 120 days",
         "Under Civil L.R. 7-13 a party may file a notice that a matter has been under submission for more than 120 "
         "days. The days here run from filing, for the day of submission is often not on the docket.",
         "If an order exists, import it, or relate it to the motion in the admin; else consider the notice.",
         of_the_docket.long_pending,
         elsewhere="120 days without an order are only a yardstick here: the rule behind it (N.D. Cal. Civil L.R. "
         "7-13) is not one of this court. They run from filing."),
    Kind("unknown-results", "Motions whose result is not known",
         "Without it nobody can tell from this record who won.",
         "Import the docket text of the order, or set the outcome of the motion in the admin.",
         of_the_docket.unknown_results),
    Kind("no-counsel", "Parties without counsel",
         "A company cannot appear in federal court without a lawyer (Rowland v. Cal. Men’s Colony, 506 U.S. 194 "
         "(1993)); a person may.",
         "Import a docket page with its parties, or enter counsel in the admin.", of_the_docket.without_counsel),
    Kind("no-rule", "Deadlines without a rule",
         "A date whose rule is not known cannot be counted again when its trigger moves. One that an order fixes "
         "needs none.",
         "Enter rule, trigger and days in the admin.", of_the_docket.without_rule),
    Kind("unsure-kinds", "Entries whose kind is not sure",
         "Filters by kind, the list of motions and the chains pass over an entry whose kind is not known.",
         "Set the kind in the admin.", of_the_docket.unsure_kinds),
    Kind("tray", "Papers waiting in the tray",
         "A paper in the tray is held, but on no entry of the docket: nobody finds it there.",
         "Place each by hand.", of_the_papers.in_the_tray),
)
# fmt: on
KIND_OF = {kind.code: kind for kind in KINDS}
