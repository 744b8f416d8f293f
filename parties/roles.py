"""The side of a role as a court prints it. Pure."""

import re

PLAINTIFF, DEFENDANT, COURT, OTHER = "plaintiff", "defendant", "court", "other"

# First match wins. A counterclaim turns the parties round: who brings one is the original defendant, who answers it the
# original plaintiff; likewise a third-party plaintiff is a defendant who brought in someone else. Roles seen on 61 real
# dockets, and those of habeas, bankruptcy appeals and admiralty.
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"interested|amicus|intervenor|non[- ]?party|mediator|special master|adr|trustee|receiver", OTHER),
    (r"objector|movant|garnishee", OTHER),
    (r"counter[- ]?(claimant|plaintiff)|cross[- ]?(claimant|plaintiff)", DEFENDANT),
    (r"(third|3rd)[- ]?(party|pty) plaintiff", DEFENDANT),
    (r"counter[- ]?(claim )?defendant", PLAINTIFF),
    (r"cross[- ]?(claim )?defendant|(third|3rd)[- ]?(party|pty) defendant", OTHER),
    (r"plaintiff|petitioner|relator", PLAINTIFF),
    (r"defendant|respondent", DEFENDANT),
)


def side_of(role: str) -> str:
    """`plaintiff`, `defendant` or `other` for a role in any spelling."""
    folded = " ".join(role.lower().replace("_", " ").split())
    return next((side for pattern, side in PATTERNS if re.search(pattern, folded)), OTHER)
