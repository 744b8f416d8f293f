"""The tables of a bundle: the docket, its papers, their pages."""

from filings.docket.models import Filer, Filing, Relation
from filings.documents.models import Document, HeldFile, Page, PageCorrection
from filings.research.shapes import Column, Ref, Table, Ties
from filings.research.tables_people import CONFIDENCE, COURT, INFERRED, NOTE, PAPER, PERSON, POSITION, PROGRAM, TRACKER

HELD = ("filing", "document", "sha256")
PAGE = (*HELD, "page")

# fmt: off
DOCKET = (
    Table("filings", Filing, "The docket: one row an entry, numbered or not.", "case", order=("position", "id"),
          key=("key",), columns=(
        Column("key", TRACKER, "Names the entry in this case: 34; u2025-09-19 for an unnumbered one; 34_2 for a twin."),
        Column("entry", COURT, "The number on the docket. Empty: it has none."),
        Column("position", COURT, "Its place on the docket, in the court's order."),
        Column("date_filed", COURT, "The day it was filed."),
        Column("date_entered", COURT, "The day it was put on the docket."),
        Column("kind", PERSON, "What sort of paper it is."),
        Column("title", PERSON, "What it is, in a few words. Of a fully sealed one: Sealed."),
        Column("docket_text", COURT, "The court's words on the docket."),
        Column("by_court", COURT, "true: the court, its clerk or its ADR staff made the entry."),
        Ref("attorney", "representations", COURT, "Slug of who signed or filed it."),
        Ties("counsel_named", "representations", COURT, "Slugs of the lawyers whom the entry names."),
        Column("judge", COURT, "Who signed or presided."),
        Column("text_only", COURT, "true: the entry is its own text, and no paper is behind it."),
        Column("sealed", COURT, "none, partly, full or unknown. Empty: not known."),
        Column("outcome", PERSON, "What became of it, as the docket tells."),
        Column("url", PERSON, "Where a public docket has it."),
        Column("attachments_complete", PERSON, "false: more attachments may exist. Empty: not known."),
        NOTE, CONFIDENCE, INFERRED,
    )),
    Table("filers", Filer, "Who filed a paper, in which role. The first stands for a joint one.", "filing__case",
          order=("filing__position", "filing_id", "position", "id"), key=("filing", "appearance"), columns=(
        Ref("filing", "filings", COURT, "Key of the filing."),
        Ref("appearance", "appearances", COURT, "Slug of the appearance."),
        POSITION,
    )),
    Table("relations", Relation, "What one filing does to another.", "filing__case",
          order=("filing__position", "filing_id", "position", "id"), key=("filing", "entry", "relation"), columns=(
        Ref("filing", "filings", PERSON, "Key of the filing that does it."),
        Column("relation", PERSON, "opposes, rules on, amends, ..."),
        Ref("entry", "filings", PERSON, "Key of the filing to which it is done."),
        CONFIDENCE, POSITION,
    )),
    Table("documents", Document, "The papers of each filing, whether a file is held or not.", "filing__case",
          order=("filing__position", "filing_id", "number"), key=("filing", "number"), columns=(
        Ref("filing", "filings", COURT, "Key of the filing."),
        Column("number", COURT, "0 is the main document, 1 and on are its attachments."),
        Column("title", COURT, "What an attachment is called."),
        Column("document_id", COURT, "The court's own id."),
        Column("page_count", COURT, "Pages, as the court counts."),
        Column("sealed", COURT, "true: this paper is sealed."),
    )),
    Table("held_files", HeldFile, "The PDFs that the tracker holds. The PDFs themselves are not in the bundle.",
          "document__filing__case", order=("document__filing__position", "document__filing_id", "document__number", "id"),
          key=HELD, columns=(
        Ref("document", "documents", TRACKER, "Key of the filing, and number of the document in it.",
            ("filing", "document")),
        Column("sha256", PROGRAM, "SHA-256 of the PDF: names the file, here and anywhere."),
        Column("size", PROGRAM, "Bytes."),
        Column("version", PERSON, "Which of several versions: as-filed, redacted, unredacted, corrected."),
        Column("filename", TRACKER, "The name that the file came with."),
        Column("is_sample", PERSON, "true: made here, in our own words, to stand for a paper that is not held."),
        Column("added_at", TRACKER, "When the file came in, UTC."),
        Column("state", TRACKER, "How far its reading came: waiting, read or failed."),
        Column("fault", PROGRAM, "Why it could not be read, in a word."),
        Column("fault_text", PROGRAM, "Why it could not be read, in a sentence."),
        Column("page_count", PAPER, "Pages, as the file counts."),
        Column("pages_read", PROGRAM, "Pages read so far."),
        Column("reader", PROGRAM, "The program that read it, with its version."),
        Column("intake", PAPER, "What the file says of itself: metadata, outline, attachments, form fields."),
        Column("looked_at", TRACKER, "When its pages were last looked at as pictures, UTC."),
    )),
    Table("pages", Page, "The text of each page of each file held.", "held_file__document__filing__case",
          order=("held_file__document__filing__position", "held_file__document__filing_id",
                 "held_file__document__number", "held_file_id", "number"), key=(*HELD, "number"), columns=(
        Ref("held_file", "held_files", TRACKER, "The file: filing, document and SHA-256.", HELD),
        Column("number", PAPER, "The page, counted from 1 as the file does."),
        Column("text", PAPER, "The words as they were read. Where page_corrections has the page, a person corrected them."),
        Column("marks", PAPER, "For each line of the text its printed number, turned, typed or null."),
        Column("stamp", PAPER, "What the court's system printed on the page; it is not in the text."),
        Column("printed_lines", PAPER, "How many line numbers the pleading paper prints."),
        Column("printed_page", PAPER, "The number that the page prints itself."),
        Column("width", PAPER, "Points, as the page is shown."),
        Column("height", PAPER, "Points, as the page is shown."),
        Column("reader", PROGRAM, "The program that read the page."),
        Column("needs_ocr", PROGRAM, "true: a picture, or its text layer is garbage."),
        Column("ocr_confidence", PROGRAM, "Percent, mean over the words, where OCR read it."),
        Column("ocr_fault", PROGRAM, "Why OCR gave nothing."),
        Column("fault", PROGRAM, "Why this page could not be read."),
    )),
    Table("page_corrections", PageCorrection, "What a person says a page says, where the reading is wrong.",
          "page__held_file__document__filing__case",
          order=("page__held_file__document__filing__position", "page__held_file__document__filing_id",
                 "page__held_file__document__number", "page__held_file_id", "page__number"), key=PAGE,
          signed="corrected_by", columns=(
        Ref("page", "pages", TRACKER, "The page: filing, document, SHA-256 and number.", PAGE),
        Column("text", PERSON, "The words as corrected."),
        Column("corrected_at", TRACKER, "When, UTC."),
    )),
)
