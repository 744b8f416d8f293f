"""Who may open a page: closed unless opened.

Django's own middleware asks for a login everywhere. A view marked `open_to_readers` may also be read without one while
CASEFILES_PUBLIC_READ is on; what is sealed stays closed to them all the same.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

SEE_SEALED = "filings.view_sealed"


def open_to_readers(view: View) -> View:
    view.open_to_readers = True  # type: ignore[attr-defined]
    return view


class ReadingMiddleware(LoginRequiredMiddleware):
    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if settings.CASEFILES_PUBLIC_READ and getattr(view_func, "open_to_readers", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
