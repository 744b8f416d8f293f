"""What every page of the admin keeps to: one case, unknown as NULL, and nothing shown that is sealed to its reader."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Max, Prefetch, QuerySet
from django.forms import URLInput
from django.http import HttpRequest

from casefiles.access import SEE_SEALED
from casefiles.admin_forms import OneCaseForm, OneCaseFormSet, WordsField
from casefiles.admin_widgets import PickOne, PickSeveral
from casefiles.models import CaseFile

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyTabularInline = admin.TabularInline[Any, Any]
    BaseAdmin = AnyModelAdmin
    AnyPaginator = Paginator[Any]
else:
    AnyModelAdmin, AnyTabularInline, BaseAdmin, AnyPaginator = admin.ModelAdmin, admin.TabularInline, object, Paginator

# Fields of text without length that hold a line, not a passage.
ONE_LINE = {"title", "label", "caption", "relation"}


def sees_sealed(request: HttpRequest) -> bool:
    return request.user.has_perm(SEE_SEALED)


def is_autocomplete(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"


class Careful(BaseAdmin):
    """Fields and rows, for pages and inlines alike."""

    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})},
        models.URLField: {"widget": URLInput(attrs={"class": "vURLField"}), "assume_scheme": "https"},
    }
    # Names that a reader may find in `inferred_fields` though the model has no field of that name.
    other_fields: Sequence[str] = ()
    # Pickers with a + beside them, for what may not be there yet.
    may_add: Sequence[str] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related(*self._veiled(request))

    def _veiled(self, request: HttpRequest) -> Iterator[Any]:
        """What may be sealed to this reader comes with each record as the reader may see it, so that no name tells more."""
        for field in self.model._meta.fields:
            if field.many_to_one and self.admin_site.is_registered(field.remote_field.model):
                named_by: Any = self.admin_site.get_model_admin(field.remote_field.model)
                if getattr(named_by, "is_veiled", False):
                    yield Prefetch(field.name, named_by.offered(request))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.JSONField):
            return self._words(db_field)
        if isinstance(db_field, models.TextField):
            if db_field.null:
                kwargs.setdefault("empty_value", None)
            if db_field.name in ONE_LINE:
                kwargs.setdefault("widget", AdminTextInputWidget)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        wrapper = getattr(field, "widget", None)
        if isinstance(wrapper, RelatedFieldWidgetWrapper):
            wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
            wrapper.can_add_related = wrapper.can_add_related and db_field.name in self.may_add
        return field

    def _words(self, db_field: Any) -> WordsField:
        allowed = None
        if db_field.name == "inferred_fields":
            own = {field.name for field in self.model._meta.get_fields() if not field.auto_created or field.one_to_many}
            allowed = own - {"inferred_fields", "confidence"} | set(self.other_fields)
        return WordsField(
            required=False,
            label=db_field.verbose_name.capitalize(),
            help_text=db_field.help_text or "With commas between them.",
            allowed=allowed,
            of_what=str(self.model._meta.verbose_name),
            commas=db_field.name != "also",
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site))
            kwargs.setdefault("queryset", self._offered(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickSeveral(db_field, self.admin_site))
            kwargs.setdefault("queryset", self._offered(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _offered(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        named_by: Any = self.admin_site.get_model_admin(db_field.remote_field.model)
        offered: QuerySet[Any] = named_by.offered(request)
        given = request.GET.get("case", "")
        return offered.filter(pk=given) if db_field.name == "case" and given.isdecimal() else offered


class Choice:
    """A record in the list of a picker, under the name that tells it from those of other cases."""

    def __init__(self, record: models.Model, label: str) -> None:
        self.pk = self.id = record.pk
        self.label = label

    def __str__(self) -> str:
        return self.label


class ChoicePaginator(AnyPaginator):
    labelled_by: "CarefulAdmin"

    def _get_page(self, object_list: Any, number: int, paginator: Any) -> Any:
        named = [Choice(record, self.labelled_by.choice_label(record)) for record in object_list]
        return super()._get_page(named, number, paginator)  # type: ignore[misc]


class CarefulList(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found = super().get_queryset(request, exclude_parameters)
        return found.prefetch_related(*self.model_admin.list_prefetch_related)  # type: ignore[attr-defined]


class CarefulAdmin(Careful, AnyModelAdmin):
    form = OneCaseForm
    list_per_page = 100
    show_full_result_count = False
    # Whether a record may be sealed to a reader; then `offered` veils it.
    is_veiled = False
    # Relations that the name of a record is made of.
    named_by: Sequence[str] = ()
    list_prefetch_related: Sequence[Any] = ()
    # Asked when a record is entered, shown ever after: others hang on it.
    given_once: Sequence[str] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return self._with_names(super().get_queryset(request))

    def offered(self, request: HttpRequest) -> QuerySet[Any]:
        """What a picker on another page may name."""
        return self._with_names(self.model._default_manager.all())

    def _with_names(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        # Without a name, `select_related` would follow every key, past what is veiled.
        return queryset.select_related(*self.named_by) if self.named_by else queryset

    def choice_label(self, record: Any) -> str:
        return str(record)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CarefulList

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Any:
        if not is_autocomplete(request):
            return super().get_paginator(request, queryset, per_page, *args, **kwargs)
        paginator = ChoicePaginator(queryset, per_page, *args, **kwargs)
        paginator.labelled_by = self
        return paginator

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        return super().get_search_results(request, self.in_given_case(request, queryset), search_term)

    def in_given_case(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A picker on a form whose case is known offers that case's records alone."""
        given = request.GET.get("case", "")
        if is_autocomplete(request) and given.isdecimal() and self._has_case():
            return queryset.filter(case_id=int(given))
        return queryset

    def _has_case(self) -> bool:
        return any(field.name == "case" for field in self.model._meta.fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_readonly_fields(request, obj)
        return (*found, *self.given_once) if obj is not None else found

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        if self._has_case() and "case" not in initial:
            only = list(CaseFile.objects.values_list("pk", flat=True)[:2])
            initial |= {"case": only[0]} if len(only) == 1 else {}
        return initial

    def get_actions(self, request: HttpRequest) -> Any:
        # Nothing is deleted by the dozen.
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # The page that asks whether to delete names all that hangs on a record, sealed or not.
        return super().has_delete_permission(request, obj) and sees_sealed(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change and self._has_case() and hasattr(obj, "position") and "position" not in form.fields:
            siblings = self.model._default_manager.filter(case=obj.case)
            obj.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save_model(request, obj, form, change)


class Rows(Careful, AnyTabularInline):
    """Rows of a record, under it."""

    form = OneCaseForm
    formset = OneCaseFormSet
    extra = 0


def more(*fields: str) -> Any:
    """The fields that few need, folded away at the foot of a form."""
    return ("More", {"fields": fields, "classes": ["collapse"]})
