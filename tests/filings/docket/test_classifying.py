"""The rules that sort docket text into kinds, and how they fare against entries labelled by reading them."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from filings.docket.classifying import EVENTS, Guess, MalformedEvent, classify, read_events
from filings.docket.kinds import KINDS
from tests.shared import PROJECT, shared

ROWS = read_events(EVENTS.read_text(encoding="utf-8"))
LABELS = Path(__file__).parent / "data" / "kinds.json"
ROW = """[[event]]
name = "Order"
kind = "order"
pattern = '''order\\b'''
example = "ORDER denying 34 Motion"
"""


@pytest.mark.parametrize("event", ROWS, ids=lambda event: event.name)
def test_each_example_belongs_to_its_own_row(event: object) -> None:
    assert classify(event.example) == Guess(event.kind, event.name, True)  # type: ignore[attr-defined]


def test_there_is_a_row_for_each_kind_of_filing() -> None:
    assert {row.kind for row in ROWS} == set(KINDS)
    assert len(ROWS) >= 70


def test_a_good_row_is_read() -> None:
    assert [event.name for event in read_events(ROW)] == ["Order"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "order"', 'kind = "ordre"', "no known kind"),
        ('kind = "order"', "", "has no kind"),
        ("order\\b", "order(", "not a regular expression"),
        ("order\\b", "(order)", "capturing group"),
        ("order\\b", "(?:order)?", "fits an empty text"),
        ('name = "Order"', 'name = "Order"\nkinds = "x"', "which nobody reads"),
        ('name = "Order"', 'name = "Order"\nwhere = "somewhere"', "neither at the start nor anywhere"),
        (ROW, ROW + ROW, "Two events are named"),
    ],
)
def test_a_malformed_row_is_refused_with_its_name(old: str, new: str, says: str) -> None:
    with pytest.raises(MalformedEvent, match=says):
        read_events(ROW.replace(old, new))


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("", "Order on Stipulation", "order"),
        (None, "~Util - Set Deadlines/Hearings", "clerk notice"),
        (None, "~Util - Case Assigned by Intake", "clerk notice"),
        (None, "Notice of Appearance/Substitution/Change/Withdrawal of Attorney", "notice of appearance"),
        (None, "1 - Terminate Hearings AND Motion Hearing", "minute entry"),
        (None, "1 - Terminate Deadlines AND Order AND ~Util - Set Deadlines", "order"),
        ("Clerk's Notice AND ~Util - Teleconference Zoom", None, "clerk notice"),
        (None, "Order on Motion for Pro Hac Vice", "order"),
        (None, "Opposition/Response to Motion", "response"),
        ("OPPOSITION/RESPONSE (re 34 MOTION to Dismiss ) filed by Acme", None, "opposition"),
        ("Judge A. B. Clerk: ELECTRONIC ORDER entered granting 5 Motion", None, "order"),
        ("**SEALED DOCUMENT** MEMORANDUM in Support by Acme re 69 MOTION", None, "other"),
        ("(IN CHAMBERS) ORDER by Judge A. Clerk", None, "order"),
        ("[Proposed] Answer of Intervenor ANSWER to Amended Complaint", None, "answer"),
        ("PAPERLESS ORDER granting 12 Motion to Appear Pro Hac Vice", None, "order"),
        ("MOTION for Pro Hac Vice Appearance of Attorney A. B.", None, "pro hac vice motion"),
        ("NOTICE by Acme of Change of Firm Affiliation", None, "change of address"),
        ("STIPULATION AND [PROPOSED] ORDER for extension", None, "stipulation"),
        ("STIPULATED MOTION for Extension of Time", None, "motion"),
        ("MEMORANDUM OF LAW in Opposition re: 12 MOTION to Dismiss", None, "opposition"),
        ("REPLY MEMORANDUM OF LAW in Support re: 12 MOTION", None, "reply"),
        ("NOTICE of Withdrawal of Appearance by A. B.", None, "withdrawal of counsel"),
        ("PRISONER CIVIL RIGHTS COMPLAINT against Acme", None, "complaint"),
        ("E-GOV SEALED SUMMONS Returned Executed", None, "summons"),
        ("Mediation report of the neutral", None, "adr"),
    ],
)
def test_texts_and_labels_of_other_courts(text: str | None, label: str | None, kind: str) -> None:
    guess = classify(text, label)
    assert (guess.kind, guess.is_sure) == (kind, True)


@pytest.mark.parametrize("text", ["", "   ", None, "Qwerty asdf zxcv", "***", "(", "12"])
def test_what_no_rule_knows_is_other_and_not_sure(text: str | None) -> None:
    assert classify(text) == Guess("other", None, False)


def test_a_label_helps_where_the_text_does_not() -> None:
    assert classify("Qwerty asdf", "Order on Stipulation").kind == "order"


@pytest.mark.parametrize(
    "text",
    ["A " * 200_000, "motion " * 50_000, "(" * 300_000, "** A" * 80_000, "Judge A. " * 40_000, "notice by " * 40_000,
     "[proposed " * 40_000, "first " * 50_000, "a-b/" * 80_000],
)  # fmt: skip
def test_a_hostile_text_is_no_slower(text: str) -> None:
    start = time.perf_counter()
    classify(text)
    assert time.perf_counter() - start < 1


def test_ten_thousand_entries_take_about_a_second() -> None:
    texts = [event.example * 3 for event in ROWS] * (10_000 // len(ROWS))
    start = time.perf_counter()
    for text in texts:
        classify(text)
    assert time.perf_counter() - start < 5


def test_kinds_against_the_labelled_sample(capsys: pytest.CaptureFixture[str]) -> None:
    """Labelled by reading, before the rules were written (data/kinds.json: kinds by file and place, no text). The
    rules were made on the half for developing; their first run on the half held out had 578 of 580 right, and the two
    were mended after. Whoever labelled had read both halves: for another court expect less."""
    halves = json.loads(LABELS.read_text())
    for half, floor in (("developing", 0.98), ("held out", 0.97)):
        pairs = _pairs(halves[half])
        with capsys.disabled():
            print("\n" + _table(half, pairs))  # noqa: T201 - the table that the issue asks for
        right = sum(count for (kind, guessed), count in pairs.items() if kind == guessed)
        assert sum(pairs.values()) >= 500
        assert right / sum(pairs.values()) >= floor
        for kind in {kind for kind, _ in pairs}:
            precision, recall, _ = _rates(kind, pairs)
            assert min(precision, recall) >= 0.9, kind


def test_kinds_are_those_set_by_hand_in_our_own_case(capsys: pytest.CaptureFixture[str]) -> None:
    case = json.loads((PROJECT / "casefiles" / "data" / "strike3_v_meta.json").read_text())
    docket = json.loads(shared("dockets", "courtlistener", "strike3_v_meta.json").read_text())
    held = {row["entry"]: row["kind"] for row in case["filings"] if row["entry"]}
    guessed = {
        row["entry_number"]: classify(row["description"]).kind
        for row in docket["docket_entries"]
        if row["entry_number"]
    }
    differing = [f"{entry}: {kind}, guessed {guessed[entry]}" for entry, kind in held.items() if guessed[entry] != kind]
    with capsys.disabled():
        print(f"\nKinds of our own case, {len(held)} entries; not as set by hand:", *differing, sep="\n  ")  # noqa: T201
    # 72 is joint by its content, 78 a motion by what was filed under the wrong event: neither shows in the text.
    assert len(differing) <= 2


def _pairs(half: dict[str, list[str]]) -> Counter[tuple[str, str]]:
    """How often an entry of one kind was taken for another."""
    pairs: Counter[tuple[str, str]] = Counter()
    for name, kinds in half.items():
        entries = json.loads(shared("dockets", *name.split("/")).read_text())["docket_entries"]
        for entry, kind in zip(entries, kinds, strict=True):
            pairs[kind, classify(entry.get("description"), entry.get("short_description")).kind] += 1
    return pairs


def _rates(kind: str, pairs: Counter[tuple[str, str]]) -> tuple[float, float, int]:
    right = pairs[kind, kind]
    meant = sum(count for (label, _), count in pairs.items() if label == kind)
    guessed = sum(count for (_, guess), count in pairs.items() if guess == kind)
    return right / max(1, guessed), right / max(1, meant), meant


def _table(half: str, pairs: Counter[tuple[str, str]]) -> str:
    rows = [
        f"Kinds, {half}: {sum(pairs.values())} entries",
        f"{'kind':28}{'n':>5}{'precision':>11}{'recall':>8}  taken for",
    ]
    for kind in KINDS:
        precision, recall, meant = _rates(kind, pairs)
        taken = ", ".join(f"{guess} {n}" for (label, guess), n in sorted(pairs.items()) if label == kind != guess)
        if meant:
            rows.append(f"{kind:28}{meant:5}{precision:11.3f}{recall:8.3f}  {taken}")
    return "\n".join(rows)
