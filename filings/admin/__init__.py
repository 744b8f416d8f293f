"""The admin of what was filed and all that follows from it. It may see every room."""

from filings.admin import claims, closings, deadlines, documents, facts, filings, loads

__all__ = ["claims", "closings", "deadlines", "documents", "facts", "filings", "loads"]
