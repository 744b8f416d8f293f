"""The pieces of HTML that repeat on the page of a filing: a document in the list, its first pages of text.

Put together here and not in a template, where each word costs a tag and an escape: a page of twenty pages of text would
take twice as long. Whatever is not our own word goes through `escape`.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from filings.documents.cites import CaseCite
from filings.documents.models import HeldFile
from filings.documents.page_markup import brief, cite_of
from filings.documents.shelf import Shelved
from filings.documents.stamps import read_all

SAMPLE = (
    '<p class="sample"><strong>Sample.</strong> This PDF was made by this project: a synopsis, in our words, of what the '
    "case file says. It is not the court’s paper; a real file takes its place.</p>"
)
SEALED = '<span class="title">Sealed</span><span class="state">sealed</span>'


def document_list(documents: Iterable[Shelved]) -> SafeString:
    """The items of `ul.documents`."""
    return SafeString("\n".join(_item(document) for document in documents))


def _item(document: Shelved) -> str:
    number = document.held.number
    content = SEALED if document.held.is_masked else _open_item(document)
    label = document.label or number
    return f'<li class="{document.css}" id="document-{number}"><span class="no">{label}</span>{content}</li>'


def _open_item(document: Shelved) -> str:
    parts = [
        f'<a class="title" href="{document.url}">{escape(document.title)}</a><span class="state">{state_of(document)}</span>'
    ]
    if document.held.fault_text:
        parts.append(f'<span class="why">{escape(document.held.fault_text)}</span>')
    if said := document.misfiled:
        parts.append(f'<span class="why"><strong class="not-as">{escape(said[0].upper() + said[1:])}.</strong></span>')
    if document.held.is_sample:
        parts.append('<span class="why">A sample made by this project, not the court’s paper.</span>')
    return "".join(parts)


def state_of(document: Shelved) -> SafeString:
    """How far we have it, with the bar of a reading, the file, or the place to get it."""
    parts = [document.state]
    if document.held.state == HeldFile.State.READING:
        total = document.held.held_pages
        how_far = f' max="{total}" value="{document.held.pages_read}"' if total else ""
        parts.insert(0, f'<progress{how_far} aria-label="Pages read of {escape(document.title)}"></progress> ')
    if document.pdf_url:
        parts.append(f' · <a href="{document.pdf_url}">PDF</a>')
    if document.where:
        parts.append(f': <a href="{escape(document.where)}" rel="external noreferrer">where to get it</a>')
    return SafeString("".join(parts))


def texts(documents: Iterable[Shelved], case: CaseCite) -> SafeString:
    """The text of each file that we hold, as far as its pages were loaded."""
    return SafeString("\n".join(_text(document, case) for document in documents if document.held.state))


def _text(document: Shelved, case: CaseCite) -> str:
    name = f"{document.label or 'the entry'}, {escape(document.title)}"
    parts = [f'<section class="stack" id="d{document.held.number}">\n<h2>Text of {name}</h2>', notices(document)]
    parts.append(_pages(document, case))
    if document.left and document.held.held_pages:
        every = "All" if document.sheets else "The"
        words = f"{every} {document.held.held_pages} pages of this document"
        parts.append(f'<p><a class="button" href="{document.url}">{words}</a></p>')
    if document.is_being_read and not document.sheets:
        parts.append('<p class="muted">Its text will stand here as soon as it is read.</p>')
    return "\n".join([*parts, "</section>"])


def notices(document: Shelved) -> SafeString:
    """What to know before trusting the text of a document."""
    parts = [SAMPLE] if document.held.is_sample else []
    if document.held.fault_text:
        parts.append(f'<p class="fault"><strong>Could not be read.</strong> {escape(document.held.fault_text)}</p>')
    return SafeString("\n".join(parts))


def _pages(document: Shelved, case: CaseCite) -> str:
    stamps = read_all([sheet.stamp for sheet in document.sheets])
    articles = [
        brief(
            sheet,
            anchor=f"d{document.held.number}-p{sheet.number}",
            address=f"{document.url}#p{sheet.number}",
            cite=cite_of(document.cite, sheet.number, stamp, case),
            total=document.held.held_pages,
        )
        for sheet, stamp in zip(document.sheets, stamps, strict=True)
    ]
    return '<div class="pages">\n{}\n</div>'.format("\n".join(articles)) if articles else ""


def neighbours(filing: Any, *, docket_url: str) -> SafeString:
    """The papers that stand before and after this one on the docket. Wants a filing `with_neighbours`."""
    before, after = (
        f'<a class="button" href="{docket_url}{found}/" rel="{rel}">{words}</a>' if found else ""
        for found, rel, words in zip(
            (filing.before, filing.after), ("prev", "next"), ("Previous entry", "Next entry"), strict=True
        )
    )
    return SafeString(
        '<nav class="neighbours pager" aria-label="Neighbours on the docket">'
        f'<span>{before}</span> <a href="{docket_url}#entry-{filing.key}">On the docket</a> <span>{after}</span></nav>'
    )
