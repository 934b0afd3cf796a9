"""The renditions of a page are made when it is published: no visitor waits for them."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from base.models import PortalImage, PortalSettings
from redaccion import preparadas
from tests.factories import make_image, make_noticia
from tests.reading import soup

# All that pages use: six for all screens, one for wide ones, three for cards, one for networks.
SIZES = 11


@pytest.fixture
def borrador(alfa):
    """A draft with a cover and a picture in its body."""
    fotos = [make_image(title, description=title) for title in ("Parque", "Plaza")]
    block = {"type": "imagen", "value": {"imagen": fotos[1].pk}}
    return make_noticia(
        alfa, "Con fotos", imagen_portada=fotos[0], cuerpo=json.dumps([block]), live=False
    )


def publish(browser, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    assert browser.post(f"{url}?{ids}&next=/admin/").status_code == 302


def made():
    return [imagen.renditions.count() for imagen in PortalImage.objects.order_by("pk")]


def lose_originals():
    """Delete the original files, so that no more renditions can be made."""
    for imagen in PortalImage.objects.all():
        imagen.file.storage.delete(imagen.file.name)


def test_they_are_there_when_the_first_reader_comes(alfa, borrador, as_moderator, committed):
    with committed():
        publish(as_moderator, borrador)
    assert made() == [SIZES, SIZES]
    lose_originals()
    for path in ("/noticias/con-fotos/", "/noticias/", "/"):
        assert soup(alfa.get(path)).select("picture source")
    assert len(soup(alfa.get("/noticias/con-fotos/")).select("figure picture")) == 2


def test_whoever_publishes_does_not_wait_for_all_and_the_scheduler_makes_the_rest(
    borrador, as_moderator, committed, monkeypatch
):
    monkeypatch.setattr(preparadas, "_SECONDS", 0)
    with committed():
        publish(as_moderator, borrador)
    assert made() == [0, 0]
    call_command("preparar_fotos", verbosity=0)
    assert made() == [SIZES, SIZES]


def test_the_scheduler_looks_once_at_what_was_published(alfa):
    """Even if much was published in the same minute, since the scheduler runs twice a minute."""

    def looked_at():
        told = StringIO()
        call_command("preparar_fotos", stdout=told)
        return int(re.search(r"\d+", told.getvalue())[0])

    make_noticia(alfa, "Una noticia")
    assert looked_at() > 0
    assert looked_at() == 0
    make_noticia(alfa, "Otra noticia")
    assert looked_at() == 1


def test_what_was_committed_late_is_looked_at_too(alfa, borrador):
    """Such as an import, whose date of publication is before that of existing pages."""
    borrador.save_revision().publish()
    Page.objects.filter(pk=borrador.pk).update(
        last_published_at=timezone.now() - timedelta(minutes=5), live=False
    )
    call_command("preparar_fotos", verbosity=0)
    Page.objects.filter(pk=borrador.pk).update(live=True)
    call_command("preparar_fotos", verbosity=0)
    assert made() == [SIZES, SIZES]


def test_the_scheduler_goes_on_after_a_clock_that_was_ahead(borrador):
    cache.set(preparadas._KEY, {borrador.pk: timezone.now() + timedelta(days=3000)}, None)
    borrador.save_revision().publish()
    call_command("preparar_fotos", verbosity=0)
    assert made() == [SIZES, SIZES]


def test_an_operator_has_all_of_them_made_again(alfa, borrador):
    borrador.save_revision().publish()
    call_command("preparar_fotos", verbosity=0)
    for imagen in PortalImage.objects.all():
        for rendition in imagen.renditions.all():
            rendition.file.storage.delete(rendition.file.name)
    call_command("preparar_fotos", "--todo", verbosity=0)
    lose_originals()
    assert len(soup(alfa.get("/noticias/con-fotos/")).select("figure picture")) == 2


def test_so_is_what_stands_on_every_page_of_a_portal(alfa, committed):
    datos = PortalSettings.for_site(alfa.site)
    datos.escudo = make_image("Escudo", size=(300, 400))
    with committed():
        datos.save()
    with committed():  # the caches know then that they are gone
        datos.escudo.renditions.all().delete()
    call_command("preparar_fotos", "--todo", verbosity=0)
    lose_originals()
    assert soup(alfa.get()).select(".escudo picture")


def test_what_stands_on_every_page_of_a_portal_is_made_when_it_is_chosen(alfa, committed):
    datos = PortalSettings.for_site(alfa.site)
    datos.escudo = make_image("Escudo", size=(300, 400))
    datos.imagen_portada = make_image("Sierra", size=(2000, 900), description="La sierra")
    with committed():
        datos.save()
    lose_originals()
    page = soup(alfa.get())
    assert page.select(".escudo picture")
    assert page.select(".cubierta picture")
