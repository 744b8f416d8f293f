"""timeline.csv-metadata.json: the W3C's data dictionary of the export."""

import json
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.timeline.columns import COLUMNS, HEADER
from tests import actors
from tests.filings.timeline.mixed import ADDRESS, export, make_facts, make_mixed_case, rows

pytestmark = pytest.mark.django_db

READERS: dict[str, Any] = {
    "string": str,
    "integer": int,
    "anyURI": lambda text: text.index("://"),
    "date": lambda text: [int(part) for part in (text[:4], text[5:7], text[8:])],
    "time": lambda text: [int(part) for part in text.split(":")],
    "boolean": ["true", "false"].index,
}


@pytest.fixture
def metadata(anonymous: actors.Client) -> dict[str, Any]:
    make_mixed_case()
    response: Any = anonymous.get(f"{ADDRESS}timeline.csv-metadata.json")
    assert response["Content-Type"] == "application/csvm+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_it_names_the_columns_of_the_header_in_their_order(metadata: dict[str, Any], anonymous: actors.Client) -> None:
    header = export(anonymous).decode("utf-8-sig").split("\r\n")[0].split(",")
    columns = metadata["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header == list(HEADER)
    # What a checker compares with the header row.
    assert [column["titles"][0] for column in columns] == header


def test_it_says_what_each_column_means(metadata: dict[str, Any]) -> None:
    for column in metadata["tableSchema"]["columns"]:
        assert column["dc:description"].endswith(".")
        assert column["null"] == ""
    assert len(set(HEADER)) == len(COLUMNS)


def test_each_cell_is_of_the_type_it_states(metadata: dict[str, Any], sealed_reader: actors.Client) -> None:
    for row in rows(sealed_reader):
        for column in metadata["tableSchema"]["columns"]:
            cell, datatype = row[column["name"]], column["datatype"]
            assert cell or not column["required"], column["name"]
            if cell:
                READERS[datatype if isinstance(datatype, str) else datatype["base"]](cell)


def test_its_key_is_unique(metadata: dict[str, Any], anonymous: actors.Client) -> None:
    found = [tuple(row[name] for name in metadata["tableSchema"]["primaryKey"]) for row in rows(anonymous)]
    assert len(found) == len(set(found))


def test_it_says_how_the_file_is_written(metadata: dict[str, Any]) -> None:
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert metadata["url"] == "timeline.csv"
    assert metadata["dialect"]["lineTerminators"] == ["\r\n"]
    assert "apostrophe" in metadata["dc:description"]


def test_every_column_is_filled_by_some_row_of_a_mixed_case(sealed_reader: actors.Client) -> None:
    make_facts(make_mixed_case())
    found = rows(sealed_reader)
    assert [name for name in HEADER if not any(row[name] for row in found)] == []


def test_it_is_open_to_whoever_may_read_the_case(case: CaseFile, anonymous: actors.Client) -> None:
    assert anonymous.get(f"{ADDRESS}timeline.csv-metadata.json").status_code == 200
