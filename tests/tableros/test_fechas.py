"""Editors may write dates and hours in several ways, in every form of the admin."""

from datetime import date, time
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import get_edit_handler
from wagtail.models import get_page_models

from avisos.models import AvisoPage
from noticias.models import EventoPage
from tests.reading import filled_form, soup


def send(browser, parent, model, *, streams=(), **fields):
    """Submit the form of a new page of ``model``; return the response."""
    url = reverse("wagtailadmin_pages:add", args=[*model._meta.label_lower.split("."), parent.pk])
    written = {"title": "Feria", "slug": "feria", "resumen": "Una feria"} | fields
    return browser.post(url, filled_form(browser.get(url), streams=streams, **written))


@pytest.fixture
def evento(as_editor, alfa):
    """Return a function that submits an event of Alfa with the given day and hours."""

    def sent(**fields):
        fields = {"empieza_el": "7/12/2030"} | fields
        return send(as_editor, alfa.agenda, EventoPage, streams=["cuerpo"], **fields)

    return sent


def draft(model):
    return model.objects.get(slug="feria").get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6 pm", time(18)),
        ("6:00 p.m.", time(18)),
        ("6:30 p. m.", time(18, 30)),
        ("6.30 PM", time(18, 30)),
        ("12 m", time(12)),
        ("12 m.", time(12)),
        ("mediodía", time(12)),
        ("12:15 am", time(0, 15)),
        ("medianoche", time(0)),
        ("18:30", time(18, 30)),
        ("18 h", time(18)),
    ],
)
def test_an_hour_is_understood_as_it_is_said(evento, written, meant):
    assert evento(empieza_a_las=written).status_code == 302
    assert draft(EventoPage).empieza_a_las == meant


@pytest.mark.parametrize(
    "written", ["28/11/2030", "28-11-2030", "28.11.2030", "2030-11-28", "28 de Noviembre de 2030"]
)
def test_a_day_is_understood_as_it_is_written(evento, written):
    assert evento(empieza_el=written).status_code == 302
    assert draft(EventoPage).empieza_el == date(2030, 11, 28)


@pytest.mark.parametrize(
    "written",
    [
        "28/11/2030 6:00 p.m.",
        "28/11/2030, 6 pm",
        "28/11/2030 18:00",
        "28 de noviembre de 2030 a las 6 p.m.",
    ],
)
def test_a_moment_is_understood_as_it_is_written(as_editor, alfa, written):
    response = send(
        as_editor,
        alfa.avisos,
        AvisoPage,
        tipo="agua",
        nivel="2",
        texto="Se reparará la conductora.",
        fuente="Aguas Santiago",
        go_live_at="27/11/2030 12 m",
        termina=written,
        **{"instrucciones-TOTAL_FORMS": "0"},
    )
    assert response.status_code == 302
    aviso = draft(AvisoPage)
    assert f"{timezone.localtime(aviso.termina):%d %H:%M}" == "28 18:00"
    assert f"{timezone.localtime(aviso.go_live_at):%d %H:%M}" == "27 12:00"


@pytest.mark.parametrize(
    ("field", "written", "reason"),
    [
        ("empieza_el", "28 de noviembre", "Escriba la fecha así: 28/11/2026."),
        ("empieza_el", "31/2/2030", "Escriba la fecha así: 28/11/2026."),
        ("empieza_a_las", "13 pm", "Escriba la hora así: 6:00 p.m., 18:00 o 12 m."),
        ("empieza_a_las", "11 m", "Escriba la hora así: 6:00 p.m., 18:00 o 12 m."),
        ("empieza_a_las", "25:00", "Escriba la hora así: 6:00 p.m., 18:00 o 12 m."),
        ("empieza_a_las", 500 * "9", "Escriba la hora así: 6:00 p.m., 18:00 o 12 m."),
    ],
)
def test_what_may_mean_two_things_or_none_is_refused_by_an_example(evento, field, written, reason):
    response = evento(**{field: written})
    place = soup(response).find(attrs={"name": field})
    assert place["value"] == written
    assert reason in place.find_parent(class_="w-field__wrapper").get_text()
    assert not EventoPage.objects.filter(slug="feria").exists()


def test_a_form_says_how_dates_and_hours_are_written(as_editor, alfa):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "eventopage", alfa.agenda.pk])
    form = soup(as_editor.get(url))
    shown = {name: form.find(attrs={"name": name})["placeholder"] for name in _FIELDS}
    assert shown == _FIELDS


_FIELDS = {
    "empieza_el": "28/11/2026",
    "empieza_a_las": "6:00 p.m.",
    "go_live_at": "28/11/2026 6:00 p.m.",
}


_WRITTEN = {
    forms.DateField: "28/11/2026",
    forms.TimeField: "6:00 p.m.",
    forms.DateTimeField: "28/11/2026 6:00 p.m.",
}


def test_every_form_of_ours_takes_what_people_write():
    """Also the forms that the admin makes of our models."""
    import_module(settings.ROOT_URLCONF)
    of_pages = {get_edit_handler(model).get_form_class() for model in get_page_models()}
    fields = [
        (f"{form.__qualname__}.{name}", field)
        for form in filter(_is_ours, of_pages | _subclasses(forms.BaseForm))
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, tuple(_WRITTEN))
    ]
    assert {f"EventoPageForm.{name}" for name in _FIELDS} <= {name for name, _field in fields}
    assert [name for name, field in fields if not _takes_what_people_write(field)] == []


def _is_ours(form):
    model = getattr(getattr(form, "_meta", None), "model", None)
    modules = {form.__module__, model.__module__ if model else form.__module__}
    folders = {config.name: Path(config.path).parent for config in apps.get_app_configs()}
    own = {name for name, folder in folders.items() if folder == settings.BASE_DIR}
    return any(module.partition(".")[0] in own for module in modules)


def _subclasses(of):
    return {of}.union(*map(_subclasses, of.__subclasses__()))


def _takes_what_people_write(field):
    [written] = {text for kind, text in _WRITTEN.items() if isinstance(field, kind)}
    try:
        return bool(field.to_python(written))
    except ValidationError:
        return False
