"""Jobs that misbehave, for a workshop started by the tests: `odd` runs a script, and so does `read` for a path that ends
in .odd. Any other file is read as ever.

A script defines `answers(arguments)`, a generator as jobs are, and sees the names of this module.
"""

import os
import runpy
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filings.reading import child, jobs

__all__ = ["channel", "child", "os", "say_raw", "signal", "socket", "struct", "subprocess", "sys", "time"]

COMMAND = "from tests.filings.reading import odd; odd.be_the_workshop()"


def be_the_workshop() -> None:
    """What `python -m filings.reading.foreman` does, with the jobs of this module among its own."""
    jobs.JOBS.update(odd="tests.filings.reading.odd:odd", read="tests.filings.reading.odd:read")
    runpy.run_module("filings.reading.foreman", run_name="__main__")


def odd(arguments: dict[str, Any]) -> Iterator[Any]:
    names: dict[str, Any] = {**globals()}
    exec(arguments["script"], names)  # the script of a test
    yield from names["answers"](arguments)


def read(arguments: dict[str, Any]) -> Iterator[Any]:
    if not arguments["path"].endswith(".odd"):
        return child.read(arguments)
    return odd({**arguments, "script": Path(arguments["path"]).read_text()})


def channel() -> int:
    """The one socket that a child has."""
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                return int(name)
        except OSError:
            continue
    raise LookupError


def say_raw(data: bytes) -> None:
    with socket.socket(fileno=os.dup(channel())) as talk:
        talk.sendall(data)


def started(*arguments: Any, **options: Any) -> "subprocess.Popen[bytes]":
    """In place of subprocess.Popen in workshop.py."""
    command = arguments[0]
    return subprocess.Popen([command[0], "-c", COMMAND, command[-1]], **options)
