"""A timeline page read as a reader sees it, event by event."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Seen:
    event: str
    key: str
    css: list[str]
    day: str
    number: str = ""
    title: str = ""
    address: str = ""
    sides: list[str] = field(default_factory=list)
    chips: list[str] = field(default_factory=list)
    words: str = ""


class Screen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[Seen] = []
        self.headings: list[str] = []
        self.day = ""
        self.inside: list[tuple[str, list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        css = found.get("class", "").split()
        if tag in {"input", "link", "meta", "line", "circle", "rect", "path"}:
            return
        self.inside.append((tag, css))
        if tag == "section" and "month" in css:
            self.day = ""
        if tag == "time":
            self.day = found["datetime"]
        if tag == "li" and "event" in css:
            event, _, key = found["id"].partition("-")
            self.seen.append(Seen(event, key, css, self.day))
        elif self.within("event") and tag == "a" and "title" in css:
            self.seen[-1].address = found["href"]
        elif self.within("event") and "side" in css:
            self.seen[-1].sides.append(css[1])

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.inside:
            return
        tag, css = self.inside[-1]
        if tag == "h2" and self.within("month"):
            self.headings.append(data)
        if not self.within("event"):
            return
        row = self.seen[-1]
        row.words += data
        if "no" in css:
            row.number += data
        elif tag == "a" and "title" in css:
            row.title += data
        elif "side" in css:
            row.chips.append(data)

    def within(self, name: str) -> bool:
        return any(name in css for _, css in self.inside)
