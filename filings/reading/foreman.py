"""The warm process of the workshop (see workshop.py, its only client): `python -m filings.reading.foreman FD`.

It takes orders on a socket, one at a time, and answers each with a number: `j` forks a child that talks on the socket sent
along (answer: its process id), `e` kills and reaps one (answer: how it ended). A child reads one JSON object, runs that job
and writes frames: `j` a JSON object, `b` a blob, `e` the end.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys

from filings.reading.limits import limit_memory, limit_seconds

FRAME = struct.Struct("!cI")  # kind, bytes that follow
ORDER = struct.Struct("!cQd")  # what, memory in bytes or process id, seconds
STATUS = struct.Struct("!q")
# In place of a process id: the machine starts no more processes.
REFUSED = -1
# Seconds without an order, after which it imports what jobs other than reading need: not while a caller waits.
IDLE = 1.0


def serve(control: socket.socket) -> None:
    """Forks a child for each order until the client goes; then kills what still runs."""
    from filings.reading.jobs import warm, warm_more  # noqa: PLC0415 - what takes the time that the children save

    warm()
    _freeze()
    others = warm_more()
    running: set[int] = set()
    try:
        while True:
            while not select.select([control], [], [], IDLE)[0] and next(others, None):
                _freeze()
            order, fds, _, _ = socket.recv_fds(control, ORDER.size, 1)
            if len(order) != ORDER.size:
                return
            what, number, seconds = ORDER.unpack(order)
            if what == b"j":
                status = _fork(control, fds, number, seconds)
                running |= {status} - {REFUSED}
            else:
                status = _end(number) if number in running else 0
                running.discard(number)
            for fd in fds:
                os.close(fd)
            control.sendall(STATUS.pack(status))
    finally:
        for pid in running:
            _end(pid)


def _freeze() -> None:
    """What is there by now no collection looks at again: the children go on sharing it."""
    gc.collect()
    gc.freeze()


def _fork(control: socket.socket, fds: list[int], memory_bytes: int, seconds: float) -> int:
    try:
        pid = os.fork()
    except OSError:
        return REFUSED
    if pid:
        return pid
    status = 1
    try:
        os.setsid()
        control.close()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        gc.set_threshold(100_000, 20, 20)
        limit_memory(memory_bytes)
        limit_seconds(seconds)
        with socket.socket(fileno=fds[0]) as channel:
            _work(channel)
        status = 0
    finally:
        os._exit(status)


def _end(pid: int) -> int:
    """Kills the child and whatever it started; it is not reaped before, so the number is still its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return 0


def _work(channel: socket.socket) -> None:
    from filings.reading.jobs import run  # noqa: PLC0415 - already there

    with channel.makefile("rb") as requests:
        _, size = FRAME.unpack(requests.read(FRAME.size))
        order = json.loads(requests.read(size))
    for answer in run(order["job"], order["arguments"]):
        kind, payload = (
            (b"b", answer) if isinstance(answer, bytes) else (b"j", json.dumps(answer, ensure_ascii=False).encode())
        )
        channel.sendall(FRAME.pack(kind, len(payload)) + payload)
    channel.sendall(FRAME.pack(b"e", 0))


if __name__ == "__main__":
    # The client's going is what ends it, not a signal sent to a whole group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)
