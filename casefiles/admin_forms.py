"""Forms of the admin: what must hold of any record that is entered or repaired there."""

import re
from collections.abc import Collection, Iterable
from itertools import count
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.text import slugify

from casefiles.admin_widgets import Picker
from casefiles.models import CaseFile

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    MultipleChoice = forms.ModelMultipleChoiceField[Any]
else:
    ModelForm, InlineFormSet, MultipleChoice = forms.ModelForm, forms.BaseInlineFormSet, forms.ModelMultipleChoiceField


class WordsField(forms.CharField):
    """A JSON list of words, edited as text: one a line, or with commas between them where they hold none themselves."""

    def __init__(
        self, *, allowed: Collection[str] | None = None, of_what: str = "record", commas: bool = True, **kwargs: Any
    ) -> None:
        self.allowed, self.of_what, self.commas = allowed, of_what, commas
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"class": "vTextField"}) if commas else forms.Textarea(attrs={"rows": 2})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (", " if self.commas else "\n").join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        parts = re.split(r"[,\n]" if self.commas else r"\n", value or "")
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        unknown = [word for word in value if self.allowed is not None and word not in self.allowed]
        if unknown:
            names = ", ".join(sorted(self.allowed or ()))
            raise ValidationError(f"“{unknown[0]}” is no field of a {self.of_what}. Its fields are: {names}.")

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a list."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class InOrder(MultipleChoice):
    """Several records, in the order in which they were picked."""

    def clean(self, value: Any) -> Any:
        found = {str(record.pk): record for record in super().clean(value)}
        return [found[str(pk)] for pk in dict.fromkeys(map(str, value or []))]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(map(str, initial or [])) != list(map(str, data or []))


def case_id_of(record: models.Model | None) -> int | None:
    """The case file a record belongs to; None for what belongs to none, such as a firm. A case not yet saved is 0."""
    if isinstance(record, CaseFile):
        return record.pk or 0
    return getattr(record, "case_id", None)


class OneCaseForm(ModelForm):
    """Ties records of one case only: a pick from another case is refused in a sentence beside its field."""

    # Set by the formset of an inline: the record that the rows stand under.
    parent: models.Model | None = None

    def __init__(self, *args: Any, case_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: Any = (
            case_id or case_id_of(self.instance) or self.data.get(self.add_prefix("case")) or self.initial.get("case")
        )
        known = int(given) if str(given).isdecimal() else None
        if known and "case" in self.fields and not self.is_bound and self.instance.pk is None:
            self.instance.case_id = known  # so that the rows under it know it too
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Picker):
                widget.case_id = known
                widget.at_hand = {str(record.pk): record for record in self._at_hand(name)}

    def _at_hand(self, name: str) -> Iterable[models.Model]:
        """Related records that came with this one: their names cost no query."""
        try:
            field: Any = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return []
        if isinstance(field, models.ManyToManyField):
            return list(getattr(self.instance, "_prefetched_objects_cache", {}).get(name, []))
        if field.is_relation and field.is_cached(self.instance):
            return [record for record in [field.get_cached_value(self.instance)] if record is not None]
        return []

    def own_case_id(self) -> int | None:
        if "case" in self.fields:
            return case_id_of(self.cleaned_data.get("case"))
        return case_id_of(self.instance) if self.parent is None else case_id_of(self.parent)

    def clean(self) -> dict[str, Any]:
        super().clean()
        own = self.own_case_id()
        if own is not None:
            for name, value in list(self.cleaned_data.items()):
                stranger = next((record for record in _records(value) if case_id_of(record) not in (None, own)), None)
                if stranger is not None and name != "case":
                    case: Any = stranger.case  # type: ignore[attr-defined]
                    self.add_error(name, f"“{stranger}” belongs to another case, {case}. Pick one of this case.")
        self._stays_in_its_case()
        return self.cleaned_data

    def _stays_in_its_case(self) -> None:
        before = self.initial.get("case")
        after = self.cleaned_data.get("case")
        if self.instance.pk and before and after and after.pk != before:
            self.add_error(
                "case", "A record stays in its case: others there hang on it. Enter it anew in the other one."
            )

    def _get_validation_exclusions(self) -> set[str]:
        # The case of a saved record is shown, not asked; it still counts for what must be unique in a case.
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclude - {"case"} if getattr(self.instance, "case_id", None) else exclude

    def _post_clean(self) -> None:
        # Django checks constraints in there too, in other words and without the record that a row stands under.
        self.instance.__dict__["validate_constraints"] = lambda exclude=None: None
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.__dict__["validate_constraints"]

    def validate_unique(self) -> None:
        super().validate_unique()
        self.validate_constraints()

    def validate_constraints(self) -> None:
        """Constraints are named as sentences: the one that is broken says so, beside the field where it is unique."""
        exclude = self._get_validation_exclusions()
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError:
                fields = [name for name in getattr(constraint, "fields", ()) if name in self.fields]
                sentence = constraint.name.replace("_", " ").capitalize()
                self.add_error(
                    fields[-1] if fields else None, f"This breaks a rule: {sentence[0].lower()}{sentence[1:]}."
                )


class KeyedForm(OneCaseForm):
    """A record that addresses and files name by a key of its own in its case: made from its name where none is typed."""

    key_field = "key"
    named_after = "title"
    longest_key = 60

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.key_field in self.fields:
            self.fields[self.key_field].required = False
            self.fields[
                self.key_field
            ].help_text = "Left empty, it is made from the name. Given once: addresses hold it."

    def clean(self) -> dict[str, Any]:
        super().clean()
        case = self.cleaned_data.get("case")
        if self.key_field in self.fields and not self.cleaned_data.get(self.key_field) and case:
            name = slugify(str(self.cleaned_data.get(self.named_after) or ""))[: self.longest_key].strip("-")
            self.cleaned_data[self.key_field] = self._free(case, name or "unnamed")
        return self.cleaned_data

    def _free(self, case: CaseFile, name: str) -> str:
        held = type(self.instance)._default_manager.filter(case=case, **{f"{self.key_field}__startswith": name})
        taken = set(held.values_list(self.key_field, flat=True))
        return next(key for key in (f"{name}-{n}" if n > 1 else name for n in count(1)) if key not in taken)


def _records(value: Any) -> list[models.Model]:
    if isinstance(value, models.Model):
        return [value]
    return list(value) if isinstance(value, models.QuerySet | list) else []


class OneCaseFormSet(InlineFormSet):
    """Rows under a record: of its case, and new ones after the others."""

    model: Any

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"case_id": case_id_of(self.instance)}

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.parent = self.instance
        # Its name may be made of the parent's: no row asks the database for that.
        setattr(form.instance, self.fk.name, self.instance)
        return form

    def save_new(self, form: Any, commit: bool = True) -> Any:
        fields = {field.name for field in self.model._meta.concrete_fields}
        if "position" in fields and "position" not in form.fields:
            form.instance.position = self._last_position() + 1
        return super().save_new(form, commit=commit)

    def _last_position(self) -> int:
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        last = rows.aggregate(last=models.Max("position"))["last"]
        return -1 if last is None else int(last)
