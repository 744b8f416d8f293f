"""What must be true of counts, proposals, dates set by hand and closed days; each rule is broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casefiles.models import CaseFile, User
from filings.deadlines.models import ClosedDay, Computation, Override, Proposal
from filings.deadlines.models.counts import Kept
from tests import factories
from tests.constraints import breaks
from tests.factories import NOON


@breaks("a_count_is_kept_once")
def test_the_same_count_twice(case: CaseFile) -> None:
    factories.make_computation(case)
    factories.make_computation(case)


@breaks("safe_comes_before_prevailing_before_latest")
def test_a_safe_date_that_is_the_latest(case: CaseFile) -> None:
    factories.make_computation(case, safe=date(2025, 7, 16))


def test_a_count_is_never_changed(case: CaseFile) -> None:
    count = factories.make_computation(case)
    with pytest.raises(Kept):
        count.save()
    with pytest.raises(Kept):
        Computation.objects.update(safe=date(2025, 1, 1))
    assert Computation.objects.get().safe == date(2025, 7, 15)


@breaks("one_proposal_stands_open_for_a_deadline")
def test_two_open_proposals_of_one_deadline(case: CaseFile) -> None:
    first = factories.make_proposal(case)
    factories.make_proposal(case, computation=first.computation)


def test_a_second_proposal_may_follow_a_decided_one(case: CaseFile) -> None:
    first = factories.make_proposal(case, state="declined", decided_at=NOON)
    with transaction.atomic():
        factories.make_proposal(case, computation=first.computation)
    assert Proposal.objects.count() == 2


@breaks("what_is_recomputed_names_its_deadline")
def test_a_new_date_of_nothing(case: CaseFile) -> None:
    factories.make_proposal(case, sort="recomputed")


@breaks("what_is_decided_tells_when")
def test_accepted_at_no_time(case: CaseFile) -> None:
    factories.make_proposal(case, state="accepted")


def overridden(case: CaseFile, user: User, **fields: object) -> Override:
    deadline = case.deadlines.first() or factories.make_deadline(case)
    told = {"due": date(2026, 2, 2), "reason": "Why.", "source": "A letter.", "made_at": NOON, "made_by": user}
    return Override.objects.create(deadline=deadline, **(told | fields))


@pytest.fixture
def user(db: None) -> User:
    return factories.make_user()


@breaks("one_override_stands_on_a_deadline")
def test_two_dates_by_hand(case: CaseFile, user: User) -> None:
    overridden(case, user)
    overridden(case, user)


@breaks("an_override_gives_its_reason")
def test_a_date_by_hand_without_reason(case: CaseFile, user: User) -> None:
    overridden(case, user, reason="")


@pytest.mark.parametrize("source", [None, ""])
@breaks("an_override_gives_its_source")
def test_a_date_by_hand_without_source(case: CaseFile, user: User, source: str | None) -> None:
    overridden(case, user, source=source)


@breaks("a_day_is_closed_once_in_a_court")
def test_a_day_closed_twice(db: None) -> None:
    for _ in range(2):
        ClosedDay.objects.create(day=date(2026, 1, 2), court_id="cand", effect="disputed", why="Snow", source="Notice")


@breaks("a_closing_has_a_known_effect")
def test_an_effect_nobody_knows(db: None) -> None:
    ClosedDay.objects.create(day=date(2026, 1, 2), effect="chilly", why="Snow", source="Notice")


def test_a_count_goes_with_its_case_and_never_on_its_own(case: CaseFile) -> None:
    count = factories.make_computation(case)
    with pytest.raises(Kept):
        count.delete()
    with pytest.raises(Kept):
        case.computations.all().delete()
    with pytest.raises(Kept), transaction.atomic():
        Computation.objects.bulk_update([count], ["safe"])
    # Nor does a row that takes its number take its place.
    same = Computation.objects.values().get(pk=count.pk) | {"digest": "0" * 64}
    with pytest.raises(IntegrityError), transaction.atomic():
        Computation(**same).save()
    case.delete()
    assert not Computation.objects.exists()
