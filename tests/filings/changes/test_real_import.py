"""A real import on the shipped case, and what the pages say of it before and after it is undone."""

from datetime import timedelta

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.docket.past import TOLD
from filings.importing.actions.imports import merge, preview, read, take_in
from filings.importing.actions.undoing import undo
from filings.models import Filing, Import
from tests import factories
from tests.filings.changes.test_changes_page import lines
from tests.shared import shared

LATER = factories.NOON + timedelta(days=3)


@pytest.fixture
def made(real_case: CaseFile) -> Import:
    path = shared("dockets/courtlistener/strike3_v_meta.json")
    ann = factories.make_user(username="ann")
    reading = read(data=path.read_bytes(), filename=path.name)
    taken = take_in(reading=reading, case=real_case, by=ann, now=LATER)
    answers = {
        item.token: item.question.likely
        for item in preview(made=taken).proposal.items
        if item.question and item.answer is None
    }
    merge(made=taken, by=ann, now=LATER, answers=answers)
    taken.refresh_from_db()
    return taken


def text_of(client: Client, made: Import, address: str) -> str:
    assert made.case
    return client.get(f"/cases/{made.case.slug}/{address}").content.decode()


def test_it_is_one_line_and_each_of_its_changes_another(made: Import, anonymous: Client) -> None:
    newest, loaded = lines(text_of(anonymous, made, "changes/"))
    assert f"Import {made.pk} strike3_v_meta.json CourtListener docket" in newest
    assert "an editor" in newest
    assert "Case file loaded" in loaded
    filled, _ = lines(text_of(anonymous, made, "docket/61/changes/"))
    assert "Docket text not known → became ORDER denying 34 Motion to Dismiss" in filled


def test_what_it_filled_in_is_no_edit(made: Import, anonymous: Client) -> None:
    """The docket texts that were not known before; where it says otherwise than what stood there, the row says so."""
    past = Filing.history.filter(history_change_reason=made.reason, history_type="~")
    assert past.count() > 80
    edited = set()
    for version in past:
        before = version.prev_record
        if any(getattr(before, name) not in (None, getattr(version, name)) for name in TOLD):
            edited.add(version.key)
    docket = text_of(anonymous, made, "docket/")
    marked = {key for key in Filing.objects.values_list("key", flat=True) if f'docket/{key}/changes/">edited' in docket}
    assert marked == edited
    assert len(edited) < 10


def test_undone_it_is_two_lines_and_nothing_is_marked(made: Import, anonymous: Client) -> None:
    undo(made=made, by=made.merged_by, now=LATER + timedelta(hours=2))
    found = lines(text_of(anonymous, made, "changes/"))
    assert len(found) == 3
    assert f"Import {made.pk} undone" in found[0]
    assert len(lines(text_of(anonymous, made, f"changes/?undone={made.pk}"))) > 0
