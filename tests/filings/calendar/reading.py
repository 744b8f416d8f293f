"""Calendars read by vobject, which did not write them; and by their bytes alone."""

from dataclasses import dataclass
from typing import Any

import vobject
from django.test import Client

CASE = "/cases/doe-v-roe/deadlines.ics"


@dataclass
class Read:
    """A calendar: its file, and its events by what their titles say after the name of the case."""

    body: bytes
    whole: Any
    events: dict[str, Any]
    uids: set[str]


def read(body: bytes) -> Read:
    assert_well_formed(body)
    whole = vobject.readOne(body.decode())
    events = whole.contents.get("vevent", [])
    uids = {event.uid.value for event in events}
    assert len(uids) == len(events)
    return Read(body, whole, {event.summary.value.partition(": ")[2]: event for event in events}, uids)


def assert_well_formed(body: bytes) -> None:
    """Lines of at most 75 octets, each ended by CRLF, cut between letters."""
    assert body.endswith(b"\r\n")
    lines = body[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b"END:VCALENDAR"


def fetched(client: Client, address: str = CASE) -> Read:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return read(response.content)


def lines(event: Any) -> list[str]:
    return str(event.description.value).split("\n")


def unstamped(body: bytes) -> bytes:
    return b"\r\n".join(line for line in body.split(b"\r\n") if not line.startswith(b"DTSTAMP:"))
