"""Gaps of the docket: numbers, kinds, motions, dates, people."""

from collections.abc import Iterator
from urllib.parse import quote

from filings.docket.lifecycle import Life, State
from filings.docket.lifewords import name_of, words_of
from filings.docket.words import day, kind_name
from filings.gaps.record import Gap, Mend, Paper, Record, mends
from parties.models import Appearance, Party

# Civil L.R. 7-13 of N.D. Cal.: a notice may be filed of what has been under submission for more than 120 days.
LONG_PENDING = 120
# Rowland v. California Men's Colony, 506 U.S. 194, 201-02 (1993).
PRO_SE = {
    Party.Kind.COMPANY: "A company, which cannot appear without a lawyer",
    Party.Kind.PERSON: "A person, who may appear pro se; whether that is so the record does not say",
    Party.Kind.UNKNOWN: "Whether it is a person, who may appear pro se, or a company, which cannot, is not known",
}


def missing_numbers(record: Record) -> Iterator[Gap]:
    """Runs of numbers between 1 and the highest that no entry has."""
    known = sorted({paper.entry for paper in record.everything if paper.entry})
    for before, after in zip([0, *known], known, strict=False):
        if after - before < 2:
            continue
        first, last = before + 1, after - 1
        name = f"No. {first}" if first == last else f"Nos. {first:,} to {last:,}"
        yield Gap(
            name,
            f"{record.docket}?sort=asc&entry_min={max(before, 1)}&entry_max={after}",
            f"The docket goes from {before:,} to {after:,}." if before else f"The docket starts at {after:,}.",
            mends(record.importing(), record.courtlistener()),
        )


def unsure_kinds(record: Record) -> Iterator[Gap]:
    for paper in record.papers:
        is_guess = '"kind"' in paper.inferred
        if paper.kind == "other" or is_guess:
            text = "Its kind is not told: other." if paper.kind == "other" else f"Taken for: {kind_name(paper.kind)}."
            yield _of(record, paper, text, mends(record.admin("filings.filing", paper.id)))


def long_pending(record: Record) -> Iterator[Gap]:
    for life in record.lives:
        if life.state is State.PENDING and not life.closed_on and (life.days or 0) > LONG_PENDING:
            heard = life.heard.minutes
            submitted = f" Heard on {day(heard[-1].date_filed)}." if heard else ""
            yield _of_motion(record, life, f"{words_of(life)}.{submitted}")


def unknown_results(record: Record) -> Iterator[Gap]:
    for life in record.lives:
        if life.state is State.DECIDED and (not life.result or not life.last):
            yield _of_motion(record, life, f"{words_of(life)}.")


def without_counsel(record: Record) -> Iterator[Gap]:
    today = record.today
    for appearance in record.appearances:
        is_there = appearance.date_terminated is None or appearance.date_terminated >= today
        stands = [
            lawyer
            for lawyer in appearance.representations.all()
            if (lawyer.end or lawyer.date_terminated or today) >= today
        ]
        if is_there and not stands and not _appears_pro_se(appearance):
            yield Gap(
                appearance.party.name,
                f"{record.case_url}parties/#party-{appearance.slug}",
                f"{PRO_SE[Party.Kind(appearance.party.kind)]}. It is the case’s {appearance.role}.",
                mends(record.importing(), record.admin("parties.appearance", appearance.pk)),
            )


def without_rule(record: Record) -> Iterator[Gap]:
    for deadline in record.deadlines:
        set_by = deadline.set_by_entry
        if set_by is None:
            text = "Nothing says how its date arises."
        else:
            text = f"Set by {name_of(set_by)}, which may fix the date by itself."
        when = f"Due {day(deadline.due)}. " if deadline.due else "Its date was not captured. "
        yield Gap(
            deadline.title,
            f"{record.case_url}deadlines/{quote(deadline.key, safe='')}/",
            when + text,
            mends(record.admin("filings.deadline", deadline.pk)),
        )


def _appears_pro_se(appearance: Appearance) -> bool:
    said = f"{appearance.role_text or ''} {appearance.extra or ''} {appearance.note or ''}"
    return "pro se" in said.lower()


def _of(record: Record, paper: Paper, text: str, ways: tuple[Mend, ...]) -> Gap:
    return Gap(f"{name_of(paper)}, {paper.title}", f"{record.docket}{paper.key}/", text, ways)


def _of_motion(record: Record, life: Life, text: str) -> Gap:
    motion = life.motion
    ways = mends(record.importing(), record.admin("filings.filing", motion.id), record.courtlistener())
    return Gap(f"{name_of(motion)}, {motion.title}", f"{record.docket}{motion.key}/", text, ways)
