"""What the process that reads a PDF may use, set by that process on itself. A limit that a system cannot set is gone
without: macOS has none on memory."""

import contextlib
import resource
import signal
from collections.abc import Iterator
from dataclasses import dataclass

# The parent ends its child in time; these are for the child whose parent was killed. Processor time stops one that
# computes. Wall time stops one that waits, and is long because a parent that writes slowly lets its child wait.
SPARE_SECONDS = 5
WAITING_SECONDS = 600


@dataclass(frozen=True)
class Limits:
    memory_bytes: int = 1 << 30
    base_seconds: float = 20.0
    seconds_per_page: float = 0.2

    def seconds(self, pages: int = 0) -> float:
        return self.base_seconds + self.seconds_per_page * pages


class PageTooSlow(BaseException):
    """Raised by a timer in the midst of pypdf, which here and there catches Exception and would go on."""


def limit_memory(memory_bytes: int) -> None:
    _limit(resource.RLIMIT_AS, memory_bytes)
    # No files are written: a crash leaves no picture of a sealed paper.
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)


def limit_seconds(seconds: float) -> None:
    """Set when the process starts, and again when the number of pages is known."""
    # Whoever started it may ignore or block these signals, and it would inherit that.
    for number in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM, signal.SIGXCPU, signal.SIGPROF))
    signal.alarm(int(seconds) + WAITING_SECONDS)
    _limit(resource.RLIMIT_CPU, int(seconds) + SPARE_SECONDS, hard=False)


@contextlib.contextmanager
def page_seconds(seconds: float) -> Iterator[None]:
    """Raises PageTooSlow in the block once it has used that much processor time, and again each second after."""

    def give_up(_signum: int, _frame: object) -> None:
        raise PageTooSlow

    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit(which: int, value: int, *, hard: bool = True) -> None:
    with contextlib.suppress(ValueError, OSError):
        highest = resource.getrlimit(which)[1]
        if highest != resource.RLIM_INFINITY:
            value = min(value, highest)
        resource.setrlimit(which, (value, value if hard else highest))
