"""What Rule 5.2 of the Federal Rules of Civil Procedure says to leave out of a filing, looked for in a page's text.

Text in, kinds out; never the value itself, which is not to be stored a second time. The rule allows the last four digits
of a number and the year of a birth: those raise nothing. Names of minors cannot be told from other names. A kind is a
reason to look at the page, and no kind is no promise.
"""

import re
from collections.abc import Callable

KINDS = {
    "ssn": "a social security number",
    "taxpayer-id": "a taxpayer identification number",
    "birth-date": "a date of birth",
    "account": "a financial account number",
}
# A page of dense text has 6,000 characters.
SEARCHED = 100_000

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_FULL_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b|(?:19|20)\d{2}-\d{2}-\d{2}\b"
    rf"|{_MONTH}\s{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,2}}(?:19|20)\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?:19|20)\d{{2}})"
)
_SSN = re.compile(r"(?<![\w/.-])(?!000|666|9\d\d)\d{3}([- \u2013])(?!00)\d{2}\1(?!0000)\d{4}(?![\w/-])")
_SSN_NAMED = re.compile(
    r"(?i)\b(?:SSN|S\.S\.N\.|social\s{1,2}security\s{1,2}(?:number|no\.?|\#))[\s:\#.]{0,6}(?:is\s)?\d{3}[ -]?\d{2}[ -]?\d{4}\b"
)
_ITIN = re.compile(r"(?<![\w/.-])9\d\d([- ])(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\1\d{4}(?![\w/-])")
_TAXPAYER = re.compile(
    r"(?i)\b(?:EIN|TIN|ITIN|FEIN|tax(?:payer)?\s{1,2}(?:id(?:entification)?)(?:\s(?:number|no\.?|\#))?"
    r"|employer\s(?:id(?:entification)?)\s(?:number|no\.?))"
    r"(?:\s?\([A-Z]{2,4}\))?[\s:\#.]{0,6}(?:is\s)?\d{2}-?\d{7}\b"
)
_BIRTH = re.compile(
    rf"(?i)\b(?:born\b|D\.?O\.?B\b\.?|date\sof\sbirth|birth\s?-?date|birthday)\D{{0,25}}?{_FULL_DATE}"
    rf"|{_FULL_DATE}[\s,(]{{1,3}}(?:D\.?O\.?B\b|date\sof\sbirth)"
)
_ACCOUNT = re.compile(
    r"(?i)\b(?:(?:bank|checking|savings|brokerage|deposit|loan|credit\scard|debit\scard|wire)\s(?:account|acct)"
    r"|(?:account|acct)\.?(?:\s?(?:number|no\b|\#))|IBAN|routing\s(?:number|no\b|\#))"
    r"(?:\s?(?:number|no\b|\#))?[\s:\#.]{0,6}(?:is\s|ending\sin\s)?"
    r"(?P<number>[A-Z]{0,4}\d[\d -]{4,32}\d)(?![\d-])"
)
_CARD = re.compile(r"(?<![\d.,/-])(?<!\d\s)[3-6]\d{3}([ -]?)(?:\d{4}\1\d{4}\1\d{4}|\d{6}\1\d{5})(?![\d,/-])(?!\s\d)")
_CARD_BEGINNING = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6011|65")


def concerns_in(text: str) -> list[str]:
    """The KINDS of which the text seems to hold one, in their order."""
    text = text[:SEARCHED]
    return [kind for kind in KINDS if _SEARCHES[kind](text)]


def _has_account(text: str) -> bool:
    # Four digits are what the rule allows; six are a case number's share.
    named = (sum(map(str.isdigit, found["number"])) for found in _ACCOUNT.finditer(text))
    return any(digits >= 7 for digits in named) or any(_is_card(found.group()) for found in _CARD.finditer(text))


def _is_card(printed: str) -> bool:
    """Luhn's check, which nine of ten chance numbers fail, and the beginning of a card's number."""
    digits = [int(character) for character in printed if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    fits = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return fits and _CARD_BEGINNING.match("".join(map(str, digits))) is not None and len(set(digits)) > 3


_SEARCHES: dict[str, Callable[[str], bool]] = {
    "ssn": lambda text: bool(_SSN.search(text) or _SSN_NAMED.search(text)),
    "taxpayer-id": lambda text: bool(_ITIN.search(text) or _TAXPAYER.search(text)),
    "birth-date": lambda text: bool(_BIRTH.search(text)),
    "account": _has_account,
}
