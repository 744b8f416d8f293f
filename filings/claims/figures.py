"""How a number that somebody puts on the case is written. Pure."""

from decimal import Decimal

MONEY = "USD"
# A year is a name, not an amount: 2018, never 2,018.
UNGROUPED = {"year"}


def written(value: Decimal, *, qualifier: str | None, unit: str) -> str:
    """`at least 2,396 works`, `about $350,000,000`, `$150,000 per work`, `2018`."""
    number = amount(value, grouped=unit not in UNGROUPED)
    currency, _, rest = unit.partition(" ")
    if currency == MONEY:
        text = f"-${number[1:]}" if number.startswith("-") else f"${number}"
        text = f"{text} {rest}".strip()
    else:
        text = number if unit in UNGROUPED else f"{number} {unit}"
    return f"{qualifier} {text}" if qualifier else text


def amount(value: Decimal, *, grouped: bool) -> str:
    """Without the noughts that the database adds after the point."""
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
