"""A form can be rendered with the copy kept in a browser, and nothing is saved by that."""

import json

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from equipos.roles import MODERADORES
from tests.factories import make_entidad, make_image, make_noticia, make_user
from tests.moderacion.envios import begin, submit
from tests.reading import filled_form

NUMBER = "0123456789abcdef"


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def propia(alfa):
    return make_noticia(alfa, "Propia")


def kept(browser, page, **changes):
    """Return the form of ``page`` with ``changes``, as a browser sends the copy it kept."""
    return filled_form(browser.get(edit_url(page)), streams=["cuerpo"], **changes) | {
        "copia-recuperar": NUMBER
    }


def data(response):
    """Return the data that the response holds for the scripts of the page."""
    html = response.content.decode()
    return json.loads(html.split('id="borradores" type="application/json">')[1].split("<")[0])


def test_the_form_shows_what_was_kept_and_nothing_is_saved(as_editor, propia):
    revisions = propia.revisions.count()
    response = as_editor.post(
        edit_url(propia), kept(as_editor, propia, title="De antes", resumen="")
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="De antes"' in html
    # The form is only shown: no error for missing fields, and leaving the page warns.
    assert "Este campo es obligatorio" not in html
    assert 'data-w-unsaved-force-value="true"' in html
    assert data(response)["copia"] == NUMBER
    assert data(response)["recuperada"] is True
    propia.refresh_from_db()
    assert (propia.title, propia.revisions.count()) == ("Propia", revisions)


def test_the_rows_of_a_form_come_back(as_editor, alfa):
    entidad = make_entidad(alfa, "Policlínico")
    rows = nested_form_data({"contactos": inline_formset([{"canal": "fijo", "valor": "22 000"}])})
    response = as_editor.post(edit_url(entidad), kept(as_editor, entidad) | rows)
    assert 'value="22 000"' in response.content.decode()
    assert not entidad.contactos.exists()


def test_no_view_acts_upon_it(as_moderator, propia):
    url = reverse("wagtailadmin_pages:delete", args=[propia.pk])
    response = as_moderator.post(url, {"copia-recuperar": NUMBER})
    assert response.status_code == 200
    assert Page.objects.filter(pk=propia.pk).exists()


def test_another_site_cannot_fill_a_form(alfa, editora, propia):
    browser = Client(headers={"host": alfa.host}, enforce_csrf_checks=True)
    browser.force_login(editora)
    response = browser.post(edit_url(propia), {"title": "Ajeno", "copia-recuperar": NUMBER})
    assert response.status_code == 403


def test_what_belongs_to_another_portal_is_not_shown_by_it(as_editor, propia, alfa, beta):
    shown = {}
    for portal in (alfa, beta):
        image = make_image(f"Imagen de {portal.slug}", collection=portal.collection)
        sent = kept(as_editor, propia, imagen_portada=str(image.pk))
        html = as_editor.post(edit_url(propia), sent).content.decode()
        shown[portal.slug] = image.title in html
    assert shown == {"alfa": True, "beta": False}


def test_what_arrived_is_told_to_the_browser_and_what_was_refused_is_not(as_editor, propia):
    form = filled_form(as_editor.get(edit_url(propia)), streams=["cuerpo"], title="Guardada")
    response = as_editor.post(edit_url(propia), form | {"copia": NUMBER})
    assert response.status_code == 302
    assert response.cookies["copias_guardadas"].value == NUMBER
    del as_editor.cookies["copias_guardadas"]
    refused = as_editor.post(edit_url(propia), form | {"title": "", "copia": NUMBER})
    assert refused.status_code == 200
    assert "copias_guardadas" not in refused.cookies
    # The response shows the copy kept under that number.
    assert data(refused)["copia"] == NUMBER
    assert data(refused)["recuperada"] is False


def test_who_has_to_sign_in_has_sent_nothing(alfa, propia):
    response = alfa.browser().post(edit_url(propia), {"title": "Perdida", "copia": NUMBER})
    assert response.status_code == 302
    assert "copias_guardadas" not in response.cookies


def test_what_somebody_may_not_do_has_not_arrived(as_editor, as_moderator, propia, settings):
    url = reverse("wagtailadmin_pages:unpublish", args=[propia.pk])
    response = as_editor.post(url, {"copia": NUMBER})
    assert response.status_code == 302
    assert "copias_guardadas" not in response.cookies
    settings.SECOND_FACTOR_REQUIRED = True
    response = as_moderator.post(url, {"copia": NUMBER})
    assert response["Location"].startswith("/admin/segundo-factor/")
    assert "copias_guardadas" not in response.cookies


def test_a_form_asks_whether_its_person_is_still_signed_in(alfa, as_editor, as_moderator):
    url = reverse("borradores_pulso")
    script = {"x-requested-with": "XMLHttpRequest"}
    answer = as_editor.get(url, headers=script).json()
    assert answer["quienes"] == [data(as_editor.get("/admin/"))["quien"]]
    assert answer["quienes"] != as_moderator.get(url, headers=script).json()["quienes"]
    assert answer["ficha"]
    assert alfa.browser().get(url, headers=script).status_code == 403
    # After signing in on another tab, the user is sent back to this address.
    assert "Ya está dentro" in as_editor.get(url).content.decode()


@pytest.mark.on_both_databases
def test_a_form_is_told_of_a_database_that_keeps_nothing(as_editor):
    url, script = reverse("borradores_pulso"), {"x-requested-with": "XMLHttpRequest"}
    assert as_editor.get(url, headers=script).json()["guarda"] is True
    with connection.cursor() as cursor, transaction.atomic():
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET TRANSACTION READ ONLY")  # until the end of this block
        answer = as_editor.get(url, headers=script)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = OFF")
        transaction.set_rollback(True)
    assert answer.json()["guarda"] is False


def test_a_comment_that_came_too_late_stays_in_the_browser(as_moderator, alfa, editora):
    page = begin(alfa, "Otra fue más rápida", editora)
    state = submit(page, editora)
    url = reverse("moderacion:revisar", args=[page.pk])
    sent = {"decision": "reject", "comentario": "Falta la fecha.", "copia": NUMBER}
    sent["version"] = page.latest_revision_id
    state.approve(user=make_user("jefa", groups=[MODERADORES]))
    response = as_moderator.post(url, sent)
    assert response.status_code == 302
    assert "copias_guardadas" not in response.cookies


def test_each_person_has_a_key_of_their_own_which_no_password_changes(alfa, editora, as_editor):
    [(owner, key)] = data(as_editor.get("/admin/"))["claves"].items()
    other = alfa.signed_in(make_user("otra", groups=[alfa.editores]))
    assert data(other.get("/admin/"))["claves"].keys().isdisjoint({owner})
    editora.set_password("otra-contraseña-larga")
    editora.save()
    assert data(alfa.signed_in(editora).get("/admin/"))["claves"] == {owner: key}
    assert key not in alfa.browser().get("/admin/login/").content.decode()


def test_a_password_alone_opens_nothing(as_moderator, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    page = as_moderator.get("/admin/", follow=True)
    assert page.request["PATH_INFO"].startswith("/admin/segundo-factor/")
    assert "claves" not in page.content.decode()


def test_what_was_kept_under_an_older_key_stays_legible(settings, as_editor):
    [(owner, key)] = data(as_editor.get("/admin/"))["claves"].items()
    settings.CIFRADO_CLAVES = [
        "bnVldmEtcGFyYS1wcnVlYmFzLW51ZXZhLXBhcmEtMDE=",
        *settings.CIFRADO_CLAVES,
    ]
    now = data(as_editor.get("/admin/"))
    assert now["claves"][owner] == key
    assert now["quien"] != owner
    # A page that stayed open the whole time still belongs to that user.
    script = {"x-requested-with": "XMLHttpRequest"}
    assert owner in as_editor.get(reverse("borradores_pulso"), headers=script).json()["quienes"]


def test_a_draft_says_what_it_lacks(as_editor, alfa):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    form = filled_form(as_editor.get(url), streams=["cuerpo"], title="", slug="", fecha="ayer")
    response = as_editor.post(url, form, headers={"accept": "application/json"})
    assert response.status_code == 400
    message = response.json()["error_message"]
    assert message.startswith("Falta «Título»: se guardará cuando lo escriba. Corrija «Fecha»: ")
