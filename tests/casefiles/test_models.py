"""Each rule of the case itself is broken once, and refused by the database under its name."""

from datetime import date

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment
from tests import factories
from tests.constraints import breaks


@breaks("a_source_is_named_once_in_a_case")
def test_two_sources_under_one_code(case: CaseFile) -> None:
    factories.make_source(case, code="S1")
    factories.make_source(case, code="S1", title="Another")


def test_two_cases_each_have_their_first_source(case: CaseFile) -> None:
    factories.make_source(case, code="S1")
    factories.make_source(factories.make_case(slug="other"), code="S1")


@breaks("a_docket_number_stands_once_in_a_case")
def test_one_docket_number_twice(case: CaseFile) -> None:
    DocketNumber.objects.create(case=case, number="5:25-cv-00001", start=date(2025, 7, 1))
    DocketNumber.objects.create(case=case, number="5:25-cv-00001", start=date(2025, 9, 1))


@breaks("a_docket_number_ends_after_it_starts")
def test_a_docket_number_that_ends_before_it_starts(case: CaseFile) -> None:
    DocketNumber.objects.create(case=case, number="5:25-cv-00001", start=date(2025, 7, 2), end=date(2025, 7, 1))


def test_docket_numbers_may_overlap(case: CaseFile) -> None:
    DocketNumber.objects.create(case=case, number="5:25-cv-00001", start=date(2025, 7, 2))
    DocketNumber.objects.create(case=case, number="5:25-cv-00001-EKL", start=date(2025, 7, 2), end=date(2025, 7, 2))


@breaks("a_judge_leaves_after_coming")
def test_a_judge_who_leaves_before_coming(case: CaseFile) -> None:
    JudgeAssignment.objects.create(
        case=case, name="A. Judge", role="presiding", start=date(2025, 7, 2), end=date(2025, 7, 1)
    )


def test_a_judge_may_leave_whose_coming_is_unknown(case: CaseFile) -> None:
    JudgeAssignment.objects.create(case=case, name="A. Judge", role="presiding", end=date(2025, 7, 1))
