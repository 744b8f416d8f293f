"""Short names: the legal form goes, the name stays."""

import pytest

from parties.names import short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Strike 3 Holdings, LLC", "Strike 3 Holdings"),
        ("Counterlife Media, L.L.C.", "Counterlife Media"),
        ("Meta Platforms, Inc.", "Meta Platforms"),
        ("Roe & Co., Ltd.", "Roe"),
        ("Doe Corporation", "Doe"),
        ("Boies Schiller Flexner LLP", "Boies Schiller Flexner"),
        ("Incorporated Arts", "Incorporated Arts"),
        ("John Doe", "John Doe"),
        ("LLC", "LLC"),
        (", Inc.", ", Inc."),
        ("  Padded, Inc ", "Padded"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short
