"""How many filings a case has. Counting 100,000 takes longer than the rest of a page, so a long docket is counted once,
and again when something has changed."""

from django.db.models import Count

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.docket.models import Filing

# Below, counting is cheaper than asking whether something changed.
LONG = 5_000

_newest_filing = Prepared(lambda: Filing.objects.order_by("-id").values_list("id")[:1])
_newest_change = Prepared(lambda: Filing.history.order_by("-history_id").values_list("history_id")[:1])
_count = Prepared(lambda case: Filing.objects.filter(case=case).order_by().values("case").values_list(Count("id")))
_counted: dict[int, tuple[object, int]] = {}


def total_of(case: CaseFile) -> int:
    """Exact: each added filing has a higher id, and each one taken away leaves a line in the history."""
    known = _counted.get(case.pk)
    # Asked before counting: what is added in between is then seen as a change next time.
    state = (_newest_filing(), _newest_change()) if known else None
    if known and known[0] == state:
        return known[1]
    total = int(next(iter(_count(case.pk)), (0,))[0])
    if total >= LONG and state:
        _counted[case.pk] = (state, total)
    elif total >= LONG:
        _counted[case.pk] = (None, total)
    else:
        _counted.pop(case.pk, None)
    return total
