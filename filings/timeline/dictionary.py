"""The data dictionary of timeline.csv in the W3C's words (CSV on the Web), made from the list of columns. Pure."""

from typing import Any

from filings.timeline.columns import COLUMNS, SEPARATOR, Column

DATATYPES: dict[str, Any] = {
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "time": {"base": "time", "format": "HH:mm"},
    "boolean": {"base": "boolean", "format": "true|false"},
}
NOTES = (
    "One row for each filing by its filing date, and for each deadline and hearing by its due date; the rows and their "
    "order are those of the timeline page under the same query string, on all its pages. An empty cell means: not known, "
    "or not applicable to this event. A cell of text that a spreadsheet would run as a formula has an apostrophe before "
    "it, and in it each | has a backslash."
)


def data_dictionary(*, case: str, csv_address: str) -> dict[str, Any]:
    """Of the export of one case, `case` being its short caption."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": csv_address,
        "dc:title": f"Timeline of {case}",
        "dc:description": NOTES,
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminators": ["\r\n"],
            "header": True,
        },
        "tableSchema": {
            "columns": [described(column) for column in COLUMNS],
            "primaryKey": ["case", "event", "key"],
        },
    }


def described(column: Column) -> dict[str, Any]:
    # The first title is the one in the header row; a checker compares them.
    found: dict[str, Any] = {
        "name": column.name,
        "titles": [column.name, column.title],
        "dc:description": column.description,
        "datatype": DATATYPES.get(column.datatype, column.datatype),
        "required": column.required,
        "null": "",
    }
    return found | {"separator": SEPARATOR} if column.is_list else found
