"""The project's own source, read as text: what the contracts over the whole tree look at."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("casefiles", "parties", "filings")

# Each room may import only what stands to its left. A new room takes its place in this list.
ROOMS = (
    "casefiles",
    "parties",
    "filings.query",
    "filings.reading",
    "filings.docket",
    "filings.documents",
    "filings.claims",
    "filings.deadlines",
    "filings.calendar",
    "filings.motions",
    "filings.timeline",
    "filings.authorities",
    "filings.search",
    "filings.importing",
    "filings.tray",
    "filings.changes",
    "filings.gaps",
    "filings.research",
    "filings.api",
)

# They see every room: routes, re-exports, the admin, commands.
ABOVE = ("filings.urls", "filings.models", "filings.apps", "filings.admin", "filings.management")

# Template tags stand in no room of their own; these read docket and documents.
TAGS = {"filings.templatetags": "filings.documents"}


SORTS = {
    "models": "models",
    "actions": "actions",
    "forms": "forms",
    "filters": "forms",
    "controls": "forms",  # what a filter offers, ready to print
    "views": "views",
}


@cache
def modules() -> dict[str, Path]:
    """Dotted name to path, migrations left out."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" in parts:
                continue
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


def imports(name: str) -> Iterator[str]:
    """Every module that this one imports, inside functions too; names imported from our packages are resolved to modules."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} has a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules() else str(node.module)


def type_checking_imports(name: str) -> set[str]:
    """Those under `if TYPE_CHECKING:`: strings in disguise, which never run."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom):
                    found |= {str(inner.module)} | {f"{inner.module}.{alias.name}" for alias in inner.names}
    return found


def room_of(name: str) -> str | None:
    """The room a module of ours stands in; None for what stands above the rooms and for other people's modules."""
    if name.split(".", maxsplit=1)[0] not in PACKAGES or name.startswith(ABOVE) or name == "filings":
        return None
    for prefix, room in TAGS.items():
        if name.startswith(prefix):
            return room
    return next((room for room in reversed(ROOMS) if name == room or name.startswith(room + ".")), "?")


def sort_of(name: str) -> str:
    """`models`, `actions`, `forms`, `views`, or `plain`: its name or its folder says it. What is pure is told by its imports."""
    return next((SORTS[part] for part in reversed(name.split(".")) if part in SORTS), "plain")


def imports_django(name: str) -> bool:
    """Whether a module reaches Django itself or through ours."""
    return _reaches(name, frozenset())


def _reaches(name: str, seen: frozenset[str]) -> bool:
    for target in imports(name):
        if target.split(".")[0] in {"django", "django_filters", "django_tasks", "django_tasks_db", "simple_history"}:
            return True
        if target in modules() and target not in seen and _reaches(target, seen | {name}):
            return True
    return False
