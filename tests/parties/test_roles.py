"""The side of a role: spellings seen on real dockets, and those that turn the parties round."""

import pytest

from parties.roles import side_of


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("plaintiff", "plaintiff"),
        ("Plaintiff", "plaintiff"),
        ("Plaintiffs", "plaintiff"),
        ("Consolidated Plaintiff", "plaintiff"),
        ("Lead Plaintiff", "plaintiff"),
        ("Petitioner", "plaintiff"),
        ("Relator", "plaintiff"),
        ("defendant", "defendant"),
        ("Consolidated Defendant", "defendant"),
        ("Respondent", "defendant"),
        # A counterclaim turns the parties round.
        ("Counter Claimant", "defendant"),
        ("Counter-claimant", "defendant"),
        ("Counterclaimant", "defendant"),
        ("Counter Plaintiff", "defendant"),
        ("Counter Defendant", "plaintiff"),
        ("Counter-defendant", "plaintiff"),
        ("Counterclaim Defendant", "plaintiff"),
        ("Counter_Defendant", "plaintiff"),
        ("ThirdParty Plaintiff", "defendant"),
        ("Third-Party Plaintiff", "defendant"),
        ("3rd party plaintiff", "defendant"),
        ("3rd Pty Defendant", "other"),
        ("ThirdParty Defendant", "other"),
        ("Third Party  Defendant", "other"),
        ("Cross Claimant", "defendant"),
        ("Cross Defendant", "other"),
        ("interested party", "other"),
        ("non-party", "other"),
        ("Non Party", "other"),
        ("Amicus", "other"),
        ("Amicus Curiae for Plaintiff", "other"),
        ("Intervenor Plaintiff", "other"),
        ("Intervenor Defendant", "other"),
        ("Special Master", "other"),
        ("Adr Provider", "other"),
        ("Mediator (ADR Panel)", "other"),
        ("Trustee", "other"),
        ("Receiver", "other"),
        ("Objector", "other"),
        ("Movant", "other"),
        ("Garnishee", "other"),
        ("Creditor", "other"),
        ("", "other"),
    ],
)
def test_side_of(role: str, side: str) -> None:
    assert side_of(role) == side
