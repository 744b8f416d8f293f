"""What each view of deadlines asks first: who may edit them, and which day it is at the court."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from casefiles.models import CaseFile

EDIT = "filings.change_deadline"


def today_in(case: CaseFile) -> date:
    """The day it is at the court."""
    return datetime.now(ZoneInfo(case.timezone)).date()
