"""The form on which a filing is entered, and later repaired."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from casefiles.admin_forms import OneCaseForm
from casefiles.models import CaseFile
from filings.docket.models import Filing, mask_sealed

# Addresses take nine figures; no docket comes near.
HIGHEST_NUMBER = 999_999_999


class FilingForm(OneCaseForm):
    """`now` and `sees_sealed` are set on the class by the page that makes it, for one request."""

    now: datetime
    sees_sealed = False

    used_twice = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["used_twice"]
            self.initial["filed_by"] = [row.appearance_id for row in self.instance.filers.all()]
        if "entry" in self.fields:
            self.fields["entry"] = forms.IntegerField(
                label="Entry number",
                required=False,
                min_value=1,
                max_value=HIGHEST_NUMBER,
                help_text="As the docket prints it; empty for an entry without a number.",
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        case = self.cleaned_data.get("case") or (self.instance.case if self.instance.pk else None)
        if case is not None:
            self._check_dates(case)
            if self.instance.pk is None:
                self._check_number(case)
        return self.cleaned_data

    def _check_dates(self, case: CaseFile) -> None:
        """What was there before and is left as it is does not stand in the way of another repair."""
        if not {"date_filed", "date_entered"} & set(self.changed_data):
            return
        today = self.now.astimezone(ZoneInfo(case.timezone)).date()
        for name in ("date_filed", "date_entered"):
            given = self.cleaned_data.get(name)
            if given and given > today:
                self.add_error(name, f"{us_date(given)} is in the future: at the court it is {us_date(today)}.")
        filed, entered = self.cleaned_data.get("date_filed"), self.cleaned_data.get("date_entered")
        if filed and entered and entered < filed:
            self.add_error("date_entered", f"It cannot be entered before it is filed, which was {us_date(filed)}.")

    def _check_number(self, case: CaseFile) -> None:
        """Courts do use a number twice, and people do enter a filing twice: only they can tell."""
        entry = self.cleaned_data.get("entry")
        twins = case.filings.filter(entry=entry).in_docket_order() if entry is not None else Filing.objects.none()
        if not twins:
            return
        box = self.fields["used_twice"] = forms.BooleanField(
            required=False, label=f"The court used number {entry} twice", widget=forms.CheckboxInput
        )
        self._bound_fields_cache.pop("used_twice", None)  # type: ignore[attr-defined]
        if not self.cleaned_data.get("used_twice"):
            twin = mask_sealed([twins[0]], sees_sealed=self.sees_sealed)[0]
            box.help_text = "Nothing is lost: what you typed stands below, and the files you picked are kept."
            self.add_error(
                "entry",
                f"Number {entry} is taken by “{twin.title}”, filed {us_date(twin.date_filed)}. Correct the number, "
                f"or say that the court used it twice.",
            )

    def _save_m2m(self) -> None:
        # Filers have an order and a history, which the action keeps.
        filers = self.cleaned_data.pop("filed_by", None)
        super()._save_m2m()  # type: ignore[misc]
        self.cleaned_data["filed_by"] = filers


def us_date(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
