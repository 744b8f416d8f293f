"""Re-exports only: Django looks for an app's models here; each lives in its room."""

from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure
from filings.deadlines.models import Deadline, Responsible
from filings.docket.models import Filer, Filing, LastLook, Relation
from filings.documents.models import Document, HeldFile, Page, PageCorrection
from filings.importing.models import Import, Load
from filings.tray.models import TrayPaper

__all__ = [
    "Claim",
    "ClaimEvent",
    "ClaimPoint",
    "Contention",
    "Deadline",
    "Document",
    "Figure",
    "Filer",
    "Filing",
    "HeldFile",
    "Import",
    "LastLook",
    "Load",
    "Page",
    "PageCorrection",
    "Relation",
    "Responsible",
    "TrayPaper",
]
