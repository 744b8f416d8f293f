import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.reading.cleaning import clean, clean_word


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain words\nand more", "plain words\nand more"),
        ("a\x00b\x02c\x7fd\x9b", "abcd"),
        ("one\r\ntwo\rthree\x0cfour\u2028five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("  a\tb  \n  c ", "a b\nc"),
        ("half \ud835 a pair, whole \ud835\udc00", "half  a pair, whole \U0001d400"),
        ("paid to \u202eyna\u202c body\ufffe\ufdd0", "paid to yna body"),
        ("שלום – façade ½ 中文 \U0001f600", "שלום – façade ½ 中文 \U0001f600"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_leaves_nothing_that_a_database_or_a_feed_refuses(text: str) -> None:
    for cleaned in (clean(text), clean_word(text)):
        assert cleaned.encode().decode() == cleaned
        assert not [letter for letter in cleaned if unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n"]
        assert not any(ord(letter) & 0xFFFE == 0xFFFE for letter in cleaned)
    assert clean(clean(text)) == clean(text)
    assert clean_word(clean_word(text)) == clean_word(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_cleaning_keeps_all_that_is_printed(text: str) -> None:
    assert "".join(clean(text).split()) == "".join(text.split())
    assert clean_word(text) == text
