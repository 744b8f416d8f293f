"""Docket text on the page of a filing: its references are links, and nothing of it is ever markup."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.docket.livetext import live_text
from filings.models import Filing
from tests.factories import make_case, make_document, make_filing

pytestmark = pytest.mark.django_db

DOCKET = "/cases/doe-v-roe/docket/"


@pytest.fixture
def case() -> CaseFile:
    return make_case()


def shown(filing: Filing, *, sees_sealed: bool = False) -> str:
    return live_text(filing, case=filing.case_id, docket_url=DOCKET, sees_sealed=sees_sealed)


def an_order(case: CaseFile, text: str, **fields: Any) -> Filing:
    return make_filing(case, entry=61, kind="order", docket_text=text, **fields)


def test_a_reference_is_a_link_with_what_became_of_it(case: CaseFile) -> None:
    make_filing(case, entry=34, kind="motion", title="Motion to dismiss", outcome="denied")
    text = shown(an_order(case, "ORDER denying 34 Motion to Dismiss, re 35 Order. Courtroom 34."))
    link = f'<a href="{DOCKET}34/" title="Motion to dismiss: denied">34</a>'
    assert text == f"ORDER denying {link} Motion to Dismiss, re 35 Order. Courtroom 34."


def test_an_attachment_is_linked_where_it_is_known_else_its_filing(case: CaseFile) -> None:
    motion = make_filing(case, entry=34, title="Motion")
    make_document(motion, number=2)
    text = shown(an_order(case, "ORDER re ECF No. 34-2, ECF No. 34-3 and Dkt. No. 34"))
    assert f'<a href="{DOCKET}34/2/" title="Motion">34-2</a>' in text
    assert f'<a href="{DOCKET}34/" title="Motion">34-3</a>' in text
    assert f'<a href="{DOCKET}34/" title="Motion">34</a>' in text


def test_whatever_the_text_holds_is_escaped(case: CaseFile) -> None:
    make_filing(case, entry=34, title='"><script>alert(1)</script>')
    text = shown(an_order(case, '<script>alert("x")</script> & re 34 <b>MOTION</b> \' onclick='))
    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; re <a " in text
    assert 'title="&quot;&gt;&lt;script&gt;' in text


def test_an_entry_does_not_link_to_itself_and_a_twin_to_the_first(case: CaseFile) -> None:
    make_filing(case, entry=12, key="12", title="First", position=1)
    make_filing(case, entry=12, key="12_2", title="Second", position=2)
    text = shown(an_order(case, "ORDER re 12 Motion and 61 Order"))
    assert text == f'ORDER re <a href="{DOCKET}12/" title="First">12</a> Motion and 61 Order'


def test_other_cases_are_not_linked(case: CaseFile) -> None:
    make_filing(make_case(slug="other"), entry=34)
    assert shown(an_order(case, "ORDER re 34 Motion")) == "ORDER re 34 Motion"


def test_a_sealed_entry_is_linked_without_its_title(case: CaseFile) -> None:
    sealed = make_filing(case, entry=34, title="Secret motion", sealed="full", outcome="denied")
    make_document(sealed, number=1, title="Secret exhibit")
    order = an_order(case, "ORDER denying 34 Motion, see ECF No. 34-1")
    text = shown(order)
    assert text == f'ORDER denying <a href="{DOCKET}34/">34</a> Motion, see ECF No. <a href="{DOCKET}34/">34-1</a>'
    seen = shown(order, sees_sealed=True)
    assert 'title="Secret motion: denied"' in seen
    assert f'href="{DOCKET}34/1/"' in seen


def test_a_sealed_attachment_leads_to_its_filing(case: CaseFile) -> None:
    motion = make_filing(case, entry=34, title="Motion")
    make_document(motion, number=1, sealed=True)
    order = an_order(case, "ORDER re ECF No. 34-1")
    assert f'href="{DOCKET}34/"' in shown(order)
    assert f'href="{DOCKET}34/1/"' in shown(order, sees_sealed=True)


def test_one_query_whatever_the_number_of_references(case: CaseFile, django_assert_num_queries: Any) -> None:
    for entry in range(1, 5):
        make_document(make_filing(case, entry=entry), number=1)
    one = an_order(case, "ORDER re 1 Motion")
    three = make_filing(case, entry=62, docket_text="ORDER re 1 Motion, 2 Motion, ECF No. 3-1, ECF No. 4-1, Dkt. 99")
    shown(one), shown(three)
    with django_assert_num_queries(1):
        shown(one)
    with django_assert_num_queries(1):
        assert shown(three).count("<a ") == 4
    with django_assert_num_queries(0):
        assert shown(Filing(case=case, entry=7)) == ""
        assert shown(Filing(case=case, entry=7, docket_text="Summons Issued")) == "Summons Issued"


def test_a_long_text_is_shown_whole(case: CaseFile) -> None:
    make_filing(case, entry=34, title="Motion")
    text = shown(an_order(case, "ORDER re 34 Motion. " + "word & " * 40_000))
    assert text.count("word &amp; ") == 40_000
    assert text.count("<a ") == 1


def test_the_page_of_a_filing_shows_it(case: CaseFile, anonymous: Client) -> None:
    make_filing(case, entry=34, kind="motion", title="Motion to dismiss", date_filed=date(2025, 10, 27))
    an_order(case, "ORDER denying 34 Motion. <i>Signed</i>")
    page = anonymous.get(f"{DOCKET}61/").content.decode()
    assert f'ORDER denying <a href="{DOCKET}34/" title="Motion to dismiss">34</a> Motion. &lt;i&gt;Signed' in page


def test_a_kind_that_no_rule_could_tell_is_said_to_be_unknown(case: CaseFile, anonymous: Client) -> None:
    make_filing(case, entry=1, kind="other", inferred_fields=["kind"])
    make_filing(case, entry=2, kind="other")
    assert (
        '<dt>Kind</dt><dd><span class="unknown-value">not known</span></dd>'
        in anonymous.get(f"{DOCKET}1/").content.decode()
    )
    assert "<dt>Kind</dt><dd>other paper</dd>" in anonymous.get(f"{DOCKET}2/").content.decode()
