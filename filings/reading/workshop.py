"""A process that has already imported what reads and draws PDFs, and forks a limited child for each job.

A hostile file can hang, crash or fill the process that works on it. So each job has a process of its own, under limits it
sets on itself (limits.py), and starting one costs milliseconds: it is forked from a parent that is warm. That parent cannot
be the web server, whose threads forbid forking, so it is a program of its own: foreman.py.

    with job("draw", {"path": "/…/34.pdf", "page": 3}, seconds=20) as answers:
        for answer in answers:      # dict: a JSON object; bytes: a blob
            ...

Raises JobFailed. The child is killed and reaped on every way out, and with its client if that is killed.
"""

import atexit
import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filings.reading.foreman import FRAME, ORDER, REFUSED, STATUS
from filings.reading.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
# Python finds itself and its libraries through these. Nothing else goes to the children: no key, no database address.
KEPT_VARIABLES = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX")
CHUNK = 1 << 16
# A page of text with its marks is well below a megabyte, a block of a file just there.
LONGEST_FRAME = 1 << 25
# What one answer may be waited for: a page has 12 seconds of processor time before it gives itself up.
PATIENCE = 15.0
SECONDS_TO_START = 60.0
NOT_STARTED = "The program that reads PDFs could not be started."


class JobFailed(Exception):
    """The child died (`crashed`), ran out of time (`too-slow`) or answered nonsense (`crashed`)."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        self.sentence = sentence
        super().__init__(sentence)


@contextlib.contextmanager
def job(
    name: str, arguments: dict[str, Any], *, seconds: float = 20.0, memory_bytes: int = Limits.memory_bytes
) -> Iterator["Answers"]:
    """Starts a job of jobs.JOBS in a child of its own."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            workshop, pid = _begin(theirs, memory_bytes, seconds)
        answers = Answers(ours, workshop, pid, seconds)
        try:
            answers.send({"job": name, "arguments": arguments})
            yield answers
        finally:
            answers.end()


class Answers:
    """What a child answers, in order; `allow` sets anew how many seconds all of it may take, `patience` is for one answer."""

    def __init__(self, channel: socket.socket, workshop: "_Workshop", pid: int, seconds: float) -> None:
        self._channel, self._workshop, self._pid = channel, workshop, pid
        self._allowed = self._left = seconds
        self.patience = PATIENCE
        self._unread = bytearray()
        self._status: int | None = None
        self._selector = selectors.DefaultSelector()
        self._selector.register(channel, selectors.EVENT_READ)

    def send(self, message: dict[str, Any]) -> None:
        payload = json.dumps(message).encode()
        # A child that dies at once is found out when it is listened to.
        with contextlib.suppress(OSError):
            self._channel.settimeout(PATIENCE)
            self._channel.sendall(FRAME.pack(b"j", len(payload)) + payload)

    def allow(self, seconds: float) -> None:
        self._left += seconds - self._allowed
        self._allowed = seconds

    @property
    def seconds_left(self) -> float:
        return self._left

    def __iter__(self) -> Iterator[Any]:
        while True:
            kind, size = FRAME.unpack(self._take(FRAME.size))
            if size > LONGEST_FRAME:
                raise _senseless()
            payload = self._take(size)
            if kind == b"e":
                return
            yield payload if kind == b"b" else _object(payload)

    def _take(self, size: int) -> bytes:
        deadline = time.monotonic() + min(self.patience, max(self._left, 0.0))
        while len(self._unread) < size:
            self._unread += self._chunk(deadline)
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken

    def _chunk(self, deadline: float) -> bytes:
        since = time.monotonic()
        ready = self._selector.select(max(deadline - since, 0.0))
        self._left -= time.monotonic() - since
        if not ready:
            raise self._too_slow()
        try:
            chunk = self._channel.recv(CHUNK)
        except OSError:
            chunk = b""
        if not chunk:
            raise self._dead()
        return chunk

    def _dead(self) -> JobFailed:
        self.end()
        if self._status in (-signal.SIGXCPU, -signal.SIGALRM):
            return self._too_slow()
        ended = f" (signal {-self._status})" if self._status is not None and self._status < 0 else ""
        return JobFailed("crashed", f"The program that reads PDFs broke down on this file{ended}.")

    def _too_slow(self) -> JobFailed:
        return JobFailed("too-slow", f"It took longer than the {self._allowed:,.0f} seconds that this file is allowed.")

    def end(self) -> None:
        if self._status is None:
            self._selector.close()
            self._status = self._workshop.end(self._pid)


def _object(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise _senseless()
    return answer


def _senseless() -> JobFailed:
    return JobFailed("crashed", "The program that reads PDFs gave an answer to this file that makes no sense.")


class _Workshop:
    """The warm process, and the socket on which it takes orders: one at a time, each answered at once."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        self._control.settimeout(SECONDS_TO_START)
        with theirs, contextlib.ExitStack() as unless_started:
            unless_started.enter_context(self._control)
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "filings.reading.foreman", str(theirs.fileno())],
                cwd=ROOT,
                env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
                | {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                # Ctrl-C is for whoever asked, who ends its jobs.
                start_new_session=True,
            )
            unless_started.pop_all()

    def begin(self, channel: socket.socket, memory_bytes: int, seconds: float) -> int:
        """The process id of a new child that talks on `channel`. Raises OSError when the workshop is gone, and JobFailed."""
        pid = self._order([channel.fileno()], b"j", memory_bytes, seconds)
        if pid == REFUSED:
            raise JobFailed("crashed", NOT_STARTED)
        return pid

    def end(self, pid: int) -> int | None:
        """Kills a child if it still runs; how it ended, as subprocess says it; None when nobody knows."""
        with contextlib.suppress(OSError):
            return self._order([], b"e", pid, 0.0)
        return None

    def _order(self, fds: list[int], what: bytes, number: int, seconds: float) -> int:
        with self._lock:
            socket.send_fds(self._control, [ORDER.pack(what, number, seconds)], fds)
            answer = self._control.recv(STATUS.size)
        if len(answer) != STATUS.size:
            raise BrokenPipeError("The workshop has closed.")
        return int(STATUS.unpack(answer)[0])

    def close(self) -> None:
        self._control.close()
        if self.owner == os.getpid():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)


_opening = threading.Lock()
_workshop: _Workshop | None = None


def _begin(channel: socket.socket, memory_bytes: int, seconds: float) -> tuple[_Workshop, int]:
    for _ in range(2):
        with contextlib.suppress(OSError):
            workshop = _open_workshop()
            try:
                return workshop, workshop.begin(channel, memory_bytes, seconds)
            except OSError:
                close(workshop)
    raise JobFailed("crashed", NOT_STARTED)


def open_early() -> None:
    """Starts the workshop before there is a job for it: it gets warm while the caller does something else."""
    with contextlib.suppress(OSError):
        _open_workshop()


def _open_workshop() -> _Workshop:
    """This process's own: one that came over a fork belongs to the parent."""
    global _workshop  # noqa: PLW0603 - one for the process, like the connection to a database
    with _opening:
        if _workshop is None or _workshop.owner != os.getpid():
            _workshop = _Workshop()
        return _workshop


def close(which: _Workshop | None = None) -> None:
    """Ends the workshop, its jobs with it; the next job opens another."""
    global _workshop  # noqa: PLW0603 - as above
    with _opening:
        if _workshop is not None and which in (None, _workshop):
            _workshop.close()
            _workshop = None


atexit.register(close)
