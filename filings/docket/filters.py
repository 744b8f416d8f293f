"""The filters of docket and timeline. They are the address: it alone decides what is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.http import QueryDict
from django_filters import ChoiceFilter, DateFilter, Filter, FilterSet, MultipleChoiceFilter

from casefiles.models import CaseFile
from filings.docket.kinds import KIND_OF, ROUTINE
from filings.docket.models import Filer, Filing, FilingQuerySet
from filings.docket.past import midnight, news_since
from filings.docket.sides import SIDES

# They look at what a paper says or who it is from. A match would tell what a sealed one is.
CONTENT = ("kind", "side", "filer", "q")
MOST_WORDS = 12
MOST_NUMBER = 2_147_483_647
ISO_DAY = {"input_formats": ["%Y-%m-%d"], "error_messages": {"invalid": "Write the day as 2025-10-27."}}
WHOLE_NUMBER = {
    "min_value": 1,
    "max_value": MOST_NUMBER,
    "error_messages": dict.fromkeys(("invalid", "min_value", "max_value"), "Write a docket number, such as 34."),
}


class NumberFilter(Filter):
    """A whole number; django-filter's own takes decimals."""

    field_class = forms.IntegerField


class WordsFilter(Filter):
    field_class = forms.CharField


class FilterForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for first, last, sentence in (
            ("filed_after", "filed_before", "The last day comes before the first one."),
            ("entry_min", "entry_max", "The last number comes before the first one."),
        ):
            if cleaned.get(first) and cleaned.get(last) and cleaned[first] > cleaned[last]:
                self.add_error(last, sentence)
        if len((cleaned.get("q") or "").split()) > MOST_WORDS:
            self.add_error("q", f"Search for {MOST_WORDS} words at most.")
        return cleaned


class DocketFilter(FilterSet):
    """Wants the case as the door gives it, and the slug and name of each of its appearances."""

    kind = MultipleChoiceFilter(
        choices=[(code, kind) for code, kind in KIND_OF.items()],
        method="of_kind",
        error_messages={"invalid_choice": "“%(value)s” is no kind of filing."},
    )
    side = ChoiceFilter(
        choices=list(SIDES.items()), method="of_side", error_messages={"invalid_choice": "“%(value)s” is no side."}
    )
    filer = ChoiceFilter(
        choices=[],
        method="of_filer",
        error_messages={"invalid_choice": "Nobody in this case goes by “%(value)s”."},
    )
    filed_after = DateFilter(field_name="date_filed", lookup_expr="gte", **ISO_DAY)
    filed_before = DateFilter(field_name="date_filed", lookup_expr="lte", **ISO_DAY)
    entry_min = NumberFilter(method="from_entry", **WHOLE_NUMBER)
    entry_max = NumberFilter(method="to_entry", **WHOLE_NUMBER)
    q = WordsFilter(
        method="with_words",
        max_length=200,
        error_messages={"max_length": "Search for fewer words: 200 letters at most."},
    )
    routine = ChoiceFilter(
        choices=[("hide", "hide")],
        method="without_routine",
        error_messages={"invalid_choice": "Routine filings can be hidden by routine=hide, or shown."},
    )
    since = DateFilter(method="new_since", **ISO_DAY)
    # The order is the list's own affair; here it is only checked.
    sort = ChoiceFilter(
        choices=[("asc", "Oldest first"), ("desc", "Newest first")],
        method="unchanged",
        error_messages={"invalid_choice": "Sort by asc (oldest first) or desc (newest first)."},
    )

    class Meta:
        model = Filing
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: QueryDict, *, case: CaseFile, appearances: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, queryset=Filing.objects.filter(case=case))
        self.case = case
        self.filters["filer"].extra["choices"] = appearances

    def filter_queryset(self, queryset: FilingQuerySet) -> FilingQuerySet:
        if any(self.form.cleaned_data.get(name) for name in CONTENT):
            queryset = queryset.open_to(sees_sealed=self.case.sees_sealed)
        found: FilingQuerySet = super().filter_queryset(queryset)
        return found

    def of_kind(self, filings: FilingQuerySet, name: str, codes: list[str]) -> FilingQuerySet:
        return filings.filter(kind__in=[KIND_OF[code] for code in codes])

    def of_side(self, filings: FilingQuerySet, name: str, side: str) -> FilingQuerySet:
        filers = Filer.objects.filter(filing=OuterRef("pk"))
        if side == "court":
            return filings.filter(by_court=True)
        if side == "unknown":
            return filings.filter(~Exists(filers), by_court=False)
        return filings.filter(Exists(filers.filter(appearance__side=side)))

    def of_filer(self, filings: FilingQuerySet, name: str, slug: str) -> FilingQuerySet:
        filers = Filer.objects.filter(filing=OuterRef("pk"), appearance__case=self.case, appearance__slug=slug)
        return filings.filter(Exists(filers))

    def from_entry(self, filings: FilingQuerySet, name: str, entry: int) -> FilingQuerySet:
        """Entries without a number stay, from the place where the first of that number or a higher one stands."""
        numbered = Filing.objects.filter(case=self.case, entry__gte=entry)
        place = numbered.aggregate(place=Min("position"))["place"]
        return filings.filter(_numbered_or(Q(entry__gte=entry), place, "gte"))

    def to_entry(self, filings: FilingQuerySet, name: str, entry: int) -> FilingQuerySet:
        numbered = Filing.objects.filter(case=self.case, entry__lte=entry)
        place = numbered.aggregate(place=Max("position"))["place"]
        return filings.filter(_numbered_or(Q(entry__lte=entry), place, "lte"))

    def with_words(self, filings: FilingQuerySet, name: str, words: str) -> FilingQuerySet:
        for word in words.split():
            # SQLite's LIKE knows the two cases of the English letters only.
            lookup, value = ("icontains", word) if word.isascii() else ("iregex", re.escape(word))
            filings = filings.filter(Q((f"title__{lookup}", value)) | Q((f"docket_text__{lookup}", value)))
        return filings

    def without_routine(self, filings: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """A sealed one stays for whoever may not know whether it is routine."""
        if self.case.sees_sealed:
            return filings.substantive()
        return filings.filter(~Q(kind__in=ROUTINE) | Q(sealed="full"))

    def new_since(self, filings: FilingQuerySet, name: str, day: date) -> FilingQuerySet:
        """Filed or entered since, or come or edited here; of a sealed one only the filing date is open."""
        told = Q(date_entered__gte=day) | Q(pk__in=news_since(self.case, midnight(day, zone=self.case.timezone)))
        if not self.case.sees_sealed:
            told &= ~Q(sealed="full")
        return filings.filter(Q(date_filed__gte=day) | told)

    def unchanged(self, filings: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        return filings


def _numbered_or(numbered: Q, place: int | None, side: str) -> Q:
    return numbered if place is None else numbered | Q(("entry", None), (f"position__{side}", place))


@dataclass(frozen=True)
class Found:
    """What a query string found in a case. `chosen`: the checked values; `faults`: a sentence for each bad one."""

    filings: FilingQuerySet
    chosen: dict[str, Any]
    faults: dict[str, str]

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.chosen.items() if name != "sort")


def find(data: QueryDict, *, case: CaseFile, appearances: Sequence[tuple[str, str]]) -> Found:
    """The filings that pass the filters; where one of these is bad, all filings, and what is wrong with it.

    `appearances` are slug and name of who may be chosen as filer.
    """
    whole = Filing.objects.filter(case=case)
    # Building the form costs as much as the rest of a short page, and most pages are asked for without a filter.
    asked = {name: data[name] for name in DocketFilter.base_filters if data.get(name)}
    if asked in ({}, {"sort": "asc"}, {"sort": "desc"}):
        return Found(whole, asked, {})
    filters = DocketFilter(data, case=case, appearances=appearances)
    if not filters.is_valid():
        return Found(whole, {}, {name: str(errors[0]) for name, errors in filters.errors.items()})
    return Found(filters.qs, filters.form.cleaned_data, {})
