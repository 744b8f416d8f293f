import pytest

from filings.importing.contact import firm_in, is_pro_se, roles_in


@pytest.mark.parametrize(
    ("contact", "firm"),
    [
        ("Poe & Lee LLP\n1 Main Street\nSan Jose, CA 95113\n408-555-0100\nEmail: a@poe.example\n", "Poe & Lee LLP"),
        ("United States Attorney's Office\n450 Golden Gate Ave., 11th Floor\n", "United States Attorney's Office"),
        ("District Office of\nAdministrative Hearings\n1 Main St\n", "District Office of Administrative Hearings"),
        ("3 Bridges Law Group, P.C.\n1 Main St\n", "3 Bridges Law Group, P.C."),
        ("1 Main Street\nSuite 700\n", None),
        ("One Leadership Square\n211 North Robinson\n", None),
        ("P.O. Box 1347\nWilmington, DE 19899\n", None),
        ("Suite 300\n", None),
        ("Wilmington, DE 19899\n", None),
        ("(302) 658-9200\n", None),
        ("302-658-9200\n", None),
        ("Fax: 302-658-9200\n", None),
        ("Email: a@poe.example\n", None),
        ("a@poe.example\n", None),
        ("UNDELIVERABLE EMAIL 3/14/14\n", None),
        ("#P-65407/ E-1-143-Low\nState Prison\nPRO SE\n", None),
        ("PRO SE\n", None),
        ("Bea Poe\n1 Main St\n", None),
        ("(See above for address)\n", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_firm_is_the_first_line_unless_that_is_something_else(contact: str, firm: str | None) -> None:
    assert firm_in(contact, attorney="Bea Poe") == firm


def test_roles_lose_their_dates() -> None:
    assert roles_in(["LEAD ATTORNEY", "PRO HAC  VICE", "TERMINATED: 08/09/2019"]) == (
        ["LEAD ATTORNEY", "PRO HAC VICE"],
        "2019-08-09",
    )
    assert roles_in(["SELF- TERMINATED: 01/02/2010"]) == (["SELF- TERMINATED"], "2010-01-02")
    assert roles_in(["INACTIVE: 10/31/2016"]) == (["INACTIVE"], None)
    assert roles_in(["TERMINATED: 13/32/2019"]) == ([], None)
    assert roles_in([]) == ([], None)


def test_pro_se_is_a_line_of_its_own() -> None:
    assert is_pro_se("1 Main Street\nPRO SE\n")
    assert not is_pro_se("Pro Se Clinic\n1 Main Street\n")
