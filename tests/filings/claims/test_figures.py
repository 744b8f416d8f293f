"""How figures are written: money, years, what is counted, and how sure the number is."""

from decimal import Decimal

import pytest

from filings.claims.figures import written


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "text"),
    [
        ("2396.000000", "at least", "works", "at least 2,396 works"),
        ("359400000.000000", None, "USD", "$359,400,000"),
        ("350000000", "about", "USD", "about $350,000,000"),
        ("150000.000000", None, "USD per work", "$150,000 per work"),
        ("0.500000", None, "USD", "$0.5"),
        ("-12", None, "USD", "-$12"),
        ("2018.000000", None, "year", "2018"),
        ("2018", "about", "year", "about 2018"),
        ("9.000000", "more than", "TB", "more than 9 TB"),
        ("1.250000", None, "TB", "1.25 TB"),
        ("100", None, "files", "100 files"),
        ("0.000000", None, "works", "0 works"),
        ("1E+3", None, "works", "1,000 works"),
    ],
)
def test_written(value: str, qualifier: str | None, unit: str, text: str) -> None:
    assert written(Decimal(value), qualifier=qualifier, unit=unit) == text
