from filings.deadlines.models.counts import ClosedDay, Computation, Override, Proposal
from filings.deadlines.models.dates import Deadline, DeadlineQuerySet, Responsible

__all__ = ["ClosedDay", "Computation", "Deadline", "DeadlineQuerySet", "Override", "Proposal", "Responsible"]
