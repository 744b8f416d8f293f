"""What records are called in a line about them, and where they stand; those that are gone by their last words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.text import Truncator, slugify

from casefiles.models import CaseFile, JudgeAssignment, RelatedCase, User
from filings.changes.kinds import HEAD_OF
from filings.changes.versions import Version
from filings.claims.models import Claim, Contention, Figure
from filings.deadlines.models import Deadline
from filings.docket.models import Filing
from filings.docket.words import number_of
from filings.documents.models import Document, Page
from filings.timeline.models import Fact
from parties.models import Appearance, Attorney, Firm, Party, Representation

LONGEST = 90
# What to ask of each table, those first that lead to others.
COLUMNS: dict[Any, tuple[str, ...]] = {
    Page: ("number", "text"),
    Document: ("filing_id", "number", "title", "sealed"),
    Appearance: ("party_id", "slug", "role"),
    Representation: ("attorney_id", "slug"),
    Filing: ("key", "entry", "date_filed", "title", "sealed"),
    Party: ("name",),
    Attorney: ("name",),
    Firm: ("name",),
    JudgeAssignment: ("name", "role"),
    Deadline: ("key", "title"),
    Claim: ("number", "title"),
    Contention: ("key", "text"),
    Figure: ("key", "label"),
    Fact: ("key", "title"),
    RelatedCase: ("caption",),
    CaseFile: ("short_caption",),
    User: ("username",),
}
TEXTS = {"name", "title", "label", "caption", "short_caption", "text", "username"}
# Where they stand on the site, under the address of the case.
WHERE: dict[Any, str] = {
    Appearance: "parties/#party-{slug}",
    Representation: "parties/#counsel-{slug}",
    JudgeAssignment: "parties/",
    Deadline: "deadlines/{quoted}/",
    Claim: "claims/#claim-{count}",
    Contention: "claims/#says-{key}",
    Figure: "claims/#figure-{key}",
    Fact: "timeline/?event=fact#fact-{key}",
    RelatedCase: "",
    CaseFile: "",
}
LEADS: dict[Any, tuple[str, Any]] = {
    Document: ("filing_id", Filing),
    Appearance: ("party_id", Party),
    Representation: ("attorney_id", Attorney),
}


@dataclass(frozen=True)
class Name:
    """`text` names it, `detail` says more; `url` is where it stands, empty where nowhere (any more)."""

    text: str
    detail: str = ""
    url: str = ""


UNKNOWN = Name("a record that is no longer there")


class Names:
    """The names of all records that a page speaks of: one query a table, and one for those that are gone."""

    def __init__(self, case: CaseFile, versions: Iterable[Version], users: Iterable[int | None]) -> None:
        self.case, self.home = case, case.get_absolute_url()
        self.wanted: dict[Any, set[int]] = {model: set() for model in COLUMNS}
        self.rows: dict[Any, dict[int, dict[str, Any]]] = {model: {} for model in COLUMNS}
        self.gone: dict[Any, set[int]] = {model: set() for model in COLUMNS}
        for user in users:
            self.want(User, user)
        for version in versions:
            self.want_all(version)

    def want_all(self, version: Version) -> None:
        self.want(HEAD_OF[version.kind.section].model, version.place.owner)
        if version.kind.code == "correction":
            self.want(Page, version.now.page_id)
        for one in (version.now, version.before):
            for name in version.kind.fields if one is not None else ():
                field = one._meta.get_field(name)
                if field.is_relation:
                    self.want(field.related_model, getattr(one, field.attname))

    def want(self, model: Any, pk: int | None) -> None:
        if pk is not None:
            self.wanted[model].add(pk)

    def load(self) -> "Names":
        for model, columns in COLUMNS.items():
            ids = self.wanted[model]
            if not ids:
                continue
            found = {row["pk"]: row for row in model._default_manager.filter(pk__in=ids).values("pk", *columns)}
            self.gone[model] = ids - found.keys()
            if self.gone[model] and hasattr(model, "history"):
                past = model.history.filter(id__in=self.gone[model]).order_by("history_id")
                found |= {row["id"]: row for row in past.values("id", *columns)}
            self.rows[model] = found
            if model in LEADS:
                column, other = LEADS[model]
                self.wanted[other] |= {row[column] for row in found.values() if row[column]}
        return self

    def of(self, model: Any, pk: int | None) -> Name:
        row = self.rows[model].get(pk) if pk is not None else None
        if row is None:
            return UNKNOWN
        name = self._name(model, row)
        return Name(name.text, name.detail) if pk in self.gone[model] else name

    def editor(self, pk: int | None) -> str:
        row = self.rows[User].get(pk) if pk is not None else None
        return row["username"] if row else ""

    def changes_url(self, section: str, pk: int) -> str:
        """The page of all changes of a record."""
        if section == "filing" and pk in self.rows[Filing] and pk not in self.gone[Filing]:
            return f"{self.home}docket/{self.rows[Filing][pk]['key']}/changes/"
        return f"{self.home}changes/{section}/{pk}/"

    def _name(self, model: Any, row: dict[str, Any]) -> Name:
        if model is Filing:
            return self._filing(row)
        if model is Document:
            return self._document(row)
        text = detail = ""
        if model in LEADS:
            column, other = LEADS[model]
            text = self.of(other, row[column]).text
        elif model is Claim:
            text, detail = f"Count {row['number']}", row["title"]
        else:
            text = next((str(row[column]) for column in COLUMNS[model] if column in TEXTS), "")
        told = {"count": slugify(str(row.get("number"))), "quoted": quote(str(row.get("key")), safe="")}
        where = WHERE[model].format(**row | told) if model in WHERE else None
        return Name(_short(text), _short(row.get("role") or detail), "" if where is None else f"{self.home}{where}")

    def _filing(self, row: dict[str, Any]) -> Name:
        number = number_of(row["entry"], row["key"], row["date_filed"])
        text = f"No. {number}" if row["entry"] is not None else number[0].upper() + number[1:]
        closed = row["sealed"] == "full" and not self.case.sees_sealed
        return Name(text, "" if closed else _short(row["title"]), f"{self.home}docket/{row['key']}/")

    def _document(self, row: dict[str, Any]) -> Name:
        part = f"Attachment {row['number']}" if row["number"] else "Main document"
        filing = self.rows[Filing].get(row["filing_id"])
        if filing is None:
            return Name(part)
        of = number_of(filing["entry"], filing["key"], filing["date_filed"])
        closed = row["sealed"] and not self.case.sees_sealed
        return Name(
            f"{part} of {of}" if filing["entry"] is None else f"{part} of No. {of}",
            "" if closed else _short(row["title"] or ""),
            f"{self.home}docket/{filing['key']}/{row['number']}/",
        )


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST)
