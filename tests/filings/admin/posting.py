"""Pages of the admin as a browser would send them back: what the form shows, with what a person typed over it."""

import io
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

ADD = "/admin/filings/filing/add/"


def shown(client: Client, address: str) -> dict[str, Any]:
    """The values of each field on the page, rows and their hidden fields too."""
    response = client.get(address)
    assert response.status_code == 200, response
    found: dict[str, Any] = {}
    every = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        every += [inline.formset.management_form, *inline.formset.forms]
    for form in every:
        for bound in form:
            value = _as_sent(bound)
            if isinstance(bound.field, forms.SplitDateTimeField) and value is not None:
                day, found[f"{bound.html_name}_1"] = value[:10], value[11:19]
                found[f"{bound.html_name}_0"] = day
            elif value is not None:
                found[bound.html_name] = value
    return found


def _as_sent(bound: forms.BoundField) -> Any:
    value = bound.value()
    if isinstance(bound.field, forms.FileField) or value is None or value == "":
        return None
    if isinstance(value, bool) and not isinstance(bound.field, forms.NullBooleanField):
        return "on" if value else None
    if isinstance(value, list | tuple):
        return [str(getattr(one, "pk", one)) for one in value]
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "pk", value))


def send(client: Client, address: str, **typed: Any) -> Any:
    """Posts the page with these typed over it; `relates_to__0__entry` is written with double underscores. None empties."""
    data = shown(client, address) | {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def faults(response: Any) -> dict[str, list[str]]:
    """The sentences of a form that came back, by the field that they stand beside."""
    assert response.status_code == 200, f"it was taken: {response.status_code}"
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {form.add_prefix(name): said for name, said in form.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = inline.formset.non_form_errors()
    return {name: list(said) for name, said in found.items()}


def told(response: Any) -> list[str]:
    """The messages on the page that a post leads to."""
    page = response.client.get(response.headers["Location"])
    return [str(message) for message in page.context["messages"]]


def pdf(name: str = "paper.pdf", *, pages: int = 1, content: bytes | None = None) -> SimpleUploadedFile:
    """A small real PDF, or whatever bytes are given under its name."""
    if content is None:
        writer, out = PdfWriter(), io.BytesIO()
        for _ in range(pages):
            writer.add_blank_page(width=612, height=792)
        writer.add_metadata({"/Title": name})
        writer.write(out)
        content = out.getvalue()
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def page(record: Any, view: str = "change") -> str:
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/{view}/"


def refused(response: Any, *fields: str) -> None:
    said = faults(response)
    assert set(said) == set(fields)
    assert all("belongs to another case, Other v. Case. Pick one of this case." in said[field][0] for field in fields)
