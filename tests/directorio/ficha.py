"""Helpers that send the form of an entidad and read its errors."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories import get_tipo
from tests.reading import filled_form, soup

ROWS = ("contactos", "horarios", "horarios_especiales", "servicios", "autoridades")


def send(browser, parent, *, page=None, headers=None, **changes):
    """Fill in the form with ``changes`` and send it as a draft."""
    rows = {name: changes.pop(name, []) for name in ROWS}
    if page:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    else:
        url = reverse("wagtailadmin_pages:add", args=["directorio", "entidadpage", parent.pk])
    data = filled_form(browser.get(url), streams=["cuerpo"])
    data |= {
        "title": "Registro Civil",
        "slug": "registro-civil",
        "resumen": "Nacimientos y matrimonios.",
        "tipo": str(get_tipo("tramites").pk),
    } | changes
    data |= nested_form_data({name: inline_formset(value) for name, value in rows.items()})
    return browser.post(url, data, headers=headers)


def errors(response):
    """Return {field name: message} of the errors of the form."""
    found = {}
    for tag in soup(response).select("[data-field-errors] .error-message"):
        field = tag.find_parent(attrs={"data-field": True})
        name = field.find(["input", "select", "textarea"])["name"]
        found[name] = tag.get_text(strip=True)
    return found
