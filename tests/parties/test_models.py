"""Each rule of parties and counsel is broken once, and refused by the database under its name."""

from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile
from parties.models import Appearance, Representation
from tests import factories
from tests.constraints import breaks


@breaks("an_appearance_has_a_slug_of_its_own_in_a_case")
def test_two_appearances_under_one_slug(case: CaseFile) -> None:
    factories.make_appearance(case, slug="doe-works")
    factories.make_appearance(case, slug="doe-works", role="defendant")


def test_two_cases_may_each_have_a_john_doe(case: CaseFile) -> None:
    here = factories.make_appearance(case, slug="john-doe")
    there = factories.make_appearance(factories.make_case(slug="other"), slug="john-doe")
    assert here.party != there.party


@breaks("an_appearance_has_a_known_side")
def test_an_appearance_on_a_side_that_is_none(case: CaseFile) -> None:
    appearance = factories.make_appearance(case)
    Appearance.objects.filter(pk=appearance.pk).update(side="jury")


@breaks("an_appearance_ends_after_it_starts")
def test_an_appearance_that_ends_before_it_starts(case: CaseFile) -> None:
    factories.make_appearance(case, start=date(2025, 7, 2), date_terminated=date(2025, 7, 1))


def test_an_appearance_may_end_whose_start_is_unknown(case: CaseFile) -> None:
    factories.make_appearance(case, date_terminated=date(2025, 7, 1))


def test_the_side_of_an_appearance_follows_its_role(case: CaseFile) -> None:
    appearance = factories.make_appearance(case, role="Counter Defendant")
    assert appearance.side == "plaintiff"
    appearance.role = "Amicus Curiae"
    appearance.save()
    assert Appearance.objects.get(pk=appearance.pk).side == "other"


@breaks("a_representation_has_a_slug_of_its_own_in_a_case")
def test_two_representations_under_one_slug(case: CaseFile) -> None:
    factories.make_representation(case, slug="ann-lee")
    factories.make_representation(case, slug="ann-lee")


@breaks("a_firm_is_given_with_its_confidence")
def test_a_firm_without_its_confidence(case: CaseFile) -> None:
    known = factories.make_representation(case, firm="Lee & Lee")
    Representation.objects.filter(pk=known.pk).update(firm_confidence=None)


@breaks("a_firm_is_given_with_its_confidence")
def test_confidence_in_no_firm(case: CaseFile) -> None:
    factories.make_representation(case, firm_confidence="inferred")


@breaks("a_representation_ends_after_it_starts")
def test_a_representation_that_ends_before_it_starts(case: CaseFile) -> None:
    factories.make_representation(case, start=date(2025, 7, 2), end=date(2025, 7, 1))


@pytest.mark.parametrize("dates", [{"start": date(2025, 7, 2)}, {"end": date(2025, 7, 1)}, {}])
def test_a_representation_may_have_unknown_dates(case: CaseFile, dates: dict[str, Any]) -> None:
    factories.make_representation(case, **dates)
