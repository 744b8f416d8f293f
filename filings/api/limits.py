"""How many requests a reader may make in a minute, counted over all processes.

The counts stand in a small SQLite file of their own in the data folder, one row a reader, written by one atomic upsert.
Not in memory: two workers would each count for themselves. Not in the main database: SQLite has one writer at a time there,
and a request to read would wait for an import to end, up to 20 seconds; and on either database each request would be a
write that nobody needs kept. The file may be lost at any time: counting begins anew. Machines that share a database but no
data folder count each for itself.
"""

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FILE = "api_limits.sqlite3"
WINDOW = 60  # seconds
WAIT = 2  # seconds for another process to write its row
BEGIN = "CREATE TABLE IF NOT EXISTS counts (who TEXT PRIMARY KEY, begun INTEGER NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID"
COUNT = """
    INSERT INTO counts VALUES (?, ?, 1) ON CONFLICT (who) DO UPDATE SET
    made = CASE WHEN begun = excluded.begun THEN made + 1 ELSE 1 END, begun = excluded.begun RETURNING made
"""
FORGET = "DELETE FROM counts WHERE begun < ?"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """`limit` 0: without one. `made` counts the request at hand; `reset`: seconds to the next minute."""

    limit: int
    made: int
    reset: int

    @property
    def is_over(self) -> bool:
        return 0 < self.limit < self.made

    @property
    def headers(self) -> dict[str, str]:
        if not self.limit:
            return {}
        left = max(0, self.limit - self.made)
        told = {"Limit": self.limit, "Remaining": left, "Reset": self.reset}
        return {f"RateLimit-{name}": str(value) for name, value in told.items()}


def count(who: str, *, limit: int, now: float) -> Standing:
    """Counts a request of somebody. `now`: seconds since 1970."""
    begun, reset = int(now // WINDOW), WINDOW - int(now % WINDOW)
    return Standing(limit, _counted(settings.CASEFILES_DATA_DIR / FILE, who, begun) if limit else 0, reset)


def _counted(path: Path, who: str, begun: int) -> int:
    try:
        with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as counts:
            # Nothing waits for the disk: what a crash loses is a minute's counts.
            counts.execute("PRAGMA synchronous=OFF")
            counts.execute("PRAGMA journal_mode=MEMORY")
            counts.execute(BEGIN)
            made = int(counts.execute(COUNT, (who, begun)).fetchone()[0])
            if made == 1:
                counts.execute(FORGET, (begun,))
            return made
    except sqlite3.OperationalError as error:
        # Full disk, or a neighbour that holds the file: better answered uncounted than not at all.
        logger.warning("A request was not counted: %s", error)
    except sqlite3.DatabaseError:
        logger.warning("%s is damaged; it is begun anew.", path)
        path.unlink(missing_ok=True)
    return 1
