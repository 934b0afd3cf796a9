"""The same form, sent twice at once: saved once, and the second is told why it was not."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from copy import copy
from threading import Barrier, BrokenBarrierError, get_ident
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, connections
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    WorkflowState,
)

from atencion.models import Caso
from directorio.models import DiaFeriado, EntidadPage, TipoEntidad
from importacion.models import Importacion
from noticias.models import NoticiaPage
from tests.aislamiento.forms import empty_streams, post_forms
from tests.atencion.escritos import address, filled
from tests.equipos.forms import data as form_of_person
from tests.factories import make_entidad, make_noticia, make_user
from tests.importacion.libros import xlsx
from tests.importacion.pantallas import Importar
from tests.moderacion.writing import (
    NEWS_STREAMS,
    add_url,
    edit_url,
    editor_of,
    page_url,
    with_button,
    write,
)
from tests.reading import filled_form, links, soup, text

BY_ITSELF = {"accept": "application/json"}  # as the form sends when it saves itself
TOGETHER = 3  # seconds for which one request waits for the other before it saves


def at_once(test):
    """Mark a test of two requests that write at once: with transactions, and PostgreSQL only.

    It is skipped before its fixtures: to empty the database after it takes seconds.
    """
    reason = "SQLite lets only one request write"
    on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason=reason)
    return on_postgresql(pytest.mark.django_db(transaction=True)(test))


@contextmanager
def saved_together(model, *, requests=2, is_new=True):
    """Let the requests go on only when all have looked and are about to save a ``model``."""
    barrier, seen = Barrier(requests), set()

    def meet(sender, instance, **_kwargs):
        # Only once each; a request that waits for a lock of the other never comes.
        if instance._state.adding is is_new and get_ident() not in seen:
            seen.add(get_ident())
            with suppress(BrokenBarrierError):
                barrier.wait(TOGETHER)

    pre_save.connect(meet, sender=model)
    try:
        yield
    finally:
        pre_save.disconnect(meet, sender=model)


def send_twice(browser, url, data, model):
    """Send a form twice at once; return the two responses."""
    with saved_together(model):
        return send_at_once([(browser, url, data)] * 2)


def send_at_once(forms, **options):
    """Send each (browser, URL, data) in a thread of its own; return the responses in this order."""

    def send(form):
        browser, url, data = form
        other = type(browser)(**browser.defaults, raise_request_exception=False)
        other.cookies = browser.cookies.copy()
        try:
            return other.post(url, data, **options)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, forms))


def received(response, **changes):
    """Return the data of the biggest form of a page, with ``changes`` and empty streams."""
    data = max((data for _action, data in post_forms(response)), key=len)
    return data.dict() | empty_streams(response) | changes


def codes(answers):
    return sorted(answer.status_code for answer in answers)


# --- Pages --------------------------------------------------------------------------------------

PAGES = {
    "noticias.NoticiaPage": "noticias",
    "noticias.EventoPage": "agenda",
    "directorio.EntidadPage": "directorio",
    "tramites.TramitePage": "tramites",
    "avisos.AvisoPage": "avisos",
    "home.StandardPage": "home",
}


@pytest.mark.on_both_databases
@at_once
@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_sent_twice_at_once_is_one_page(portales, as_moderator, name):
    model, parent = apps.get_model(name), getattr(portales.alfa, PAGES[name])
    url = reverse("wagtailadmin_pages:add", args=[*name.lower().split("."), parent.pk])
    data = received(as_moderator.get(url), title="Dos veces", slug="dos-veces")
    if "empieza_el" in data:
        data["empieza_el"] = "2030-12-07"
    answers = send_twice(as_moderator, url, data, model)
    assert codes(answers) == [302, 409]
    page = Page.objects.get(slug__startswith="dos-veces", locale=parent.locale)
    assert Revision.objects.for_instance(page).count() == 1
    [refused] = [answer for answer in answers if answer.status_code == 409]
    assert "enviado dos veces, guardó algo igual" in text(refused)
    assert links(refused)["Abrir lo que se guardó"] == edit_url(page)
    assert links(refused)["Volver al formulario"] == url
    assert not soup(refused).select("main script")


@pytest.mark.on_both_databases
@at_once
def test_a_form_that_saves_itself_twice_at_once_is_told_so_as_json(portales, as_moderator):
    url = add_url(portales.alfa.noticias)
    data = received(as_moderator.get(url), title="Dos veces", slug="dos-veces")
    as_moderator.defaults["HTTP_ACCEPT"] = BY_ITSELF["accept"]
    answers = send_twice(as_moderator, url, data, NoticiaPage)
    assert codes(answers) == [200, 409]
    told = next(answer for answer in answers if answer.status_code == 409).json()
    assert (told["success"], told["error_code"]) == (False, "conflict")
    assert "enviado dos veces, guardó algo igual" in told["error_message"]
    assert NoticiaPage.objects.filter(title="Dos veces").count() == 1


@pytest.mark.on_both_databases
@at_once
def test_a_form_takes_the_place_of_what_it_saved_by_itself_meanwhile(portales, as_moderator):
    """A browser names its form: what comes second is the newer text, and not refused."""
    url = add_url(portales.alfa.noticias)
    named = {"title": "Dos veces", "slug": "dos-veces", "creacion": uuid4().hex}
    data = received(as_moderator.get(url), **named)
    assert codes(send_twice(as_moderator, url, data, NoticiaPage)) == [302, 302]
    assert NoticiaPage.objects.get(title="Dos veces").slug == "dos-veces"


@pytest.mark.on_both_databases
@at_once
def test_a_page_that_is_copied_twice_at_once_is_copied_once(portales, as_moderator):
    page = make_noticia(portales.alfa, "Feria")
    url = page_url("copy", page.pk)
    data = received(as_moderator.get(url), new_title="Feria dos", new_slug="feria-dos")
    assert codes(send_twice(as_moderator, url, data, NoticiaPage)) == [200, 302]
    assert Page.objects.filter(slug__startswith="feria-dos").count() == 1


@pytest.mark.on_both_databases
@at_once
def test_a_row_that_is_added_twice_at_once_is_one_row(portales, as_moderator):
    page = make_entidad(portales.alfa, "Acueducto")
    row = {"canal": "telefono", "valor": "22600001", "id": "", "ORDER": "1", "translation_key": ""}
    data = received(as_moderator.get(edit_url(page)), **{"contactos-TOTAL_FORMS": "1"})
    data |= {f"contactos-0-{name}": value for name, value in row.items()}
    answers = send_twice(as_moderator, edit_url(page), data, Revision)
    assert set(codes(answers)) <= {200, 302}
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().contactos.count() == 1


@pytest.mark.on_both_databases
def test_a_form_with_another_title_is_no_conflict(alfa, as_editor):
    """Also one that is sent again later: then its author sees that the first is there."""
    for title in ("Feria", "Feria dos", "Feria"):
        data = received(as_editor.get(add_url(alfa.noticias)), title=title, slug=slugify(title))
        assert as_editor.post(add_url(alfa.noticias), data).status_code == 302
    assert NoticiaPage.objects.count() == 3


# --- Records whose constraints are in the database ----------------------------------------------


RECORDS = {
    "noticias.CategoriaNoticia": (
        "wagtailsnippets_noticias_categorianoticia:add",
        {"nombre": "Feria", "slug": "feria"},
    ),
    "directorio.TipoEntidad": (
        "wagtailsnippets_directorio_tipoentidad:add",
        {"nombre": "Feria", "slug": "feria"},
    ),
    "directorio.DiaFeriado": (
        "wagtailsnippets_directorio_diaferiado:add",
        {"fecha": "2027-01-02", "motivo": "Feria"},
    ),
}


@pytest.mark.on_both_databases
@at_once
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_is_sent_twice_at_once_is_one_record(as_administrator, name):
    model, (add, fields) = apps.get_model(name), RECORDS[name]
    before = set(model.objects.values_list("pk", flat=True))
    data = received(as_administrator.get(reverse(add)), **fields)
    assert codes(send_twice(as_administrator, reverse(add), data, model)) == [302, 409]
    new = model.objects.exclude(pk__in=before)
    main_language = {"locale": Locale.get_default()} if hasattr(model, "locale") else {}
    assert new.filter(**main_language).count() == 1


@pytest.mark.on_both_databases
@at_once
def test_a_redirect_of_all_portals_that_is_sent_twice_at_once_is_one(as_administrator):
    """No constraint keeps two apart that have no site, and the public address would then fail."""
    url = reverse("wagtailredirects:add")
    target = {"old_path": "/vieja/", "site": "", "redirect_link": "https://www.ejemplo.cu/"}
    data = received(as_administrator.get(url), **target)
    assert codes(send_twice(as_administrator, url, data, Redirect)) == [200, 302]
    assert Redirect.objects.filter(old_path="/vieja").count() == 1


@pytest.mark.on_both_databases
@at_once
def test_a_redirect_of_all_portals_that_is_imported_twice_at_once_is_one(as_administrator):
    url = reverse("wagtailredirects:process_import")
    forms = [(as_administrator, url, redirects_to_confirm(as_administrator)) for _time in range(2)]
    with saved_together(Redirect):
        assert codes(send_at_once(forms)) == [200, 302]
    assert Redirect.objects.filter(old_path="/vieja").count() == 1


@contextmanager
def meanwhile_saved(model):
    """Save something equal when the next record of ``model`` is about to be saved."""
    kept = []

    def save_first(sender, instance, **_kwargs):
        if not kept:
            kept.append(copy(instance))
            kept[0].save()

    pre_save.connect(save_first, sender=model)
    yield
    pre_save.disconnect(save_first, sender=model)
    assert kept


@pytest.mark.on_both_databases
@pytest.mark.parametrize("headers", [{}, BY_ITSELF], ids=["by hand", "by itself"])
def test_what_the_database_refuses_is_told_and_logged(as_administrator, caplog, headers):
    url = reverse("wagtailsnippets_directorio_diaferiado:add")
    data = received(as_administrator.get(url), fecha="2027-01-02", motivo="Feria")
    with meanwhile_saved(DiaFeriado), caplog.at_level(logging.WARNING, "servidor.conflicts"):
        answer = as_administrator.post(url, data, headers=headers)
    assert answer.status_code == 409
    told = answer.json()["error_message"] if headers else text(answer)
    assert "guardó algo igual" in told
    assert "Vea si una parte de lo que envió quedó guardada." in told
    assert not DiaFeriado.objects.filter(motivo="Feria").exists()
    [record] = [record for record in caplog.records if record.name == "servidor.conflicts"]
    assert "directorio_diaferiado" in record.getMessage()


@pytest.mark.on_both_databases
def test_what_is_half_saved_of_a_page_is_undone(alfa, as_editor):
    """The database refuses the subscription of its author, when page and version are saved."""
    data = received(as_editor.get(add_url(alfa.noticias)), title="Feria", slug="feria")
    with meanwhile_saved(PageSubscription):
        answer = as_editor.post(add_url(alfa.noticias), data)
    assert answer.status_code == 409
    assert "Lo que envió no se guardó." in text(answer)
    assert "Nada quedó guardado a medias." in text(answer)
    assert not Page.objects.filter(title="Feria").exists()


@pytest.mark.on_both_databases
def test_an_error_of_the_code_is_no_conflict(as_administrator):
    url = reverse("wagtailsnippets_directorio_diaferiado:add")
    data = received(as_administrator.get(url), fecha="2027-01-02", motivo="Feria")

    def forget(sender, instance, **_kwargs):
        instance.motivo = None

    pre_save.connect(forget, sender=DiaFeriado)
    try:
        with pytest.raises(IntegrityError):
            as_administrator.post(url, data)
    finally:
        pre_save.disconnect(forget, sender=DiaFeriado)


# --- Accounts -----------------------------------------------------------------------------------


@pytest.mark.on_both_databases
@at_once
def test_a_new_address_that_is_sent_twice_at_once_is_told_once(as_administrator):
    person = make_user("ana", groups=["Editores · Alfa"])
    data = form_of_person("Editores · Alfa", email="otra@ejemplo.cu")
    url = reverse("wagtailusers_users:edit", args=[person.pk])
    data = received(as_administrator.get(url), **data)
    assert codes(send_twice(as_administrator, url, data, ModelLogEntry)) == [302, 302]
    assert [message.to for message in mail.outbox] == [["ana@ejemplo.cu"]]


@pytest.mark.on_both_databases
@at_once
def test_a_link_that_is_asked_for_twice_at_once_is_sent_once(as_administrator):
    person = make_user("ana", groups=["Editores · Alfa"])
    url = reverse("wagtailusers_users:send_link", args=[person.pk])
    assert codes(send_twice(as_administrator, url, {}, ModelLogEntry)) == [302, 302]
    entries = ModelLogEntry.objects.filter(object_id=str(person.pk))
    assert entries.filter(action="equipos.send_link").count() == 1
    assert len(mail.outbox) == 1


# --- Imports ------------------------------------------------------------------------------------


def entities():
    """Return a book with one entidad."""
    kind = TipoEntidad.objects.filter(locale=Locale.get_default()).first()
    heading = ["Clave", "Nombre", "Tipo", "Resumen"]
    return xlsx(Entidades=[heading, ["rc", "Registro Civil", str(kind), "Inscribe."]])


def confirmation(screen):
    """Return (address, data) of the form that confirms the import on a screen."""
    shown = soup(screen).select("form.importar__aviso input[type=hidden]")
    url = f"{screen.request['PATH_INFO']}confirmar/"
    return url, {tag["name"]: tag["value"] for tag in shown}


def assert_imported_once():
    assert EntidadPage.objects.get().revisions.count() == 1
    assert Importacion.objects.get().estado == Importacion.Estado.GUARDADA
    assert ModelLogEntry.objects.filter(action="importacion.guardar").count() == 1


@pytest.mark.on_both_databases
def test_an_import_that_was_saved_before_its_second_confirmation_is_read_stays_saved(
    portales, as_editor
):
    url, data = confirmation(Importar(as_editor, "alfa").upload(entities()))
    answers = []

    def confirm_first(sender, instance, **_kwargs):
        if not answers:
            answers.append(None)
            answers.append(as_editor.post(url, data))

    pre_save.connect(confirm_first, sender=Importacion)
    try:
        assert as_editor.post(url, data).status_code == 302
    finally:
        pre_save.disconnect(confirm_first, sender=Importacion)
    assert answers[1].status_code == 302
    assert_imported_once()


@pytest.mark.on_both_databases
def test_an_import_of_redirects_that_is_confirmed_again_later_is_told_so(as_administrator):
    data = redirects_to_confirm(as_administrator)
    url = reverse("wagtailredirects:process_import")
    as_administrator.post(url, data)
    again = as_administrator.post(url, data, follow=True)
    assert again.status_code == 200
    assert "Este archivo ya se importó" in text(again)
    assert Redirect.objects.filter(old_path="/vieja").count() == 1


def redirects_to_confirm(browser):
    """Upload a file with one redirect for all portals; return the data that confirm it."""
    url = reverse("wagtailredirects:start_import")
    content = b"Desde,Hasta\n/vieja/,https://www.ejemplo.cu/\n"
    screen = browser.post(url, {"import_file": SimpleUploadedFile("a.csv", content)})
    return received(screen, from_index="0", to_index="1", site="", permanent="on")


# --- Decisions on a page ------------------------------------------------------------------------


def decision_in_look(browser, page, action):
    url = reverse("moderacion:revisar", args=[page.pk])
    form = soup(browser.get(url)).select_one("form:has([name=decision])")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    return browser, url, fields | {"decision": action, "comment": "Falta la hora."}


def decision_in_form(browser, page, action):
    button = with_button(action, "Falta la hora.")
    data = filled_form(browser.get(edit_url(page)), streams=NEWS_STREAMS, **button)
    return browser, edit_url(page), data


def decision_at_address(browser, page, action):
    state = page.current_workflow_task_state
    _browser, _url, fields = decision_in_look(browser, page, action)
    return browser, page_url("workflow_action", page.pk, action, state.pk), fields


LOOK, FORM, ADDRESS = decision_in_look, decision_in_form, decision_at_address


@pytest.mark.on_both_databases
@at_once
@pytest.mark.parametrize(
    "decisions",
    [
        [(LOOK, "approve"), (LOOK, "reject")],
        [(FORM, "approve"), (FORM, "reject")],
        [(FORM, "approve"), (LOOK, "reject")],
        [(LOOK, "approve"), (FORM, "reject")],
        [(ADDRESS, "approve"), (FORM, "reject")],
        [(LOOK, "approve"), (FORM, "approve"), (ADDRESS, "approve")] * 2,
    ],
    ids=["look", "form", "form and look", "look and form", "address and form", "six approve"],
)
def test_of_decisions_at_once_exactly_one_counts(portales, provincia, decisions):
    alfa = portales.alfa
    writer = alfa.signed_in(editor_of(alfa))
    page = write(writer, alfa, "Abre el museo", **{"action-submit": "1"})
    people = [make_user(f"m{number}", groups=["Moderadores"]) for number in range(len(decisions))]
    forms = [
        door(provincia.signed_in(person), page, action)
        for person, (door, action) in zip(people, decisions, strict=True)
    ]
    with saved_together(TaskState, requests=len(forms), is_new=False):
        answers = [text(answer) for answer in send_at_once(forms, follow=True)]
    page.refresh_from_db()
    state = WorkflowState.objects.get(object_id=str(page.pk))
    published = WorkflowState.STATUS_APPROVED
    assert state.status in {published, WorkflowState.STATUS_NEEDS_CHANGES}
    assert page.live is (state.status == published)
    assert state.current_task_state.status == (
        TaskState.STATUS_APPROVED if page.live else TaskState.STATUS_REJECTED
    )
    assert PageLogEntry.objects.filter(action="wagtail.publish").count() == int(page.live)
    deciders = [
        person
        for person, answer in zip(people, answers, strict=True)
        if "aprobada y publicada" in answer or "devuelta a" in answer
    ]
    assert deciders == [state.current_task_state.finished_by]
    what = "la aprobó" if page.live else "la devolvió"
    late = [answer for answer in answers if f"decisión; {what} {deciders[0]}" in answer]
    assert len(late) == len(forms) - 1


# --- Forms of citizens --------------------------------------------------------------------------


@pytest.mark.on_both_databases
@at_once
def test_a_case_that_is_sent_twice_at_once_is_one_case(portales):
    phone = portales.alfa.browser()
    data = filled(phone.get(address()))
    answers = send_twice(phone, address(), data, Caso)
    assert codes(answers) == [302, 302]
    assert {answer["Location"] for answer in answers} == {"/atencion/acuse/"}
    assert Caso.objects.count() == 1
    assert Caso.objects.get().movimientos.count() == 1
