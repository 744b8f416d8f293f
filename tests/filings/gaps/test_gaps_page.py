"""The report of gaps: what each kind finds, why, how it is mended; who sees what; what it costs."""

import csv
import io
import re
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.documents.models import PageCorrection
from filings.gaps import of_the_papers, views
from filings.gaps.kinds import KINDS
from filings.models import Document, Filing, Page, TrayPaper
from parties.models import Party
from tests import actors, factories

PAGE = "/cases/doe-v-roe/gaps/"
CSV = "/cases/doe-v-roe/gaps.csv"
STAMP = "Case 5:25-cv-00001-EKL     Document {}     Filed {}     Page 1 of 1"


class Clock:
    moment = datetime(2026, 3, 1, 20, tzinfo=UTC)

    @classmethod
    def now(cls, zone: tzinfo) -> datetime:
        return cls.moment.astimezone(zone)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.gaps.views.datetime", Clock)


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(CSV + query)
    assert response.status_code == 200
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


def found(client: Client, kind: str) -> dict[str, str]:
    """What and gap, by the export; and the page shows each of them."""
    rows = {row["what"]: row["gap"] for row in exported(client, f"?kind={kind}")}
    text = words(client.get(PAGE + f"?kind={kind}").text)
    for what, gap in rows.items():
        assert words(what) in text
        assert words(gap) in text
    return rows


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").split())


def hold(filing: Filing, number: int = 0, **fields: Any) -> Document:
    document = factories.make_document(filing, number=number)
    factories.make_held_file(document, pages=("words",), **fields)
    return document


def paper(case: CaseFile, entry: int | None, **fields: Any) -> Filing:
    """One with nothing wrong about it."""
    filing = factories.make_filing(case, entry=entry, **{"kind": "report"} | fields)
    hold(filing)
    return filing


def test_a_case_without_gaps_says_so(case: CaseFile, anonymous: Client) -> None:
    paper(case, 1)
    assert "Nothing is missing that this page knows how to look for." in anonymous.get(PAGE).text
    assert exported(anonymous) == []
    assert "Nothing of this kind is missing." in anonymous.get(PAGE + "?kind=no-pdf").text


def test_missing_numbers_come_in_runs(case: CaseFile, anonymous: Client) -> None:
    for entry in (3, 4, 6, 10):
        paper(case, entry)
    factories.make_filing(case, entry=None, kind="report", text_only=True)
    factories.make_filing(case, entry=4, key="4_2", kind="report", text_only=True)
    assert found(anonymous, "missing-numbers") == {
        "Nos. 1 to 2": "The docket starts at 3.",
        "No. 5": "The docket goes from 4 to 6.",
        "Nos. 7 to 9": "The docket goes from 6 to 10.",
    }
    row = exported(anonymous, "?kind=missing-numbers")[1]
    assert row["address"] == "http://testserver/cases/doe-v-roe/docket/?sort=asc&entry_min=4&entry_max=6"


def test_a_number_that_is_sealed_is_not_missing(case: CaseFile, anonymous: Client) -> None:
    paper(case, 1)
    factories.make_filing(case, entry=2, sealed="full")
    paper(case, 3)
    assert found(anonymous, "missing-numbers") == {}


def test_entries_without_a_pdf(case: CaseFile, anonymous: Client) -> None:
    make = factories.make_filing
    make(case, entry=1, title="Unknown")
    make(case, entry=2, text_only=True)
    factories.make_document(make(case, entry=3, title="One"))
    partly = paper(case, 4, title="Partly")
    factories.make_document(partly, number=1)
    sample = make(case, entry=5, title="Sample")
    hold(sample, is_sample=True)
    hold(make(case, entry=6, title="Exhibit alone"), number=2)
    closed = make(case, entry=7, title="Sealed paper", sealed="partly")
    factories.make_document(closed, sealed=True)
    assert found(anonymous, "no-pdf") == {
        "No. 1, Unknown": "No document of it is known.",
        "No. 3, One": "Its document is not held.",
        "No. 4, Partly": "1 of 2 documents not held.",
        "No. 5, Sample": "1 document held as a sample of ours only.",
        "No. 6, Exhibit alone": "Its main document is not listed.",
    }


def test_attachments_that_the_text_names_or_the_count_leaves_out(case: CaseFile, anonymous: Client) -> None:
    text = "MOTION to compel. (Attachments: # 1 Declaration, # 2 Exhibit A)(Lee, Ann) (Filed on 7/1/2025)"
    named = paper(case, 1, title="Named", docket_text=text, url="https://www.courtlistener.com/docket/7/1/doe-v-roe/")
    hold(named, number=1)
    counted = paper(case, 2, title="Counted")
    hold(counted, number=3)
    paper(case, 3, title="Perhaps", attachments_complete=False)
    whole = paper(case, 4, docket_text=text.replace("compel", "seal"))
    for number in (1, 2):
        hold(whole, number=number)
    assert found(anonymous, "absent-attachments") == {
        "No. 1, Named": "Not listed: # 2 Exhibit A.",
        "No. 2, Counted": "Not listed: # 1, # 2.",
        "No. 3, Perhaps": "None is listed; some may exist.",
    }
    assert exported(anonymous, "?kind=absent-attachments")[0]["ways"] == (
        "https://www.courtlistener.com/docket/7/1/2/doe-v-roe/"
    )


def test_a_long_list_of_absent_attachments_is_cut(case: CaseFile, anonymous: Client) -> None:
    hold(paper(case, 1, title="Many"), number=10)
    assert found(anonymous, "absent-attachments")["No. 1, Many"].endswith("# 5, # 6 and 3 more.")


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        (STAMP.format("1", "07/01/25"), None),
        (STAMP.format("2-3", "07/01/25"), "Its stamp says document 2-3, not 1."),
        (STAMP.format("1", "07/02/25"), "Its stamp says filed Jul 2, 2025, not Jul 1, 2025."),
        (
            STAMP.format("1", "07/01/25").replace("00001", "00777"),
            "Its stamp says case 5:25-cv-00777-EKL, not 5:25-cv-00001.",
        ),
        ("no stamp", None),
    ],
)
def test_stamps_that_disagree(case: CaseFile, anonymous: Client, stamp: str, said: str | None) -> None:
    paper(case, 1)
    Page.objects.update(stamp=stamp)
    assert found(anonymous, "stamps").get("No. 1") == said


def test_a_sample_and_a_file_no_longer_read_are_compared_with_nothing(case: CaseFile, anonymous: Client) -> None:
    filing = factories.make_filing(case)
    hold(filing, is_sample=True)
    former = hold(filing, number=1)
    Page.objects.update(stamp=STAMP.format("9", "07/01/25"))
    factories.make_held_file(former, pages=("other words",))
    assert found(anonymous, "stamps") == {}


def test_pages_and_files_without_text(case: CaseFile, anonymous: Client) -> None:
    scan, read, typed, broken = (hold(factories.make_filing(case, entry=n)) for n in (1, 2, 3, 4))
    Page.objects.filter(held_file__document__in=[scan, read, typed]).update(needs_ocr=True)
    Page.objects.filter(held_file__document=read).update(ocr_confidence=80)
    page = Page.objects.get(held_file__document=typed)
    user = factories.make_user(username="typist")
    PageCorrection.objects.create(page=page, text="typed", corrected_at=factories.NOON, corrected_by=user)
    broken.held_files.update(state="failed", fault="damaged", fault_text="The file is damaged.")
    assert found(anonymous, "no-text") == {
        "No. 1": "1 page without text, the first is page 1.",
        "No. 4": "The file is damaged.",
    }


def test_motions_without_an_order_after_120_days(case: CaseFile, anonymous: Client) -> None:
    """The docket was seen on Jan 1, 2026; nothing is known of the days since."""
    make = factories.make_filing
    old = make(case, entry=1, kind="motion", title="Old", date_filed=date(2025, 9, 2))
    make(case, entry=2, kind="motion", title="Young", date_filed=date(2025, 9, 3))
    make(case, entry=3, kind="motion", title="Decided", date_filed=date(2025, 7, 1), outcome="denied")
    minutes = make(case, entry=4, kind="minute entry", date_filed=date(2025, 10, 1))
    factories.relate(minutes, "concerns", old)
    assert found(anonymous, "long-pending") == {
        "No. 1, Old": "Pending 121 days: no order through Jan 1, 2026. Heard on Oct 1, 2025."
    }
    assert "Under Civil L.R. 7-13" in exported(anonymous, "?kind=long-pending")[0]["why"]
    CaseFile.objects.update(court_id="nysd")
    assert "only a yardstick here" in exported(anonymous, "?kind=long-pending")[0]["why"]
    CaseFile.objects.update(date_terminated=date(2025, 12, 31))
    assert found(anonymous, "long-pending") == {}


def test_results_that_are_not_known(case: CaseFile, anonymous: Client) -> None:
    motion = paper(case, 1, kind="motion", title="Motion", outcome="not captured")
    factories.relate(paper(case, 2, kind="order"), "rules on", motion)
    paper(case, 3, kind="motion", title="By whom", outcome="granted")
    assert found(anonymous, "unknown-results") == {
        "No. 1, Motion": "Ruled on by No. 2 on the same day: an order exists, result not known.",
        "No. 3, By whom": "Granted; by which paper is not known.",
    }


def test_parties_without_counsel(case: CaseFile, anonymous: Client) -> None:
    make = factories.make_appearance
    with_counsel, left_alone = make(case, slug="ann"), make(case, slug="bob", role="defendant")
    factories.make_representation(case, with_counsel)
    factories.make_representation(case, left_alone, slug="gone", end=date(2026, 2, 1))
    make(case, slug="dismissed", date_terminated=date(2026, 2, 1))
    make(case, slug="witness", role="non-party")
    make(case, slug="alone", extra="PRO SE")
    person, nobody = make(case, slug="eve"), make(case, slug="who")
    Party.objects.filter(pk=person.party_id).update(kind="person")
    Party.objects.filter(pk=nobody.party_id).update(kind="unknown")
    rows = found(anonymous, "no-counsel")
    assert set(rows) == {"Bob", "Eve", "Who"}
    assert rows["Bob"] == "A company, which cannot appear without a lawyer. It is the case’s defendant."
    assert rows["Eve"].startswith("A person, who may appear pro se")
    assert "is not known" in rows["Who"]


def test_deadlines_without_a_rule(case: CaseFile, anonymous: Client) -> None:
    order = paper(case, 1, kind="order")
    make = factories.make_deadline
    counted: dict[str, Any] = {"rule": "FRCP 15(a)(3)", "trigger_date": date(2025, 7, 1), "rule_days": 14}
    make(case, key="counted", computed_due=date(2025, 7, 15), **counted)
    make(case, key="fixed", title="Fixed", set_by_entry=order)
    make(case, key="loose", title="Loose", due=None)
    make(case, key="hearing", kind="hearing")
    assert found(anonymous, "no-rule") == {
        "Fixed": "Due Feb 1, 2026. Set by No. 1, which may fix the date by itself.",
        "Loose": "Its date was not captured. Nothing says how its date arises.",
    }


def test_entries_whose_kind_is_not_sure(case: CaseFile, anonymous: Client) -> None:
    paper(case, 1, kind="other", title="What is it")
    paper(case, 2, kind="motion", title="Perhaps", inferred_fields=["kind"])
    paper(case, 3, kind="motion", inferred_fields=["title"])
    assert found(anonymous, "unsure-kinds") == {
        "No. 1, What is it": "Its kind is not told: other.",
        "No. 2, Perhaps": "Taken for: motion.",
    }


def wait(case: CaseFile, name: str, **fields: Any) -> TrayPaper:
    sha = f"{len(name):064x}"
    facts = {"case": case, "sha256": sha, "size": 9, "filename": name, "why": "No stamp.", "added_at": factories.NOON}
    return TrayPaper.objects.create(**facts | fields)


def test_the_tray_is_for_those_who_may_place_papers(case: CaseFile, anonymous: Client, reader: Client) -> None:
    one = wait(case, "scan.pdf")
    for client in (anonymous, reader):
        assert found(client, "tray") == {}
        assert "scan.pdf" not in client.get(PAGE).text
    clerk = actors.clerk()
    assert found(clerk, "tray") == {"scan.pdf": "No stamp."}
    assert f"/cases/doe-v-roe/tray/{one.pk}/" in clerk.get(PAGE).text


def test_of_a_paper_of_what_is_sealed_the_tray_says_only_that_it_waits(case: CaseFile) -> None:
    factories.make_filing(case, entry=7, sealed="full")
    wait(case, "secret-name.pdf", stamps=[STAMP.format("7", "07/01/25")])
    clerk = actors.clerk()
    (row,) = exported(clerk, "?kind=tray")
    assert (row["what"], "sealed" in row["gap"]) == ("A paper", True)
    assert "secret-name" not in clerk.get(PAGE).text


def fill(case: CaseFile, first: int, last: int) -> None:
    """Gaps of every kind."""
    make = factories.make_filing
    for number in range(first, last + 1):
        entry = number * 10
        motion = make(case, entry=entry, kind="motion", inferred_fields=["kind"], url="https://example.org/x/")
        letter = make(case, entry=entry + 1, docket_text="(Attachments: # 1 Exhibit)")
        order = make(case, entry=entry + 2, kind="order")
        factories.relate(order, "rules on", make(case, entry=entry + 3, kind="motion"))
        for filing in (motion, letter):
            hold(filing)
        hold(order)
        factories.make_appearance(case, slug=f"party-{number}")
        factories.make_representation(
            case, factories.make_appearance(case, slug=f"left-{number}"), slug=f"l-{number}", end=date(2025, 8, 1)
        )
        factories.make_deadline(case, key=f"d{number}", set_by_entry=order)
        wait(case, "x" * number + ".pdf", stamps=[STAMP.format(f"{entry}-7", "07/01/25")])
    Page.objects.update(needs_ocr=True, stamp=STAMP.format("777", "07/01/25"))


def test_one_gap_of_each_kind_and_three_cost_the_same_queries(
    case: CaseFile, anonymous: Client, django_assert_num_queries: Any
) -> None:
    # case; filings, documents, texts; stamps, docket numbers, pages; sealed, relations, deadlines, motions of the motions;
    # parties, counsel, deadlines
    fill(case, 1, 1)
    for address in (PAGE, CSV):
        with django_assert_num_queries(14):
            b"".join(anonymous.get(address))
    assert {row["kind"] for row in exported(anonymous)} == {kind.code for kind in KINDS} - {"tray"}
    fill(case, 2, 4)
    for address in (PAGE, CSV):
        with django_assert_num_queries(14):
            b"".join(anonymous.get(address))


def test_an_editor_pays_the_same_for_one_paper_in_the_tray_and_for_three(
    case: CaseFile, admin: Client, django_assert_num_queries: Any
) -> None:
    # session and user besides; the papers of the tray, and where they could go
    fill(case, 1, 1)
    with django_assert_num_queries(20):
        admin.get(PAGE)
    fill(case, 2, 4)
    with django_assert_num_queries(20):
        admin.get(PAGE)


def test_the_first_few_are_shown_and_the_rest_by_an_address(
    case: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for entry in range(1, 8):
        factories.make_filing(case, entry=entry, kind="report", title=f"Paper {entry}.")
    text = anonymous.get(PAGE).text
    assert "No. 5, Paper 5." in text
    assert "No. 6, Paper 6." not in text
    assert '<a href="?kind=no-pdf">All 7</a>' in text
    assert "No. 7, Paper 7." in anonymous.get(PAGE + "?kind=no-pdf").text
    monkeypatch.setattr(views, "PAGE", 3)
    assert "No. 7, Paper 7." in anonymous.get(PAGE + "?kind=no-pdf&page=3").text
    assert 'href="?kind=no-pdf&amp;page=2"' in anonymous.get(PAGE + "?kind=no-pdf").text
    assert len(exported(anonymous)) == 7


def test_a_bad_kind_is_told(case: CaseFile, anonymous: Client) -> None:
    factories.make_filing(case, kind="report")
    text = anonymous.get(PAGE, {"kind": "<zz>"}).text
    assert "“&lt;zz&gt;” is no kind of gap. All kinds are shown." in text
    assert "Entries without a PDF" in text
    refused = anonymous.get(CSV, {"kind": "zz"})
    assert (refused.status_code, refused.text) == (400, "“zz” is no kind of gap.")


def test_ways_to_mend_are_for_those_who_may_go_them(case: CaseFile, anonymous: Client, reader: Client) -> None:
    CaseFile.objects.update(courtlistener_url="https://www.courtlistener.com/docket/1/x/")
    motion = factories.make_filing(case, entry=5, kind="other", title="Odd")
    inside = ("/admin/", "/import/", "/tray/")
    for client in (anonymous, reader):
        text = client.get(PAGE).text
        assert "https://www.courtlistener.com/docket/1/x/" in text
        assert not [address for address in inside if f'href="{address}' in text or f'doe-v-roe{address}"' in text]
    text = actors.admin().get(PAGE).text
    assert f"/admin/filings/filing/{motion.pk}/change/" in text
    assert '/cases/doe-v-roe/import/"' in text
    assert '/cases/doe-v-roe/tray/"' in text
    # One who may look at every table, and change none.
    assert "/change/" not in actors.viewer().get(PAGE).text


def test_each_kind_says_why_it_matters_and_how_it_is_mended(case: CaseFile, anonymous: Client) -> None:
    fill(case, 1, 2)
    text = words(anonymous.get(PAGE).text)
    for row in exported(anonymous):
        assert row["why"] in text
        assert row["mend"] in text
        assert "{" not in row["mend"]


def test_words_from_outside_are_escaped_and_defused(case: CaseFile, anonymous: Client) -> None:
    evil = "=<script>alert(1)</script>"
    factories.make_filing(
        case, entry=1, title=evil, docket_text=f"(Attachments: # 1 {evil})", url="javascript:alert(1)"
    )
    factories.make_deadline(case, title=evil)
    text = anonymous.get(PAGE).text
    assert "<script>alert" not in text
    assert "javascript:" not in text
    assert f"'{evil}" in {row["what"] for row in exported(anonymous)}


WORD = "xyzzysecret"


def test_what_is_sealed_is_not_looked_into(case: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    make = factories.make_filing
    text = f"MOTION {WORD} (Attachments: # 1 {WORD})"
    secret = make(case, entry=1, sealed="full", kind="motion", title=WORD, docket_text=text, inferred_fields=["kind"])
    hold(secret)
    partly = make(case, entry=2, sealed="partly", kind="report", title="Open title")
    hold(partly)
    closed = factories.make_document(partly, number=1, title=WORD, sealed=True)
    factories.make_held_file(closed, pages=(WORD,))
    unredacted = factories.make_document(partly, number=2)
    factories.make_held_file(unredacted, pages=(WORD,), version="unredacted")
    factories.make_deadline(case, title=WORD, set_by_entry=secret)
    Page.objects.update(needs_ocr=True, stamp=STAMP.format("777", "07/01/25"))
    text = anonymous.get(PAGE).text
    assert "1 sealed entry is not looked into." in text
    assert WORD not in text
    assert "docket/1/" not in text
    rows = exported(anonymous)
    assert not [row for row in rows if WORD in str(row)]
    # Only the open main document is compared and searched for text.
    assert {row["what"] for row in rows if row["kind"] in ("stamps", "no-text")} == {"No. 2"}
    seen = {row["what"] for row in exported(sealed_reader)}
    assert {f"No. 1, {WORD}", "No. 2-1", "No. 2-2", WORD} <= seen


def test_what_a_stamp_says_is_worked_out_once(case: CaseFile, anonymous: Client) -> None:
    paper(case, 1)
    Page.objects.update(stamp=STAMP.format("9", "07/01/25"))
    of_the_papers._differences.cache_clear()
    for _ in range(3):
        exported(anonymous, "?kind=stamps")
    assert of_the_papers._differences.cache_info().misses == 1


def test_the_shipped_case(real_case: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clock, "moment", datetime(2026, 11, 23, tzinfo=UTC))
    response: Any = anonymous.get("/cases/strike3-v-meta/gaps.csv")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    by_kind: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(content)):
        by_kind.setdefault(row["kind"], []).append(row["what"].split(",")[0])
    # 82 numbers without a hole, no file held, each side with counsel.
    assert not {"missing-numbers", "stamps", "no-text", "no-counsel", "tray"} & set(by_kind)
    assert by_kind["long-pending"] == ["No. 54", "No. 35"]
    assert by_kind["unknown-results"] == ["No. 79", "No. 78", "No. 72"]
    assert by_kind["unsure-kinds"] == ["No. 81"]
    text_only = real_case.filings.filter(text_only=True).count()
    assert len(by_kind["no-pdf"]) == real_case.filings.count() - text_only
    assert set(by_kind["absent-attachments"]) >= {"No. 78", "No. 81"}
    assert len(by_kind["no-rule"]) == real_case.deadlines.filter(kind="deadline", rule=None).count()
