"""Where a person says that a paper of the tray belongs."""

import re
from typing import Any

from django import forms

from casefiles.models import CaseFile
from filings.docket.models import Filing, mask_sealed
from filings.documents.splits import MOST_NUMBER

# 34, 34-2, Dkt. No. 34-2, ECF 34; the key of a twin or of an entry without a number: 34_2, u2025-09-19.
_TYPED = re.compile(
    r"(?i)(?:(?:ecf|dkt|doc|document|entry)\.?\s*)?(?:no\.?|#)?\s*"
    r"(?P<key>\d{1,9}(?:_\d{1,4})?|u\d{4}-\d\d-\d\d(?:_\d{1,4})?)(?:-(?P<number>\d{1,4}))?"
)


class PlaceForm(forms.Form):
    """After `is_valid`, `cleaned_data` has the filing (masked where it is sealed to this person) and the number."""

    filing = forms.CharField(max_length=60, error_messages={"required": "Say which entry it belongs to: 34, or 34-2."})
    number = forms.IntegerField(required=False, min_value=0, max_value=MOST_NUMBER)

    def __init__(self, data: Any, *, case: CaseFile) -> None:
        super().__init__(data)
        self.case = case

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        typed = data.get("filing")
        if typed is None:
            return data
        found = _TYPED.fullmatch(typed.strip())
        if found is None:
            raise forms.ValidationError(
                "An entry goes by its number, such as 34 or 34-2, or by its key in the address."
            )
        number, said = data.get("number"), found["number"]
        if said is not None and number is not None and number != int(said):
            raise forms.ValidationError(f"Is it attachment {int(said)} or {number}? The two fields differ.")
        filing = Filing.objects.filter(case=self.case, key=found["key"].lower()).first()
        if filing is None:
            raise forms.ValidationError(f"This docket has no entry {found['key']}.")
        mask_sealed([filing], sees_sealed=self.case.sees_sealed)
        data["filing"] = filing
        data["number"] = int(said) if said is not None else number or 0
        return data

    @property
    def fault(self) -> str:
        """The first thing that is wrong, as a sentence."""
        return next((str(fault) for faults in self.errors.values() for fault in faults), "")
