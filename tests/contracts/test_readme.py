"""README says what is: its commands are run by CI, its tree is the tree, its settings are the settings."""

import re
import subprocess

from tests.contracts.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TRACKED = set(
    subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
)


def test_its_commands_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"\bmake ([a-z]+)\b", README))
    assert {"run", "test", "admin", "bench", "check", "fmt", "setup", "ocr"} == named
    assert named <= targets


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = re.search(r"^(make test)\b", README, re.M)
    assert command
    assert re.search(rf"^{command[1]}$", (ROOT / ".ci" / "run").read_text(), re.M)


def test_its_management_commands_exist() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    ours = {path.stem for path in (ROOT / "filings" / "management" / "commands").glob("[a-z]*.py")}
    assert named
    assert named <= ours


def test_its_tree_is_the_tree() -> None:
    block = re.search(r"```text\n(casefiles/.*?)```", README, re.S)
    assert block
    parents: list[tuple[int, str]] = []
    for line in block[1].splitlines():
        match = re.match(r"( *)([\w./]+)", line)
        assert match, line
        depth, name = len(match[1]), match[2]
        parents = [parent for parent in parents if parent[0] < depth]
        path = "".join(parent[1] for parent in parents) + name
        exists = any(file.startswith(path) for file in TRACKED) if path.endswith("/") else path in TRACKED
        assert exists, f"README's tree names {path}, which is not there"
        if name.endswith("/"):
            parents.append((depth, name))
    named = set(re.findall(r"^(?:  )([a-z_]+)/", block[1], re.M))
    rooms = {path.parent.name for path in (ROOT / "filings").glob("*/__init__.py")} - {"migrations"}
    assert rooms <= named, f"README's tree leaves out {rooms - named}"


def test_its_settings_table_names_each_setting_and_no_other() -> None:
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.M))
    source = (ROOT / "casefiles" / "settings.py").read_text() + (ROOT / "casefiles" / "environment.py").read_text()
    read = set(re.findall(r"environment\.\w+\(ENVIRON, \"([A-Z_]+)\"", source))
    read |= set(re.findall(r"(?:environ|ENVIRON)\.get\(\"([A-Z_]+)\"", source))
    assert table == read


def test_the_top_level_holds_what_the_plan_allows() -> None:
    top = {file.split("/")[0] for file in TRACKED if not file.startswith(".")}
    assert top <= {
        "casefiles", "parties", "filings", "templates", "static", "tests", "manage.py", "pyproject.toml", "README.md",
        "LICENSE", "Makefile", "Procfile", "requirements.lock",
    }  # fmt: skip


def test_no_file_names_this_machine_or_a_registry() -> None:
    # In pieces, so that this file does not name them.
    words = ("index" + "-url", r"registry\s*" + "=", '"resol' + r'ved"\s*:', r"(?<![\w.])/(?:wo" + "rk|ro" + "ot)/")
    guilty = re.compile("|".join(words))
    for file in TRACKED:
        path = ROOT / file
        if path.suffix in {".png", ".webp", ".pdf", ".ico"} or not path.exists():
            continue
        assert not guilty.search(path.read_text(encoding="utf-8")), file
