"""Keeps the secret addresses of calendars, and the tokens of the API, out of every log. Pure.

Such an address is a key. It comes in each request line, and so to gunicorn's access log, to Django's tale of an error, to
the development server and, as a referrer, beside other addresses. All of these write by way of `logging`, in whose records
it is blotted out as they are made, whoever writes them and wherever they go.
"""

import logging
import re
from typing import Any

# With or without its ending, whole or mistyped, and as one address quotes another.
SECRET = re.compile(r"((?:/|%2F)calendar(?:/|%2F)+)[^\s\"'/?#&%<>)\]]+", re.IGNORECASE)
# A token of the API, wherever somebody wrote it (filings.api.tokens.PREFIX).
TOKEN = re.compile(r"cft_[\w-]+")


def blotted(text: str) -> str:
    return TOKEN.sub("[token]", SECRET.sub(r"\1[secret]", text))


class Record(logging.LogRecord):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        try:
            text = self.getMessage()
        except Exception:  # a message that does not fit its arguments: logging itself complains of it, later
            return
        if (clean := blotted(text)) != text:
            self.msg, self.args = clean, ()
