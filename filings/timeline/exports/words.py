"""What several exports say of an event in the same words. Pure."""

from filings.timeline.shapes import Event


def told_of(event: Event) -> str | None:
    """Of a fact how it stands and who says so; of a date what became of it."""
    if event.event == "fact":
        return f"{(event.fact_status or '').capitalize()}, according to {event.said_by}."
    return f"Status: {event.status}." if event.status else None
