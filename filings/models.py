"""Re-exports only: Django looks for an app's models here; each lives in its room."""

from filings.api.models import ApiToken
from filings.authorities.models import Authority, Citation, CitationReading
from filings.calendar.models import Feed, Follow, Reminder
from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure
from filings.deadlines.models import ClosedDay, Computation, Deadline, Override, Proposal, Responsible
from filings.docket.models import Filer, Filing, LastLook, Relation
from filings.documents.models import Document, HeldFile, Page, PageCorrection
from filings.importing.models import Import, Load
from filings.search.models import SavedSearch, ToldFiling
from filings.timeline.models import Fact
from filings.tray.models import TrayPaper

__all__ = [
    "ApiToken",
    "Authority",
    "Citation",
    "CitationReading",
    "Claim",
    "ClaimEvent",
    "ClaimPoint",
    "ClosedDay",
    "Computation",
    "Contention",
    "Deadline",
    "Document",
    "Fact",
    "Feed",
    "Figure",
    "Filer",
    "Filing",
    "Follow",
    "HeldFile",
    "Import",
    "LastLook",
    "Load",
    "Override",
    "Page",
    "PageCorrection",
    "Proposal",
    "Relation",
    "Reminder",
    "Responsible",
    "SavedSearch",
    "ToldFiling",
    "TrayPaper",
]
