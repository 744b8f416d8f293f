import pytest

from casefiles.models import CaseFile
from filings.docket.models import Filing
from parties.models import Appearance
from tests import factories


@pytest.fixture
def doe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case)


@pytest.fixture
def filing(case: CaseFile, doe: Appearance) -> Filing:
    return factories.make_filing(case, entry=34, filers=(doe,), title="Motion")


@pytest.fixture
def stranger(db: None) -> Appearance:
    return factories.make_appearance(factories.make_case(slug="other", short_caption="Other v. Case"), name="Zed, Inc.")
