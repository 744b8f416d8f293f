"""Contentions, each of which may answer others, arranged point by point. Pure.

A point opens with a contention that answers nothing; under it stands all that answers it, and what answers that. People
make the record, so contentions may answer each other in a ring: where nothing opens the ring, its first one does.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """`depth` 1 answers the opening itself, 2 such an answer, and so on; `to` is what it stands under."""

    id: int
    depth: int
    to: int


@dataclass(frozen=True)
class Point:
    """Replies follow what they answer, each once in a point though it may answer several things in it."""

    opening: int
    replies: tuple[Reply, ...]


def points(answers: Mapping[int, Collection[int]]) -> list[Point]:
    """The points of a dispute. `answers` holds, for each contention in order, the ids of those it answers."""
    replies: dict[int, list[int]] = {contention: [] for contention in answers}
    for contention, answered in answers.items():
        for one in answered:
            if one in replies and one != contention:
                replies[one].append(contention)
    openings = [
        one for one, answered in answers.items() if not any(other in replies and other != one for other in answered)
    ]
    found = [Point(one, tuple(under(one, replies))) for one in openings]
    reached = {one.opening for one in found} | {reply.id for one in found for reply in one.replies}
    for contention in answers:
        if contention not in reached:
            ring = Point(contention, tuple(under(contention, replies)))
            reached |= {contention} | {reply.id for reply in ring.replies}
            found.append(ring)
    return found


def under(opening: int, replies: Mapping[int, list[int]]) -> Iterator[Reply]:
    """All that answers an opening, at its least depth, each reply followed by what answers it."""
    placed: dict[int, Reply] = {}
    children: dict[int, list[Reply]] = {}
    waiting = deque([(opening, 0)])
    while waiting:
        contention, depth = waiting.popleft()
        for one in replies[contention]:
            if one != opening and one not in placed:
                placed[one] = Reply(one, depth + 1, contention)
                children.setdefault(contention, []).append(placed[one])
                waiting.append((one, depth + 1))
    # A stack of our own: a long exchange must not run into Python's limit on calls.
    stack = children.get(opening, [])[::-1]
    while stack:
        reply = stack.pop()
        yield reply
        stack.extend(children.get(reply.id, [])[::-1])
