"""timeline.json: what the CSV has, typed, as its schema says."""

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import Filing
from filings.timeline.columns import COLUMNS, EVENT_COLUMNS, HEADER, SEPARATOR
from tests import actors, factories
from tests.filings.timeline.mixed import ADDRESS, make_mixed_case, rows

pytestmark = pytest.mark.django_db

QUERIES = [
    "", "?event=deadline&event=hearing", "?event=filing&side=plaintiff", "?kind=motion", "?q=statement", "?q=no+such+word",
    "?filed_after=2025-08-02&filed_before=2026-01-01", "?filer=roe-systems", "?side=unknown", "?event=fact",
]  # fmt: skip


@pytest.fixture
def mixed(db: None) -> CaseFile:
    return make_mixed_case()


def taken(client: Client, query: str = "") -> dict[str, Any]:
    response: Any = client.get(f"{ADDRESS}timeline.json{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(b"".join(response.streaming_content))
    return found


def schema(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{ADDRESS}timeline.schema.json").json()
    return found


def cell(value: Any) -> str:
    """As the CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("who", ["anonymous", "sealed_reader"])
@pytest.mark.parametrize("query", QUERIES)
def test_it_holds_the_events_and_the_values_of_the_csv(mixed: CaseFile, who: str, query: str) -> None:
    client = getattr(actors, who)()
    found = taken(client, query)
    about = {name: found[name] for name in HEADER if name in found}
    listed = [{name: cell((about | event)[name]) for name in HEADER} for event in found["events"]]
    assert listed == rows(client, query)


@pytest.mark.parametrize("who", ["anonymous", "sealed_reader"])
@pytest.mark.parametrize("query", QUERIES)
def test_it_is_as_its_schema_says(mixed: CaseFile, who: str, query: str) -> None:
    client = getattr(actors, who)()
    stated = schema(client)
    jsonschema.Draft202012Validator.check_schema(stated)
    found = taken(client, query)
    jsonschema.validate(found, stated | {"additionalProperties": False})
    assert stated["$defs"]["event"]["required"] == [column.name for column in EVENT_COLUMNS] == [*stated_names(stated)]
    assert found["schema"] == stated["$id"]
    for event in found["events"]:
        assert list(event) == stated["$defs"]["event"]["required"]


def stated_names(stated: dict[str, Any]) -> list[str]:
    return list(stated["$defs"]["event"]["properties"])


def test_a_wrong_type_is_no_timeline(mixed: CaseFile, anonymous: Client) -> None:
    found = taken(anonymous)
    found["events"][0]["documents"] = "3"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema(anonymous))


def test_each_value_is_of_its_own_type(mixed: CaseFile, anonymous: Client) -> None:
    found = taken(anonymous)
    first, joint = found["events"][0], next(one for one in found["events"] if one["title"] == "Joint statement")
    assert (first["entry"], first["documents"], first["attachments_complete"], first["text_only"]) == (
        1,
        3,
        False,
        False,
    )
    assert first["outcome"] is None
    assert joint["side"] == ["defendant", "plaintiff"]
    assert joint["filers"] == ["Roe Systems, Inc.", "Doe Works, LLC"]
    assert joint["relations"] == ["concerns 1", "concerns 2"]
    assert (found["format"], found["case"], found["as_of"]) == ("casefiles-timeline/1", mixed.slug, "2026-01-01")
    assert found["source"] == ["S1", "S2"]


def test_a_name_with_a_semicolon_is_one_name(case: CaseFile, anonymous: Client) -> None:
    odd = factories.make_appearance(case, name="Doe; Sons; and Daughters")
    factories.make_filing(case, filers=(odd,))
    assert taken(anonymous)["events"][0]["filers"] == ["Doe; Sons; and Daughters"]


def test_it_says_what_was_asked(mixed: CaseFile, anonymous: Client) -> None:
    query = "?kind=motion&kind=order&q=&from=2025-01-01&sort=asc&x=1&side=court"
    assert taken(anonymous, query)["filter"] == {"kind": ["motion", "order"], "side": ["court"]}
    assert taken(anonymous)["filter"] == {}


def test_every_column_is_explained_once(anonymous: Client, case: CaseFile) -> None:
    stated = schema(anonymous)
    explained = [*stated["properties"], *stated_names(stated)]
    assert {column.name for column in COLUMNS} <= set(explained)
    assert len(explained) == len(set(explained))


def test_a_bad_filter_is_named_and_nothing_taken(mixed: CaseFile, anonymous: Client) -> None:
    for name in ("timeline.json", "timeline.ics", "timelinejs.csv", "feed.atom"):
        response = anonymous.get(f"{ADDRESS}{name}?side=nobody")
        assert response.status_code == 400
        assert "no side" in response.content.decode()


def test_it_streams_the_first_events_before_the_last_are_read(case: CaseFile, anonymous: Client) -> None:
    for entry in range(1, 121):
        factories.make_filing(case, entry=entry)
    response: Any = anonymous.get(f"{ADDRESS}timeline.json")
    pieces = iter(response.streaming_content)
    text = next(pieces) + next(pieces)
    assert text.count(b'"event":"filing"') == 50
    Filing.objects.filter(entry=120).update(title="Changed while it was on its way")
    found = json.loads(text + b"".join(pieces))
    assert len(found["events"]) == 120
    assert found["events"][-1]["title"] == "Changed while it was on its way"


@pytest.mark.parametrize("name", ["timeline.json", "timeline.ics", "timelinejs.csv"])
def test_a_head_request_reads_no_rows(mixed: CaseFile, anonymous: Client, name: str) -> None:
    response: Any = anonymous.head(f"{ADDRESS}{name}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b""


@pytest.mark.parametrize("name", ["timeline.json", "timeline.ics", "timelinejs.csv", "feed.atom"])
def test_nobody_on_the_way_keeps_what_is_not_for_all(mixed: CaseFile, name: str) -> None:
    assert actors.sealed_reader().get(ADDRESS + name)["Cache-Control"] == "private, no-cache"
    assert actors.anonymous().get(ADDRESS + name)["Cache-Control"] == "no-cache"
