"""The citations of held files as they are kept: once, again, after a correction, and by the worker."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from casefiles.models import CaseFile
from filings.authorities.actions import read_citations, read_citations_of_file, take_up_uncited, unread
from filings.authorities.models import Authority, Citation, CitationReading
from filings.documents.actions.corrections import correct_page, take_back
from filings.models import HeldFile
from tests import factories

GROKSTER = "Metro-Goldwyn-Mayer Studios Inc. v. Grokster, Ltd., 545 U.S. 913, 125 S. Ct. 2764 (2005)"
NOON = factories.NOON


def hold(case: CaseFile, *pages: str, entry: int = 1) -> HeldFile:
    return factories.make_held_file(factories.make_document(factories.make_filing(case, entry=entry)), pages=pages)


def stored() -> list[tuple[str, int, int]]:
    return list(Citation.objects.order_by("page", "start").values_list("authority__key", "page__number", "start"))


def test_reading_twice_changes_nothing(case: CaseFile) -> None:
    held = hold(case, f"{GROKSTER}. Id. at 931.", "17 U.S.C. § 504(c)")
    assert read_citations(held_file=held.pk, now=NOON) == 3
    first = list(Citation.objects.order_by("pk").values())
    assert read_citations(held_file=held.pk, now=NOON + timedelta(days=1)) is None
    assert list(Citation.objects.order_by("pk").values()) == first
    assert CitationReading.objects.get().read_at == NOON + timedelta(days=1)
    grokster = Authority.objects.get(sort="case")
    assert (grokster.name, grokster.cite) == (
        "Metro-Goldwyn-Mayer Studios Inc. v. Grokster, Ltd.", "545 U.S. 913, 125 S. Ct. 2764 (2005)",
    )  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0), (1, 0, 2)])
def test_parallel_citations_are_one_row_in_whatever_order_the_papers_are_read(
    case: CaseFile, order: tuple[int, ...]
) -> None:
    texts = [f"{GROKSTER}.", "Grokster, 125 S. Ct. 2764.", "In Grokster, 545 U.S. 913 (2005)."]
    files = [hold(case, text, entry=entry) for entry, text in enumerate(texts, 1)]
    for at in order:
        read_citations(held_file=files[at].pk, now=NOON)
    row = Authority.objects.get()
    assert (row.key, row.cite) == ("545-us-913", "545 U.S. 913, 125 S. Ct. 2764 (2005)")
    assert row.url == "https://www.courtlistener.com/c/U.S./545/913/"
    assert row.citations.count() == 3


def test_a_correction_renews_and_taking_it_back_renews_again(case: CaseFile) -> None:
    held, somebody = hold(case, "Rule 12(b)(6)"), factories.make_user()
    read_citations(held_file=held.pk, now=NOON)
    assert list(unread()) == []
    page, later = held.pages.get(), NOON + timedelta(hours=1)
    correct_page(page=page, text="17 U.S.C. § 504", by=somebody, now=later)
    assert list(unread()) == [held.pk]
    assert read_citations(held_file=held.pk, now=later + timedelta(minutes=1)) == 1
    assert list(Authority.objects.values_list("key", flat=True)) == ["17-usc-504"]
    assert list(unread()) == []
    take_back(page=page, by=somebody, now=later + timedelta(hours=1))
    assert list(unread()) == [held.pk]
    read_citations(held_file=held.pk, now=later + timedelta(hours=2))
    assert list(Authority.objects.values_list("key", flat=True)) == ["frcp-12"]


def test_ocr_that_ended_since_is_read(case: CaseFile) -> None:
    held = hold(case, "")
    read_citations(held_file=held.pk, now=NOON)
    held.pages.update(text="Rule 8")
    HeldFile.objects.update(looked_at=NOON + timedelta(minutes=1))
    assert list(unread()) == [held.pk]


def test_the_worker_takes_each_file_up_once_and_a_dead_one_loses_nothing(
    case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold(case, "Rule 8, Rule 12")
    assert (take_up_uncited(), take_up_uncited()) == (1, 0)
    with monkeypatch.context() as patched:
        patched.setattr(CitationReading.objects, "update_or_create", lambda **fields: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read_citations_of_file.call(held.pk)
    assert stored() == []
    assert list(unread()) == [held.pk]
    read_citations_of_file.call(held.pk)
    assert [key for key, *_ in stored()] == ["frcp-8", "frcp-12"]


def test_a_file_that_is_gone_and_one_that_is_not_read_are_no_error(case: CaseFile) -> None:
    assert read_citations(held_file=999, now=NOON) is None
    held = hold(case, "Rule 8")
    HeldFile.objects.filter(pk=held.pk).update(state="waiting")
    assert list(unread()) == []


def test_the_command_tells_what_it_found(case: CaseFile, capsys: pytest.CaptureFixture[str]) -> None:
    hold(case, "Rule 8, Rule 12")
    call_command("read_citations", case=case.slug)
    call_command("read_citations", again=True)
    said = capsys.readouterr().out.splitlines()
    assert said == ["1 files looked through, 2 citations found.", "0 files looked through, 0 citations found."]
