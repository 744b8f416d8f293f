"""The pages of a list that is whole in memory: their addresses, under the filter of the list."""

from typing import Any

from django.core.paginator import Page


def pager(page: Page[Any], query: str) -> dict[str, str]:
    """What `_pager.html` wants. `query`: the filter, encoded."""

    def at(number: int) -> str:
        return "?" + "&".join(part for part in (query, f"page={number}") if part)

    size, total = page.paginator.per_page, page.paginator.count
    links = {"shown": f"{page.start_index():,} to {page.end_index():,} of {total:,}"} if total > size else {}
    if page.has_previous():
        links |= {"first": at(1), "previous": at(page.previous_page_number())}
    if page.has_next():
        links |= {"next": at(page.next_page_number()), "last": at(page.paginator.num_pages)}
    return links
