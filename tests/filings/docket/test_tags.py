from datetime import date

from django.template import Context, Template

from casefiles.models import CaseFile
from filings.docket.models import Filing, mask_sealed
from tests import factories


def shown(case: CaseFile, source: str, filing: Filing | None) -> str:
    return Template("{% load filing_tags %}" + source).render(Context({"case": case, "filing": filing}))


def test_a_mention_is_the_number_linked(case: CaseFile) -> None:
    filing = factories.make_filing(case, entry=34, title="Motion & more")
    assert shown(case, "{% filing_ref filing %}", filing) == '<a href="/cases/doe-v-roe/docket/34/">34</a>'
    assert shown(case, '{% filing_ref filing "title" %}', filing) == (
        '<a href="/cases/doe-v-roe/docket/34/">34, Motion &amp; more</a>'
    )


def test_an_entry_without_a_number_goes_by_its_day_and_a_twin_by_its_place(case: CaseFile) -> None:
    bare = factories.make_filing(case, entry=None, date_filed=date(2025, 9, 19))
    assert ">the entry of Sep 19, 2025</a>" in shown(case, "{% filing_ref filing %}", bare)
    twin = factories.make_filing(case, entry=34, key="34_2")
    assert shown(case, "{% filing_ref filing %}", twin) == '<a href="/cases/doe-v-roe/docket/34_2/">34 (2)</a>'


def test_nothing_is_mentioned_as_nothing(case: CaseFile) -> None:
    assert shown(case, "{% filing_ref filing %}", None) == ""


def test_a_sealed_one_shows_its_number_alone(case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    filing = factories.make_filing(case, entry=2, sealed="full", title="Secret", filers=(doe,))
    for seen in (filing, mask_sealed([Filing.objects.get(pk=filing.pk)], sees_sealed=False)[0]):
        assert shown(case, '{% filing_ref filing "title" %}', seen) == (
            '<a href="/cases/doe-v-roe/docket/2/">2</a>, sealed'
        )
        assert shown(case, "{% sides filing %}", seen) == ""
    case.sees_sealed = True
    assert "Secret" in shown(case, '{% filing_ref filing "title" %}', filing)
    assert "Doe Works" in shown(case, "{% sides filing %}", filing)


def test_each_side_that_acted_has_one_chip(case: CaseFile) -> None:
    doe = factories.make_appearance(case, name="Doe Works, LLC")
    others = [factories.make_appearance(case, slug=f"doe-{n}", name=f"Doe {n}, Inc.") for n in range(3)]
    roe = factories.make_appearance(case, slug="roe", name="Roe & Co.", role="defendant")
    filing = factories.make_filing(case, filers=(roe, doe, *others), by_court=True, judge="Eumi K. Lee")
    assert shown(case, "{% sides filing %}", filing) == (
        '<span class="side court">Court · Eumi K. Lee</span> <span class="side defendant">Roe &amp; Co.</span> '
        '<span class="side plaintiff">Doe Works · Doe 0 and 2 more</span>'
    )


def test_an_unknown_filer_has_a_chip_that_says_so(case: CaseFile) -> None:
    filing = factories.make_filing(case)
    assert shown(case, "{% sides filing %}", filing) == '<span class="side unknown">Filer not known</span>'
