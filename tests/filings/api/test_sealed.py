"""What is sealed leaks by no address of the API, to a stranger, a reader or a token; with the right it is told."""

from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile, User
from filings.api.actions import make_token
from tests import actors, factories
from tests.contracts.test_sealed import WORD, sealed_case
from tests.filings.api.asking import CASE, refused, told

__all__ = ["sealed_case"]

ADDRESSES = [
    "", "filings/", "filings/?kind=motion", "filings/?side=defendant", "filings/?filer=zed-industries", "filings/2/",
    "filings/1/", "filings/3/", "filings/4/", "filings/2/documents/", "filings/2/documents/0/", "filings/2/documents/1/",
    "filings/2/documents/7/", "filings/4/documents/", "filings/4/documents/0/", "filings/4/documents/1/",
    "filings/2/documents/0/pages/", "filings/2/documents/0/pages/1/", "filings/4/documents/0/pages/",
    "filings/4/documents/1/pages/", "filings/4/documents/1/pages/1/", "deadlines/", "deadlines/sealed-date/",
    "deadlines/of-a-sealed-paper/", "claims/", "timeline/", "timeline/?q=motion", "timeline/?kind=motion",
    f"search/?q={WORD}", "search/?q=motion", "search/?q=exhibit", "search/?q=in:2", "search/?q=unredacted",
    "search/?q=kind:motion", "search/?q=filer:zed", "search/?q=after:2025-07-08+before:2025-07-09",
]  # fmt: skip


def body(client: Client, address: str, **headers: str) -> str:
    response: Any = client.get(CASE + address, headers=headers)
    assert response.status_code in {200, 404}, response.text
    # The question itself may be repeated.
    return str(response.text + str(response.headers)).lower().replace(f'"query": "{WORD}"', "")


@pytest.mark.parametrize("who", ["anonymous", "reader"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_says_what_is_sealed(sealed_case: CaseFile, who: str, address: str) -> None:
    text = body(getattr(actors, who)(), address)
    assert WORD not in text
    assert "7331" not in text


def test_nor_does_a_token_of_a_reader_without_the_right(sealed_case: CaseFile) -> None:
    token = make_token(by=factories.make_user(), name="x", now=factories.NOON)
    for address in ADDRESSES:
        assert WORD not in body(Client(), address, authorization=f"Bearer {token}"), address


@pytest.mark.parametrize("query", ["kind=motion", "side=defendant", "filer=zed-industries"])
def test_no_filter_tells_what_a_sealed_filing_is(sealed_case: CaseFile, query: str, anonymous: Client) -> None:
    assert told(anonymous, f"{CASE}filings/?{query}")["results"] == []


@pytest.mark.parametrize("query", [WORD, "exhibit", "unredacted", "kind:motion"])
def test_no_search_counts_it(sealed_case: CaseFile, query: str, anonymous: Client) -> None:
    found = told(anonymous, f"{CASE}search/?q={query}")
    assert (found["count"], found["results"], found["records"]) == (0, [], [])


def test_of_a_sealed_filing_its_key_and_day_are_told(sealed_case: CaseFile, anonymous: Client) -> None:
    row = told(anonymous, CASE + "filings/2/")
    known = {name: value for name, value in row.items() if value is not None}
    assert set(known) == {"key", "entry", "date_filed", "sealed", "address", "self"}
    assert told(anonymous, CASE + "filings/2/documents/")["results"] == []
    same = {refused(anonymous, f"{CASE}filings/2/documents/{number}/", 404) for number in (0, 1, 7)}
    assert len(same) == 1
    (_, sealed) = told(anonymous, CASE + "filings/4/documents/")["results"]
    known = {name: value for name, value in sealed.items() if value is not None}
    assert set(known) == {"number", "sealed", "address", "self"}


def test_an_unredacted_version_is_as_good_as_sealed(sealed_case: CaseFile, anonymous: Client) -> None:
    paper = sealed_case.filings.get(key="4").documents.get(number=0)
    paper.current = paper.held_files.get(version="unredacted")
    paper.save()
    assert told(anonymous, CASE + "filings/4/documents/0/")["held"] is None
    assert told(anonymous, CASE + "filings/4/documents/0/pages/")["results"] == []
    refused(anonymous, CASE + "filings/4/documents/0/pages/1/", 404)
    assert told(anonymous, f"{CASE}search/?q={WORD}")["results"] == []
    assert WORD in body(actors.sealed_reader(), "filings/4/documents/0/pages/")


def test_whoever_may_see_it_is_told(sealed_case: CaseFile) -> None:
    client = actors.sealed_reader()
    token = make_token(by=User.objects.get(username="sealed-reader"), name="x", now=factories.NOON)
    for address in ("filings/2/", "filings/2/documents/1/", "filings/4/documents/1/pages/", "deadlines/sealed-date/"):
        assert WORD in body(client, address)
        assert WORD in body(Client(), address, authorization=f"Bearer {token}")
