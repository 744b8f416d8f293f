"""What is a citation, of what, and where it stands: on pages as briefs have them."""

import logging

import pytest

from filings.authorities import finding
from filings.authorities.cases import cases
from filings.authorities.finding import Found, find
from filings.authorities.names import best_name, name_before


def found(*pages: str) -> list[Found]:
    return list(find(pages))


def keys(*pages: str) -> list[str]:
    return [one.authority.key for one in found(*pages)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("17 U.S.C. § 504(c)", "17-usc-504"),
        ("17 U.S.C.\n§ 504", "17-usc-504"),
        ("17 U. S. C. §504(c)(1)", "17-usc-504"),
        ("17 USC 504", "17-usc-504"),
        ("17 U.S.C. section 504", "17-usc-504"),
        ("42 U.S.C. § 2000e-5(f)", "42-usc-2000e-5"),
        ("section 504(c) of the Copyright Act", "17-usc-504"),
        ("Fed. R. Civ. P. 12(b)(6)", "frcp-12"),
        ("Fed.R.Civ.P. 12", "frcp-12"),
        ("Federal Rule of Civil\nProcedure 12(b)(6)", "frcp-12"),
        ("Federal Rules of Civil Procedure, 8", ""),
        ("FRCP 12(b)(6)", "frcp-12"),
        ("F.R.C.P. 12", "frcp-12"),
        ("Rule 12(b)(6)", "frcp-12"),
        ("Fed. R. Evid. 201", "fre-201"),
        ("Rule 702", "fre-702"),
        ("Civil L.R. 7-3", "civil-lr-7-3"),
        ("Civ. L.R. 7-3(a)", "civil-lr-7-3"),
        ("Civil Local Rule 7-3", "civil-lr-7-3"),
        ("37 C.F.R. § 201.3", "37-cfr-201-3"),
        ("545 U.S.\n913", "545-us-913"),
        ("545 US 913", "545-us-913"),
        ("901 F. 3d 1142", "901-f3d-1142"),
        ("2020 WL 123456", "2020-wl-123456"),
        ("Dkt. 34", ""),
        ("ECF No. 34-2 at 5", ""),
        ("Circuit Rule 36", ""),
        ("Rule 99", ""),
    ],
)
def test_spellings_of_one_authority_have_one_key(text: str, key: str) -> None:
    assert keys(f"It was held so under {text}, and more.") == ([key] if key else [])


def test_a_list_of_sections_is_a_citation_of_each() -> None:
    assert [(one.authority.key, one.pin) for one in found("17 U.S.C. §§ 106, 501(a), and 504(c); Rules 8 and 12(b)(6)")] == [
        ("17-usc-106", None), ("17-usc-501", "(a)"), ("17-usc-504", "(c)"), ("frcp-8", None), ("frcp-12", "(b)(6)"),
    ]  # fmt: skip


def test_short_forms_belong_to_the_authority_before_them() -> None:
    page = (
        "See Metro-Goldwyn-Mayer Studios Inc. v. Grokster, Ltd., 545 U.S. 913, 930, 125 S. Ct. 2764 (2005). Id. at 931. "
        "17 U.S.C. § 504(c). Id. § 507(b). Section 504(c)(2) says so. Grokster, supra, at 932; 545 U.S. at 933."
    )
    assert [(one.authority.key, one.pin) for one in found(page)] == [
        ("545-us-913", "930"), ("545-us-913", "931"), ("17-usc-504", "(c)"), ("17-usc-507", "(b)"), ("17-usc-504", "(c)(2)"),
        ("545-us-913", "932"), ("545-us-913", "933"),
    ]  # fmt: skip
    assert [one.cite for one in found(page)[0].others] == ["125 S. Ct. 2764"]


def test_id_behind_a_paper_of_the_docket_is_no_authority() -> None:
    assert keys("17 U.S.C. § 504. See Dkt. 34 at 5. Id. at 6. Compl. ¶ 5. Id. ¶ 6.") == ["17-usc-504"]


def test_a_citation_that_runs_over_the_page_stands_where_it_starts() -> None:
    first = "It fails. Bell Atl. Corp. v. Twombly, 550\n12\nDEFENDANT'S MOTION TO DISMISS CASE NO. 5:25-cv-06213"
    [one, id_] = found(first, "U.S. 544, 555 (2007). Id. at 556.")
    assert (one.page, one.authority.key, one.pin, one.name) == (1, "550-us-544", "555", "Bell Atl. Corp. v. Twombly")
    assert first[one.start : one.end] == "Bell Atl. Corp. v. Twombly, 550"
    assert (id_.page, id_.authority.key) == (2, "550-us-544")


def test_a_name_at_the_end_of_a_page_is_where_its_citation_starts() -> None:
    [one] = found("It fails. See Ellison v.", "Robertson, 357 F.3d 1072 (9th Cir. 2004).")
    assert (one.page, one.authority.key, one.name) == (1, "357-f3d-1072", "Ellison v. Robertson")
    assert keys("17 U.S.C. § 504", "Ellison v. Robertson, 357 F.3d 1072") == ["17-usc-504", "357-f3d-1072"]


def test_a_place_is_of_the_words_as_they_stand() -> None:
    page = "as in  Ellison v.\nRobertson, 357 F.3d\n1072 (9th Cir. 2004). And"
    [one] = found(page)
    assert page[one.start : one.end] == "Ellison v.\nRobertson, 357 F.3d\n1072 (9th Cir. 2004)"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The motion fails. See Perfect 10, Inc. v. Giganews, Inc., ", "Perfect 10, Inc. v. Giganews, Inc."),
        ("Cf. Cobbler Nevada, LLC v. Gonzales, ", "Cobbler Nevada, LLC v. Gonzales"),
        ("As the court held in Bell Atl. Corp. v. Twombly, ", "Bell Atl. Corp. v. Twombly"),
        ("See, e.g., In re Apple Inc. Device Litig., ", "In re Apple Inc. Device Litig."),
        ("Strike 3 Holdings, LLC v. Doe, No. 18-cv-47, ", "Strike 3 Holdings, LLC v. Doe"),
        ("Digital Sin, Inc. v. Does 1-5698, No. C 11-04397 LB, ", "Digital Sin, Inc. v. Does 1-5698"),
        ("Coomes v. Edmonds Sch. Dist. No. 15, ", "Coomes v. Edmonds Sch. Dist. No. 15"),
        ("(quoting Ellison v. Robertson, ", "Ellison v. Robertson"),
        ("The statute says so. ", None),
    ],
)
def test_a_name_has_no_signals_and_no_docket_number(before: str, name: str | None) -> None:
    found = name_before(before, len(before))
    assert (found[1] if found else None) == name


def test_the_fullest_name_is_the_best() -> None:
    texts = [
        "Grokster v. X, 545 U.S. 913",
        "MGM Studios, Inc. v. Grokster, Ltd., 545 U.S. 913, 930 (2005)",
        "545 U.S. at 930",
    ]
    assert best_name(texts) == "MGM Studios, Inc. v. Grokster, Ltd."


def test_tables_of_authorities_are_left_out() -> None:
    assert keys("TABLE OF AUTHORITIES\nEllison v. Robertson, 357 F.3d 1072 ..... 5", "17 U.S.C. § 504") == [
        "17-usc-504"
    ]


def test_a_page_that_cannot_be_searched_does_not_stop_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from_eyecite = cases

    def failing(text: str) -> object:
        if "bad" in text:
            raise RuntimeError("a fault of the library")
        return from_eyecite(text)

    monkeypatch.setattr(finding, "cases", failing)
    with caplog.at_level(logging.ERROR):
        assert keys("Rule 12", "bad Rule 12", "Rule 8") == ["frcp-12", "frcp-8"]
    assert "page 2" in caplog.text


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Id. at 5.", "supra", "§ § §", "v. v. v.", "17 U.S.C. §", "\x00 Id.", "U.S.C. " * 50]
)
def test_odd_pages_hold_nothing(text: str) -> None:
    assert keys(text, text) == []
