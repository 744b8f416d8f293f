"""DESIGN.md, section 3: who may import whom."""

import subprocess
import sys

import pytest

from tests.contracts import source

MODULES = [name for name in sorted(source.modules()) if source.room_of(name)]
ALLOWED_ALL = (".admin", ".urls", ".apps", ".wsgi", ".settings")
BOUND = [name for name in MODULES if not name.endswith(ALLOWED_ALL) and not name.startswith("filings.templatetags")]

# bytes or text in, dataclasses out: no Django, no models.
PURE = (
    # all of the room: it runs in processes of its own, without a database
    *(name for name in source.modules() if name.startswith("filings.reading.")),
    # the language of search: parsed, matched, mended
    *(name for name in source.modules() if name.startswith("filings.query.")),
    "casefiles.courts",
    "casefiles.docketnumbers",
    "casefiles.logs",
    "casefiles.spreadsheet",
    "parties.names",
    "parties.roles",
    "parties.standing",
    "filings.docket.kinds",
    "filings.docket.attachmentlist",
    "filings.docket.classifying",
    "filings.docket.entrytext",
    "filings.docket.judges",
    "filings.docket.numbers",
    "filings.docket.outcomes",
    "filings.docket.references",
    "filings.docket.relating",
    "filings.docket.titles",
    "filings.docket.veils",
    "filings.documents.cites",
    "filings.documents.combined",
    "filings.documents.pagetext",
    "filings.documents.stamps",
    "filings.documents.corrected",
    "filings.documents.pins",
    "filings.documents.quotes",
    "filings.documents.versions",
    "filings.documents.samples",
    "filings.documents.synopsis",
    "filings.documents.casefacts",
    "filings.documents.paper",
    "filings.documents.crossrefs",
    "filings.authorities.cases",
    "filings.authorities.codes",
    "filings.authorities.finding",
    "filings.authorities.flat",
    "filings.authorities.names",
    "filings.authorities.spelling",
    "filings.claims.figures",
    "filings.claims.points",
    "filings.deadlines.citing",
    "filings.deadlines.asking",
    "filings.deadlines.calculator.answers",
    "filings.deadlines.calculator.choices",
    "filings.deadlines.closeddays",
    "filings.deadlines.computing",
    "filings.deadlines.courtcalendar",
    "filings.deadlines.courtdays",
    "filings.deadlines.comparing",
    "filings.deadlines.docketdates",
    "filings.deadlines.docketeffect",
    "filings.deadlines.docketphrases",
    "filings.deadlines.docketplain",
    "filings.deadlines.docketwords",
    "filings.deadlines.holidays",
    "filings.deadlines.monthpicture",
    "filings.deadlines.periods",
    "filings.deadlines.results",
    "filings.deadlines.plainasking",
    "filings.deadlines.ruleasking",
    "filings.deadlines.sheet",
    "filings.deadlines.rulebook",
    "filings.deadlines.rulefaults",
    "filings.deadlines.rulerows",
    "filings.deadlines.rulespage.shown",
    "filings.deadlines.rulespage.words",
    "filings.deadlines.ruleterms",
    "filings.deadlines.rules",
    "filings.deadlines.states",
    "filings.deadlines.wording",
    "filings.calendar.chaining",
    "filings.calendar.zones",
    "filings.search.querytext",
    "filings.research.cells",
    "filings.research.refusing",
    "filings.research.shelf",
    "filings.timeline.columns",
    "filings.timeline.dictionary",
    "filings.timeline.exports.schema",
    "filings.timeline.exports.words",
    "filings.timeline.picture",
    "filings.timeline.picture_axis",
    "filings.timeline.picture_marks",
    "filings.timeline.picture_spans",
    "filings.timeline.picture_svg",
    "filings.timeline.window",
    "filings.timeline.shapes",
    "filings.timeline.when",
    "filings.importing.case_format",
    "filings.importing.facts.cells",
    "filings.importing.facts.columns",
    "filings.importing.facts.table",
    "filings.importing.tables",
    "filings.importing.choices",
    "filings.importing.consistency",
    "filings.importing.faults",
    "filings.importing.matching",
    "filings.importing.merging",
    "filings.importing.positions",
    "filings.importing.records",
    "filings.importing.schema",
    "filings.importing.sections",
    "filings.tray.folders",
    "filings.tray.names",
    "filings.tray.sighting",
    "filings.importing.sheet",
    "filings.importing.contact",
    "filings.importing.courtlistener",
    "filings.importing.decoding",
    "filings.importing.docket_html",
    "filings.importing.entries_csv",
    "filings.importing.internet_archive",
    "filings.importing.printed",
    "filings.importing.recognising",
    "filings.importing.refusals",
    "filings.importing.shaping",
    "filings.importing.sources",
    "filings.importing.webpage",
    "filings.importing.likeness",
    "filings.importing.pairing",
    "filings.importing.party_items",
    "filings.importing.people",
    "filings.importing.proposal",
    "filings.importing.proposing",
    "filings.importing.applying",
    "filings.importing.asking",
    "filings.importing.beginning",
    "filings.importing.entry_items",
    "filings.importing.exact",
    "filings.importing.from_case_file",
    "filings.importing.journal",
    "filings.api.asking",
    "filings.api.cursors",
    "filings.api.faults",
    "filings.api.resources",
)

# Column: a module of this sort; row: what it may import of its own and of rooms to its left.
MAY_IMPORT = {
    "models": {"models", "plain"},
    "plain": {"models", "plain"},
    "actions": {"models", "actions", "plain"},
    "forms": {"models", "forms", "plain"},
    "views": {"models", "forms", "actions", "plain"},
}


@pytest.mark.parametrize("name", MODULES)
def test_a_room_imports_only_what_stands_to_its_left(name: str) -> None:
    room = source.room_of(name)
    assert room
    assert room != "?", f"{name} stands in no room: give it one in tests/contracts/source.py"
    strings = source.type_checking_imports(name)
    for target in source.imports(name):
        other = source.room_of(target)
        if target.startswith(source.ABOVE) and target not in strings:
            assert name in {"casefiles.urls"}, f"{name} imports {target}, which stands above it"
        if other is None or other == room or target in strings:
            continue
        assert source.ROOMS.index(other) < source.ROOMS.index(room), (
            f"{name} imports {target}, which stands to its right"
        )


@pytest.mark.parametrize("name", BOUND)
def test_a_module_imports_only_the_sorts_its_own_sort_may(name: str) -> None:
    sort = source.sort_of(name)
    for target in source.imports(name):
        if (
            source.room_of(target) is None
            or target not in source.modules()
            or target in source.type_checking_imports(name)
        ):
            continue
        assert source.sort_of(target) in MAY_IMPORT[sort], (
            f"{name} ({sort}) imports {target} ({source.sort_of(target)})"
        )


@pytest.mark.parametrize("name", [name for name in MODULES if source.sort_of(name) == "actions"])
def test_an_action_knows_nothing_of_http(name: str) -> None:
    assert not [target for target in source.imports(name) if target.startswith(("django.http", "django.shortcuts"))]


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_stays_clear_of_django(name: str) -> None:
    assert name in source.modules()
    assert not source.imports_django(name)
    # Really so: what it pulls in at run time is looked at in a process of its own.
    code = f"import sys, {name}; sys.exit(any(m == 'django' or m.startswith('django.') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=source.ROOT, check=False).returncode == 0


def test_every_folder_of_the_app_is_a_room_or_stands_above() -> None:
    folders = {
        f"filings.{path.name}" for path in (source.ROOT / "filings").iterdir() if (path / "__init__.py").exists()
    }
    assert folders - set(source.ABOVE) - set(source.TAGS) - {"filings.migrations"} == {
        room for room in source.ROOMS if room.startswith("filings.")
    }
