"""What search adds to the words of pages (filings.query.mending), kept beside them."""

from collections.abc import Iterable

from django.db import transaction

from filings.documents.models import HeldFile, Page
from filings.query.mending import additions

AT_ONCE = 500


@transaction.atomic
def mend(*, held_file: int) -> int:
    """Renews what is added to the pages of a file; how many changed. Safe to run at any time, and twice."""
    pages = list(
        Page.objects.filter(held_file=held_file).with_words().order_by("number").only("id", "mended", "bridge", "text")
    )
    changed = []
    words = [page.words for page in pages]  # type: ignore[attr-defined]  # with_words
    for page, added in zip(pages, additions(words), strict=True):
        if (page.mended, page.bridge) != added:
            page.mended, page.bridge = added
            changed.append(page)
    Page.objects.bulk_update(changed, ["mended", "bridge"], batch_size=AT_ONCE)
    return len(changed)


def mend_all(*, held_files: Iterable[int] | None = None) -> int:
    """Every file that has pages, or these; how many pages changed. One transaction a file."""
    found = HeldFile.objects.filter(pages__isnull=False).order_by("pk").values_list("pk", flat=True).distinct()
    return sum(mend(held_file=pk) for pk in (found if held_files is None else held_files))
