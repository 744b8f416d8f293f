"""What the API answers where it cannot answer: a status, a word for programs and a sentence for people. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Refused(Exception):
    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, dict[str, str]]:
        return {"error": {"code": self.code, "message": self.message}}


def bad_parameter(message: str) -> Refused:
    return Refused(400, "bad-parameter", message)


def not_found(message: str) -> Refused:
    return Refused(404, "not-found", message)
