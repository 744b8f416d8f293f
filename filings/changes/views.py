"""What changed in a case, and in one record of it."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile, User
from casefiles.shortcuts import get_case_or_404
from filings.changes.batches import Batch, batches_of, count, imports_of, loads_of
from filings.changes.forms import ChangesForm
from filings.changes.kinds import HEAD_OF, KINDS, SECTIONS
from filings.changes.lines import days_of
from filings.changes.stream import LOAD, MERGED, TAKEN_BACK, Place, Shape, Values, leaf, time_of
from filings.docket.models import Filing

SIZE = 50
IMPORT = "filings.add_import"
# The file whose single changes an address asks for: `import=12`.
FILES = {"import": MERGED, "undone": TAKEN_BACK, "load": LOAD}


@require_safe
@open_to_readers
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """The changes of a case, newest first; `?import=12` those that one import brought, one by one."""
    case = get_case_or_404(request, slug)
    named = request.user.is_authenticated
    form = ChangesForm(request.GET, editors=editors() if named else ())
    batch, misnamed = batch_asked(request, case)
    shape = Shape(
        case.sees_sealed,
        sections=form.sections,
        people=form.chosen.get("who") == "people",
        files=form.chosen.get("who") == "files",
        edits=form.chosen.get("only") == "edits",
    )
    values = Values(case.pk, form.since_at(case), form.by)
    if batch is not None:
        start, end = time_of(batch.made, list(loads_of(case).values()))
        values = values._replace(reason=batch.reason, start=start, end=end)
    page = leaf(shape, values, request.GET.get("after"), size=SIZE)
    days, _ = days_of(page.places, batches_of(page.places, case=case, sections=form.sections), case=case)
    context = {
        "case": case,
        "tab": "changes",
        "form": form,
        "batch": batch,
        "misnamed": misnamed,
        "days": days,
        **reader_of(request),
        "is_filtered": any(form.chosen.values()) or batch is not None,
        **turning(request, page.next),
    }
    return render(request, "filings/changes/changes.html", context)


@require_safe
@open_to_readers
def object_changes(request: HttpRequest, slug: str, section: str, pk: int) -> HttpResponse:
    """All versions of one record and of what stands under it, also of one that is gone."""
    case = get_case_or_404(request, slug)
    if section not in SECTIONS:
        raise Http404("Nothing of that sort keeps a history.")
    return record(request, case, section, pk)


@require_safe
@open_to_readers
def filing_changes(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The same of the filing that goes by this key, or went by it last."""
    case = get_case_or_404(request, slug)
    filing = Filing.objects.filter(case=case, key=key).values("pk", "sealed").first()
    if filing is None:
        past: Any = Filing.history
        gone = past.filter(case=case.pk, key=key, history_type="-").values("id").first()
        if gone is None:
            raise Http404("No entry of this docket has that number.")
        return record(request, case, "filing", gone["id"])
    is_sealed = filing["sealed"] == "full" and not case.sees_sealed
    return record(request, case, "filing", filing["pk"], is_there=True, is_sealed=is_sealed)


def record(
    request: HttpRequest, case: CaseFile, section: str, pk: int, *, is_there: bool = False, is_sealed: bool = False
) -> HttpResponse:
    """Raises Http404 where nothing is on record and the record is not known to be there. Of what is sealed to the
    reader nothing is."""
    shape = Shape(case.sees_sealed, sections=frozenset({section}))
    page = leaf(shape, Values(case.pk, owner=pk), request.GET.get("after"), size=SIZE)
    model: Any = HEAD_OF[section].model
    if not page.places and not is_there:
        raise Http404("Nothing is on record of that.")
    days, names = days_of(page.places, {}, case=case, whole=True)
    if not page.places:
        names.want(model, pk)
        names.load()
    context = {
        "case": case,
        "tab": "changes",
        "section": SECTIONS[section],
        "name": names.of(model, pk),
        "is_gone": pk in names.gone[model],
        "is_sealed": is_sealed,
        "days": days,
        **reader_of(request),
        **turning(request, page.next),
    }
    return render(request, "filings/changes/object.html", context)


def batch_asked(request: HttpRequest, case: CaseFile) -> tuple[Batch | None, str]:
    """The file that the address asks for, and what it did; else the number that no file of this case has."""
    for name, rank in FILES.items():
        asked = request.GET.get(name)
        if not asked:
            continue
        number = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 19 else 0
        made: Any = loads_of(case).get(number) if rank == LOAD else imports_of(case).filter(pk=number).first()
        at = made and (made.loaded_at if rank == LOAD else made.undone_at if rank == TAKEN_BACK else made.merged_at)
        if not at:
            return None, asked
        batch = Batch(Place(at, len(SECTIONS), 0, rank, number, "", None, None), made)
        count([batch], list(loads_of(case).values()), case=case, sections=frozenset())
        return batch, ""
    return None, ""


def reader_of(request: HttpRequest) -> dict[str, bool]:
    """What of a line this reader is told: who made the change, and where the import is that did."""
    return {"shows_names": request.user.is_authenticated, "may_import": request.user.has_perm(IMPORT)}


def editors() -> list[tuple[int, str]]:
    """Whoever changed something anywhere: there are few of them."""
    past = [kind.history._default_manager.filter(history_user=OuterRef("pk")) for kind in KINDS]
    wrote = Q()
    for rows in past:
        wrote |= Q(Exists(rows))
    found: QuerySet[User, tuple[int, str]] = (
        User.objects.filter(wrote).order_by("username").values_list("pk", "username")
    )
    return list(found[:200])


def turning(request: HttpRequest, next_place: str | None) -> dict[str, str]:
    """The addresses of the first page and of the next one, under the filter of this one."""
    kept = [(name, value) for name, value in request.GET.items() if name != "after" and value]
    return {
        "first": f"?{urlencode(kept)}" if request.GET.get("after") else "",
        "next": f"?{urlencode([*kept, ('after', next_place)])}" if next_place else "",
    }
