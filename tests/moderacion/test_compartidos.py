"""A link that shows a draft to somebody without an account, until it expires or is revoked."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from moderacion.models import EnlaceDeBorrador
from noticias.models import NoticiaPage
from tests.factories import make_noticia, make_private, make_user, publish
from tests.reading import meta, soup, text

from .writing import rewrite, said

pytestmark = pytest.mark.on_both_databases

WHOM = "La directora de Salud"


def links_url(page):
    return reverse("moderacion:enlaces", args=[page.pk])


def give(browser, page, *, days=7, whom=WHOM):
    """Make a link in the admin; return the address that is shown to be copied."""
    response = browser.post(links_url(page), {"dias": days, "para": whom})
    return soup(response).find("input", id="enlace-nuevo")["value"]


def open_link(url):
    """Open ``url`` in a new browser, as somebody who got it in a message."""
    _scheme, _dashes, rest = url.partition("//")
    host, slash, path = rest.partition("/")
    return Client(headers={"host": host}, SERVER_PORT="8000").get(slash + path)


def revoke(browser, page):
    enlace = page.enlaces_de_borrador.get()
    return browser.post(reverse("moderacion:revocar_enlace", args=[enlace.pk]))


@pytest.fixture(scope="module")
def _drafted(once):
    once(lambda portales: make_noticia(portales.alfa, "Abre la biblioteca", live=False))


@pytest.fixture
def borrador(_drafted, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Abre la biblioteca")


def test_who_has_the_link_reads_the_draft_without_an_account(as_editor, alfa, borrador):
    edit = as_editor.get(reverse("wagtailadmin_pages:edit", args=[borrador.pk]))
    assert soup(edit).find("a", href=links_url(borrador)).text.strip() == "Enlace para mostrarla"
    url = give(as_editor, borrador)
    assert url.startswith(f"{alfa.url}/_borrador/")
    shown = open_link(url)
    assert shown.status_code == 200
    assert soup(shown).h1.get_text(strip=True) == "Abre la biblioteca"
    assert "Borrador de «Abre la biblioteca», no publicado" in text(shown)
    assert "Enlace válido hasta el" in text(shown)
    # The page stays closed to citizens.
    assert alfa.get(borrador.get_url()).status_code == 404


def test_what_is_shown_is_no_page_for_robots_caches_nor_others(as_editor, borrador):
    shown = open_link(give(as_editor, borrador))
    assert meta(shown, "robots") == "noindex, nofollow"
    assert "noindex" in shown["X-Robots-Tag"]
    assert "no-store" in shown["Cache-Control"]
    assert shown["Referrer-Policy"] == "no-referrer"
    assert soup(shown).find("wagtail-userbar") is None
    assert "¿Le sirvió esta página?" not in text(shown)


def test_a_person_who_has_signed_in_sees_what_all_see(as_editor, borrador):
    url = give(as_editor, borrador)
    shown = as_editor.get("/" + url.partition("//")[2].partition("/")[2])
    assert "Borrador de" in text(shown)
    assert "wagtail-userbar" not in shown.content.decode()


def test_it_shows_what_was_saved_last(as_editor, borrador):
    url = give(as_editor, borrador)
    rewrite(as_editor, borrador, title="Abre la biblioteca nueva")
    assert soup(open_link(url)).h1.get_text(strip=True) == "Abre la biblioteca nueva"


def test_the_draft_of_a_published_page_is_shown_and_then_the_page_itself(as_editor, alfa):
    noticia = make_noticia(alfa, "Horario")
    assert "dé su dirección" in text(as_editor.get(links_url(noticia)))
    rewrite(as_editor, noticia, title="Horario de verano")
    url = give(as_editor, noticia)
    assert soup(open_link(url)).h1.get_text(strip=True) == "Horario de verano"
    noticia.refresh_from_db()
    publish(noticia.get_latest_revision_as_object())
    answer = open_link(url)
    assert (answer.status_code, answer.url) == (302, noticia.full_url)


def test_it_ends_with_its_days(as_editor, borrador):
    url = give(as_editor, borrador, days=1)
    ends = borrador.enlaces_de_borrador.get().termina
    assert timedelta(hours=23) < ends - timezone.now() <= timedelta(days=1)
    borrador.enlaces_de_borrador.update(termina=timezone.now() - timedelta(minutes=1))
    gone = open_link(url)
    assert gone.status_code == 410
    assert "Este enlace ya no sirve" in text(gone)
    assert "Abre la biblioteca" not in text(gone)
    assert "ya no sirve" in text(as_editor.get(links_url(borrador)))


def test_it_ends_when_whoever_gave_it_or_moderates_revokes_it(
    as_editor, as_moderator, alfa, borrador
):
    colleague = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    url = give(as_editor, borrador)
    revoke(colleague, borrador)
    assert "Revocar" not in text(colleague.get(links_url(borrador)))
    assert open_link(url).status_code == 200
    assert "Revocar" in text(as_moderator.get(links_url(borrador)))
    assert "ya no sirve" in said(as_moderator, revoke(as_moderator, borrador))
    assert open_link(url).status_code == 410
    assert "ya no servía" in said(as_editor, revoke(as_editor, borrador))


@pytest.mark.parametrize("change", [{"is_active": False}, {"groups": []}])
def test_it_ends_with_the_work_of_whoever_gave_it(as_editor, editora, borrador, change):
    url = give(as_editor, borrador)
    if "groups" in change:
        editora.groups.clear()
    else:
        editora.is_active = False
        editora.save()
    assert open_link(url).status_code == 410


def test_a_link_that_opens_nothing_for_now_can_be_revoked_for_good(
    as_editor, as_moderator, editora, borrador
):
    url = give(as_editor, borrador)
    editora.is_active = False
    editora.save()
    listed = as_moderator.get(links_url(borrador))
    assert "por ahora no abre" in text(listed)
    assert soup(listed).find("button", string="Revocar")
    revoke(as_moderator, borrador)
    editora.is_active = True
    editora.save()
    assert open_link(url).status_code == 410
    assert not soup(as_moderator.get(links_url(borrador))).find("button", string="Revocar")


def test_a_reserved_page_is_not_shown_by_a_way_around(as_editor, alfa, borrador):
    url = give(as_editor, borrador)
    make_private(alfa.noticias)
    assert open_link(url).status_code == 410
    assert "La página es reservada" in text(as_editor.get(links_url(borrador)))
    as_editor.post(links_url(borrador), {"dias": 7, "para": ""})
    assert borrador.enlaces_de_borrador.count() == 1


def test_an_address_that_is_wrong_says_so_and_guessing_is_stopped(alfa):
    for wrong in ("x" * 32, "corto", "../etc", "á" * 32):
        answer = alfa.get(f"/_borrador/{wrong.replace('/', '')}/")
        assert answer.status_code == 404
        assert "Este enlace no sirve" in text(answer)
    answers = [alfa.get(f"/_borrador/{number:032}/") for number in range(31)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_each_opening_is_counted_and_nobody_written_down(as_editor, borrador):
    url = give(as_editor, borrador)
    assert "nadie lo ha abierto" in text(as_editor.get(links_url(borrador)))
    open_link(url)
    open_link(url)
    page = text(as_editor.get(links_url(borrador)))
    assert "abierto 2 veces" in page
    assert WHOM in page
    history = text(as_editor.get(reverse("wagtailadmin_pages:history", args=[borrador.pk])))
    assert f"enlace para mostrar el borrador 7 días a «{WHOM}»" in history
    assert history.count("Se abrió por primera vez") == 1
    token = url.rstrip("/").rpartition("/")[2]
    assert token not in str(EnlaceDeBorrador.objects.values())
    assert url not in page


def test_links_are_made_by_who_may_edit_the_page(beta, alfa, as_editor, borrador):
    stranger = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    assert stranger.get(links_url(borrador)).status_code == 404
    assert stranger.post(links_url(borrador), {"dias": 7}).status_code == 404
    give(as_editor, borrador)
    assert revoke(stranger, borrador).status_code == 404
    assert as_editor.post(links_url(borrador), {"dias": 400, "para": ""}).status_code == 200
    assert borrador.enlaces_de_borrador.count() == 1


def test_a_page_has_no_more_than_ten_links_at_a_time(as_editor, borrador):
    for _number in range(10):
        give(as_editor, borrador)
    response = as_editor.post(links_url(borrador), {"dias": 7, "para": ""})
    assert "demasiados enlaces" in said(as_editor, response)
    assert borrador.enlaces_de_borrador.count() == 10


def test_links_go_with_their_page_and_with_time(settings, as_editor, borrador):
    url = give(as_editor, borrador)
    old = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO + 1)
    borrador.enlaces_de_borrador.update(termina=old)
    call_command("purgar_correos")
    assert open_link(url).status_code == 404
