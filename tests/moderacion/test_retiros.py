"""«Pedir que se retire»: an editor asks, a moderator decides, and both learn the outcome."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from noticias.models import NoticiaPage
from tests.factories import make_noticia, make_page, make_user
from tests.reading import soup, text

from .envios import COLA
from .inicio import section, words
from .writing import said

pytestmark = pytest.mark.on_both_databases

INICIO = "/admin/"
WHY = "El teléfono es de otra persona"
NOT_NOW = "Ya lo corregimos: mire otra vez"


def ask_url(page):
    return reverse("moderacion:pedir_retiro", args=[page.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def history_of(browser, page):
    return text(browser.get(reverse("wagtailadmin_pages:history", args=[page.pk])))


def read_mail(mailoutbox):
    """Send the waiting mails; return {(address, subject)} of those sent by this call."""
    mailoutbox.clear()
    call_command("enviar_correos")
    return {(mail.to[0], mail.subject) for mail in mailoutbox}


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_noticia(portales.alfa, "Teléfonos de la policlínica"))


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Teléfonos de la policlínica")


@pytest.fixture
def pedido_url(as_editor, noticia):
    """The address of a request that the editor has sent."""
    as_editor.post(ask_url(noticia), {"motivo": WHY, "desde": ""})
    return noticia.pedidos_de_retiro.get() and reverse(
        "moderacion:retiro", args=[noticia.pedidos_de_retiro.get().pk]
    )


# --- Asking ------------------------------------------------------------------------------


def test_whoever_may_not_retire_a_published_page_finds_where_to_ask(as_editor, alfa, noticia):
    form = soup(as_editor.get(edit_url(noticia)))
    ways = [a for a in form.find_all("a", href=ask_url(noticia)) if "Pedir que se retire" in a.text]
    assert len(ways) == 2  # above the form and at its foot
    below = reverse("wagtailadmin_explore", args=[alfa.noticias.pk])
    assert soup(as_editor.get(below)).find("a", href=ask_url(noticia))


def test_it_is_not_offered_for_drafts_nor_to_those_who_retire_themselves(
    as_editor, as_moderator, alfa, noticia
):
    draft = make_noticia(alfa, "Sin publicar", live=False)
    for browser, page in ((as_editor, draft), (as_moderator, noticia)):
        assert soup(browser.get(edit_url(page))).find("a", href=ask_url(page)) is None
    assert "no está publicada" in said(as_editor, as_editor.get(ask_url(draft)))
    response = as_moderator.get(ask_url(noticia))
    assert response.url == reverse("wagtailadmin_pages:unpublish", args=[noticia.pk])


def test_without_a_reason_nothing_is_asked(as_editor, noticia):
    response = as_editor.post(ask_url(noticia), {"motivo": "  ", "desde": ""})
    assert "Escriba por qué: sin eso nadie puede decidir." in text(response)
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = as_editor.post(ask_url(noticia), {"motivo": WHY, "desde": tomorrow.isoformat()})
    assert "Esa fecha es futura:" in text(response)
    assert WHY in text(response)  # the form keeps what was typed
    response = as_editor.post(ask_url(noticia), {"motivo": WHY, "desde": "antier"})
    assert response.status_code == 200
    assert not noticia.pedidos_de_retiro.exists()


def test_what_is_asked_stands_in_the_queue_with_its_reason_and_who_asks(
    as_editor, as_moderator, as_administrator, editora, noticia, mailoutbox
):
    response = as_editor.post(ask_url(noticia), {"motivo": WHY, "desde": "15 de enero de 2026"})
    assert "se pidió a la moderación que la retire" in said(as_editor, response)
    for browser, where in (
        (as_moderator, INICIO),
        (as_administrator, INICIO),
        (as_moderator, COLA),
    ):
        asked = words(section(browser.get(where), "Páginas que se pide retirar"))
        assert "Teléfonos de la policlínica" in asked
        assert WHY in asked
        assert str(editora) in asked
        assert "espera desde hace menos de un minuto" in asked
        assert "mal desde el 15 de enero de 2026" in asked
    assert "Por revisar (1)" in as_moderator.get(INICIO).content.decode()
    assert read_mail(mailoutbox) == {
        ("moderadora@ejemplo.cu", "[Alfa] Se pide retirar: Teléfonos de la policlínica")
    }
    assert WHY in mailoutbox[0].body
    assert f"Se pidió retirarla: «{WHY}»" in history_of(as_editor, noticia)


def test_the_same_is_not_asked_twice(as_editor, alfa, noticia, pedido_url):
    colleague = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    for browser in (as_editor, colleague):
        assert browser.get(ask_url(noticia)).url == pedido_url
        assert browser.post(ask_url(noticia), {"motivo": "Otra vez"}).url == pedido_url
    assert noticia.pedidos_de_retiro.count() == 1
    assert WHY in text(colleague.get(pedido_url))


def test_nobody_of_another_portal_asks_or_reads(beta, noticia, pedido_url):
    stranger = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    for url in (ask_url(noticia), pedido_url):
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, {"motivo": WHY, "decision": "retirar"}).status_code == 404


# --- Deciding ----------------------------------------------------------------------------


def test_who_moderates_retires_the_page_and_the_editor_is_told(
    as_editor, as_moderator, alfa, noticia, pedido_url, mailoutbox, committed
):
    read_mail(mailoutbox)
    with committed():
        response = as_moderator.post(pedido_url, {"decision": "retirar"})
    assert response.url == COLA
    assert alfa.get(noticia.url).status_code == 404
    assert section(as_moderator.get(COLA), "Páginas que se pide retirar") is None
    told = words(section(as_editor.get(INICIO), "Retiros que pidió"))
    assert "página retirada hace menos de un minuto" in told
    assert read_mail(mailoutbox) == {
        ("editora@ejemplo.cu", "[Alfa] Página retirada: Teléfonos de la policlínica")
    }
    assert "Este pedido ya no espera: página retirada." in text(as_editor.get(pedido_url))


def test_who_says_no_says_why(as_editor, as_moderator, alfa, noticia, pedido_url, mailoutbox):
    read_mail(mailoutbox)
    refused = as_moderator.post(pedido_url, {"decision": "negar", "comentario": " "})
    assert "Escriba por qué no" in text(refused)
    response = as_moderator.post(pedido_url, {"decision": "negar", "comentario": NOT_NOW})
    assert "sigue publicada" in said(as_moderator, response)
    assert alfa.get(noticia.url).status_code == 200
    told = words(section(as_editor.get(INICIO), "Retiros que pidió"))
    assert NOT_NOW in told
    assert "denegado" in told
    assert read_mail(mailoutbox) == {
        ("editora@ejemplo.cu", "[Alfa] No se retiró: Teléfonos de la policlínica")
    }
    assert NOT_NOW in mailoutbox[0].body
    assert f"No se retiró: «{NOT_NOW}»" in history_of(as_editor, noticia)
    # The editor may ask again, with another reason.
    as_editor.post(ask_url(noticia), {"motivo": "Sigue igual"})
    assert noticia.pedidos_de_retiro.count() == 2


def test_what_is_decided_is_decided_once(as_moderator, alfa, noticia, pedido_url):
    as_moderator.post(pedido_url, {"decision": "negar", "comentario": NOT_NOW})
    late = as_moderator.post(pedido_url, {"decision": "retirar"})
    assert "ya no espera" in said(as_moderator, late)
    assert alfa.get(noticia.url).status_code == 200


def test_an_editor_decides_nothing(as_editor, alfa, noticia, pedido_url):
    for decision in ("retirar", "negar"):
        as_editor.post(pedido_url, {"decision": decision, "comentario": NOT_NOW})
    assert alfa.get(noticia.url).status_code == 200
    assert noticia.pedidos_de_retiro.get().estado == "espera"
    assert as_editor.post(pedido_url, {"decision": "publicar"}).status_code == 400


def test_what_is_below_goes_along_only_if_so_wanted(as_editor, as_moderator, alfa):
    pages = [make_page(alfa, title) for title in ("Servicios", "Trámites viejos")]
    below = [make_page(alfa, f"Debajo de {page.title}", parent=page) for page in pages]
    for page, extra in zip(pages, ({}, {"debajo": "on"}), strict=True):
        as_editor.post(ask_url(page), {"motivo": WHY})
        url = reverse("moderacion:retiro", args=[page.pedidos_de_retiro.get().pk])
        assert "Retirar también la página publicada que tiene debajo" in text(as_moderator.get(url))
        as_moderator.post(url, {"decision": "retirar", **extra})
    live = set(Page.objects.filter(pk__in=[page.pk for page in below], live=True))
    assert {page.pk for page in live} == {below[0].pk}


# --- Other ends of a request ---------------------------------------------------------------


def test_who_asked_takes_it_back_and_nobody_else_does(
    as_editor, as_moderator, alfa, noticia, pedido_url, mailoutbox
):
    colleague = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    colleague.post(pedido_url, {"decision": "anular"})
    assert noticia.pedidos_de_retiro.get().estado == "espera"
    assert "Anular el pedido" not in text(colleague.get(pedido_url))
    assert "Anular el pedido" in text(as_editor.get(pedido_url))
    as_editor.post(pedido_url, {"decision": "anular"})
    assert section(as_moderator.get(COLA), "Páginas que se pide retirar") is None
    assert section(as_editor.get(INICIO), "Retiros que pidió") is None
    assert read_mail(mailoutbox) == set()
    assert "Se anuló el pedido de retirarla" in history_of(as_editor, noticia)


def test_a_page_retired_in_another_way_is_asked_for_no_more(
    as_editor, as_moderator, noticia, pedido_url, mailoutbox
):
    as_moderator.post(reverse("wagtailadmin_pages:unpublish", args=[noticia.pk]))
    assert section(as_moderator.get(COLA), "Páginas que se pide retirar") is None
    assert "página retirada" in words(section(as_editor.get(INICIO), "Retiros que pidió"))
    assert read_mail(mailoutbox) == {
        ("editora@ejemplo.cu", "[Alfa] Página retirada: Teléfonos de la policlínica")
    }


def test_a_deleted_page_leaves_nothing_behind(as_moderator, noticia, pedido_url):
    noticia.delete()
    assert section(as_moderator.get(COLA), "Páginas que se pide retirar") is None
    assert as_moderator.get(pedido_url).status_code == 404


def test_the_outcome_leaves_the_front_page_after_two_weeks(
    as_editor, as_moderator, noticia, pedido_url
):
    as_moderator.post(pedido_url, {"decision": "negar", "comentario": NOT_NOW})
    noticia.pedidos_de_retiro.update(decidido=timezone.now() - timedelta(days=15))
    assert section(as_editor.get(INICIO), "Retiros que pidió") is None


def test_what_was_decided_is_forgotten_with_the_log(settings, as_moderator, noticia, pedido_url):
    as_moderator.post(pedido_url, {"decision": "negar", "comentario": NOT_NOW})
    call_command("purgar_correos")
    assert noticia.pedidos_de_retiro.count() == 1
    decided = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO + 1)
    noticia.pedidos_de_retiro.update(decidido=decided)
    call_command("purgar_correos")
    assert not noticia.pedidos_de_retiro.exists()
