"""The numbers 1 to 28 down the margin of pleading paper, taken out of a page's text.

pypdf gives them as one unbroken run of lines before, after or inside the body: so on each of the 34 pages of pleading
paper in our set of court papers. Which words stand on which line is not known from plain text.
"""

import re

# California's paper has 28 lines, other courts' 25 to 32. A shorter run may be a list, and stays.
FEWEST_LINES = 24
MOST_LINES = 32

_NUMBER_ALONE = re.compile(r"[ \t]*(\d{1,2})[ \t]*")


def take_out_numbers(text: str) -> tuple[str, int | None]:
    """The text without the run 1..n of line numbers, and n. Text without such a run comes back unchanged, with None."""
    lines = text.split("\n")
    numbers = [_number_alone(line) for line in lines]
    for start, number in enumerate(numbers):
        if number != 1:
            continue
        end, last = _run_from(numbers, start)
        if FEWEST_LINES <= last <= MOST_LINES:
            return "\n".join(lines[:start] + lines[end:]), last
    return text, None


def _number_alone(line: str) -> int | None:
    """The number that is all a line holds; 0 for a blank line, None for words."""
    if not line.strip():
        return 0
    found = _NUMBER_ALONE.fullmatch(line)
    return int(found[1]) if found else None


def _run_from(numbers: list[int | None], start: int) -> tuple[int, int]:
    """Where the run 1, 2, 3... beginning at `start` ends, and its last number. Only blank lines do not break it."""
    end, last = start, 0
    for place in range(start, len(numbers)):
        if numbers[place] == last + 1:
            end, last = place + 1, last + 1
        elif numbers[place] != 0:
            break
    return end, last
