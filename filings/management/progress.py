"""A bar on standard error, for a person who watches a command."""

import sys


class Progress:
    WIDTH = 30

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._draw()

    def step(self) -> None:
        self._done += 1
        self._draw()

    def clear(self) -> None:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    def _draw(self) -> None:
        filled = self.WIDTH * self._done // max(self._total, 1)
        end = "\n" if self._done == self._total else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (self.WIDTH - filled)}] {self._done} of {self._total} files{end}")
        sys.stderr.flush()
