"""What is sealed has no history either, for whoever may not see it; nor has what was sealed when it was written."""

from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.changes.kinds import HEAD_OF, SECTIONS
from filings.documents.actions.corrections import correct_page
from filings.models import Document, Filing, HeldFile
from parties.models import Appearance
from tests import actors, factories
from tests.contracts.test_sealed import WORD, hold, sealed_case
from tests.filings.changes.conftest import at, imported, save
from tests.filings.changes.test_changes_page import lines

__all__ = ["sealed_case"]

CASE = "/cases/doe-v-roe/"


def every_address() -> list[str]:
    """Each page of changes there is, of records that are there or were."""
    found = ["changes/", "changes/?only=edits", "changes/?what=document", "changes/?who=people", "changes/?import=1"]
    found += [f"docket/{key}/changes/" for key in ("1", "2", "3", "4")]
    for section in SECTIONS:
        past: Any = HEAD_OF[section].history
        found += [f"changes/{section}/{pk}/" for pk in past._default_manager.values_list("id", flat=True).distinct()]
    return found


def bodies(client: Client) -> str:
    text = ""
    for address in every_address():
        query = address
        while query:
            response = client.get(CASE + query)
            text += response.content.decode()
            found = response.context and response.context.get("next")
            query = f"{address.partition('?')[0]}{found}" if found else ""
    return text.lower()


@pytest.fixture
def disturbed(sealed_case: CaseFile) -> CaseFile:
    """Everything about the sealed paper was changed once more."""
    motion = sealed_case.filings.get(entry=2)
    save(motion, at(3), title=f"{WORD} again", docket_text=f"{WORD} " * 30, kind="order")
    for paper in Document.objects.filter(filing=motion):
        save(paper, at(3), title=f"{WORD} exhibit")
    save(Document.objects.get(filing__entry=4, number=1), at(3), title=f"{WORD} exhibit", sealed=True)
    deadline = sealed_case.deadlines.get(key="sealed-date")
    save(deadline, at(3), title=f"Due {WORD} later")
    roe = Appearance.objects.get(slug="zed-industries")
    responsible: Any = deadline.responsibles
    responsible.create(appearance=roe, position=0)
    for fact in sealed_case.facts.all():
        save(fact, at(3), title=f"What {WORD} tells again")
    once = factories.make_fact(sealed_case, key="once-sealed", title=f"Once {WORD}", source_entry=motion)
    save(once, at(4), title="Told openly by now", source_entry=sealed_case.filings.get(entry=1))
    save(sealed_case.contentions.get(), at(3), text=f"They say {WORD} again")
    save(sealed_case.claims.get().events.get(), at(3), status=f"step {WORD} again")
    ann = factories.make_user(username="ann")
    for held in HeldFile.objects.exclude(pages__text="open words"):
        correct_page(page=held.pages.get(), text=f"{WORD} corrected", by=ann, now=at(3))
    factories.make_claim(sealed_case, pleaded_in=motion, number="IX", title=f"Claim {WORD}").points.create(
        aspect="relief", text=f"relief {WORD}"
    )
    return sealed_case


@pytest.mark.parametrize("who", ["anonymous", "reader", "clerk"])
def test_no_page_of_changes_says_what_is_sealed(disturbed: CaseFile, who: str) -> None:
    text = bodies(getattr(actors, who)())
    assert WORD not in text
    for hidden in ("7331", "jul 9, 2025", "opposes"):
        assert hidden not in text
    assert "complaint" in text


def test_whoever_may_see_it_sees_it(disturbed: CaseFile) -> None:
    text = bodies(actors.sealed_reader())
    for said in ("again", "exhibit", "later", "corrected"):
        assert f"{WORD} {said}" in text.replace("<ins>", "").replace("</ins>", ""), said


def test_its_page_says_that_it_is_sealed_and_no_more(disturbed: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(f"{CASE}docket/2/changes/").content.decode()
    assert "No. 2 is sealed." in text
    assert not lines(text)
    pk = Filing.objects.get(entry=2).pk
    assert anonymous.get(f"{CASE}changes/filing/{pk}/").status_code == 404


def test_a_deleted_sealed_filing_is_not_found(case: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    filing = factories.make_filing(case, entry=5, title=WORD, sealed="full")
    hold(filing, 0)
    pk = filing.pk
    filing.delete()
    for address in (f"{CASE}changes/filing/{pk}/", f"{CASE}docket/5/changes/"):
        assert anonymous.get(address).status_code == 404
        assert WORD in sealed_reader.get(address).content.decode()
    assert WORD not in bodies(anonymous)


def test_unsealing_opens_what_comes_then_and_not_what_was(case: CaseFile, anonymous: Client) -> None:
    filing = save(factories.make_filing(case, entry=5, title=f"{WORD} filed by mistake"), at(2))
    save(filing, at(3), sealed="full")
    paper = save(factories.make_document(filing, title=f"{WORD} exhibit"), at(4), title=f"{WORD} exhibit A")
    save(filing, at(5), title=f"{WORD} under seal")
    Document.history.update(history_date=at(4))
    Filing.history.filter(history_type="+").update(history_date=at(1))
    save(filing, at(6), sealed="none", title="Redacted motion")
    save(paper, at(7), title="Exhibit A, redacted")
    save(filing, at(8), title="Redacted motion, corrected")
    text = bodies(anonymous)
    assert WORD not in text
    assert "what it said before is not shown" in text
    assert "redacted motion</del>" in text.replace("\n", "") or "redacted motion" in text
    assert WORD in bodies(actors.sealed_reader())


def test_an_open_paper_that_speaks_of_a_sealed_one_names_only_its_number(
    disturbed: CaseFile, anonymous: Client
) -> None:
    text = anonymous.get(f"{CASE}docket/3/changes/").content.decode()
    assert "rules on No. 2" in text
    assert WORD not in text


def test_the_counts_of_a_file_leave_out_what_is_sealed(case: CaseFile, anonymous: Client) -> None:
    made = imported(case, when=at(3))
    for number, sealed in ((1, "none"), (2, "full")):
        filing = factories.make_filing(case, entry=number, sealed=sealed)
        factories.make_document(filing)
        save(filing, at(3), title="Edited by it", reason=made.reason)
    for model in (Filing, Document):
        past: Any = model.history
        past.update(history_change_reason=made.reason)
    text = " ".join(anonymous.get(f"{CASE}changes/").content.decode().split())
    assert "Added 1 filing, 1 document." in text
    assert 'docket/2/changes/"' not in text
    assert "Added 2 filings, 2 documents." in actors.sealed_reader().get(f"{CASE}changes/").content.decode()


def test_what_a_sealed_paper_states_does_not_show_through_an_older_version(case: CaseFile, anonymous: Client) -> None:
    motion = factories.make_filing(case, entry=2, sealed="full")
    deadline = factories.make_deadline(case, title=f"Due {WORD}")
    save(deadline, at(4), set_by_entry=motion)
    point = factories.make_contention(case, text=f"They say {WORD}")
    save(point, at(4), raised_in=motion)
    assert WORD not in bodies(anonymous)


def test_an_outcome_that_a_sealed_paper_decided_is_not_told(
    case: CaseFile, anonymous: Client, sealed_reader: Client
) -> None:
    motion = save(factories.make_filing(case, entry=5, kind="motion", title="Motion", outcome="granted"), at(2))
    save(motion, at(3), outcome="denied", title="Motion to stay")
    factories.relate(factories.make_filing(case, entry=6, sealed="full", by_court=True), "rules on", motion)
    for word in ("granted", "denied"):
        assert word not in anonymous.get(f"{CASE}docket/5/changes/").content.decode()
        assert word in sealed_reader.get(f"{CASE}docket/5/changes/").content.decode()
