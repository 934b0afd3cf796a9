"""While a section is off, no report, number, list or mail of the admin counts it."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from atencion.models import ConsultasIndexPage, Opinion
from base.models import PortalSettings
from enlaces.models import Direccion, Estado, Lugar
from home.apertura.modulos import close, reopen
from lecturas.models import Lectura
from tests.atencion.consultas import close as end
from tests.atencion.consultas import make_consulta
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import section
from tests.factories import make_entidad, make_noticia, make_user, publish_in_english
from tests.moderacion.envios import send
from tests.por_traducir.reading import INFORME, rows
from tests.reading import soup, text

pytestmark = pytest.mark.on_both_databases

READ = "Abre el policlínico"


@pytest.fixture
def switch(committed):
    """Return a function that switches a section on or off."""

    def switch(page, *, on):
        with committed():
            reopen(page) if on else close(page)
        for cache in caches.all():
            cache.clear()

    return switch


@pytest.fixture
def read(alfa):
    """A news item with readings, a negative opinion, a due review and a broken link."""
    noticia = make_noticia(alfa, READ, proxima_revision=localdate() - timedelta(days=1))
    today = localdate()
    Lectura.objects.create(page_id=noticia.pk, site=alfa.site, dia=today, veces=5)
    Opinion.objects.create(page_id=noticia.pk, sirvio=False, dia=today)
    broken = Direccion.objects.create(
        destino="https://www.ejemplo.cu/", estado=Estado.ROTO, es_interna=False
    )
    Lugar.objects.create(page_id=noticia.pk, site=alfa.site, direccion=broken)
    return noticia


LISTS = [
    "/admin/",
    "/admin/lecturas/",
    "/admin/opiniones/",
    "/admin/enlaces/",
    "/admin/moderacion/paginas/publicadas/",
    "/admin/moderacion/paginas/vencidas/",
    "/admin/moderacion/paginas/noticias/",
]


@pytest.mark.parametrize("address", LISTS)
def test_what_is_in_it_stands_in_no_list(alfa, as_editor, read, switch, address):
    assert READ in text(as_editor.get(address))
    switch(alfa.noticias, on=False)
    assert READ not in text(as_editor.get(address))
    # The explorer still shows it.
    explorer = reverse("wagtailadmin_explore", args=[alfa.noticias.pk])
    assert READ in text(as_editor.get(explorer))
    switch(alfa.noticias, on=True)
    assert READ in text(as_editor.get(address))


def test_the_numbers_of_a_portal_do_not_count_it(alfa, as_editor, read, switch):
    def figures():
        found = soup(as_editor.get("/admin/")).select(".tablero__cifra")
        return {item.get_text(" ", strip=True).partition(" ")[2]: item for item in found}

    assert {"Noticias de este mes", "Días desde la última noticia"} <= figures().keys()
    switch(alfa.noticias, on=False)
    assert "Páginas publicadas" in figures()
    assert not [name for name in figures() if "noticia" in name.lower()]


def test_the_index_of_presence_misses_nothing_of_it(alfa, beta, as_moderator, switch):
    make_entidad(alfa, "Acueducto")
    make_entidad(beta, "Bodega")
    report = reverse("indice_de_presencia:index")

    def told(portal):
        rows = soup(as_moderator.get(report)).select("tbody tr")
        [row] = [row for row in rows if portal in row.get_text()]
        return row.get_text(" ", strip=True)

    for name in ("ninguna noticia", "de la Ley 168"):
        assert name in told("Alfa")
        assert name in told("Beta")
    switch(alfa.noticias, on=False)
    switch(section(alfa), on=False)
    for name in ("ninguna noticia", "de la Ley 168"):
        assert name not in told("Alfa")
        assert name in told("Beta")
    assert "ninguna noticia" not in text(as_moderator.get(report, {"portal": "alfa"}))


def test_nobody_is_reminded_of_a_list_of_it(alfa, as_editor, mailoutbox, switch):
    make_user("redactora", groups=[alfa.editores])
    late = {"enlace": "https://gaceta.ejemplo.cu/", "hasta": localdate()}
    make_ficha(alfa, ("normas", late), title="Lo que publica Alfa")
    places = ("/admin/", "/admin/informes/ley-168/")
    for address in places:
        assert "Lo que publica Alfa" in text(as_editor.get(address))
    switch(section(alfa), on=False)
    for address in places:
        assert "Lo que publica Alfa" not in text(as_editor.get(address))
    call_command("avisar_de_ley168")
    call_command("enviar_correos")
    assert not mailoutbox
    switch(section(alfa), on=True)
    call_command("avisar_de_ley168")
    call_command("enviar_correos")
    assert [mail.to for mail in mailoutbox]


def test_the_province_lists_the_ley_168_of_who_has_the_section(alfa, beta, provincia, switch):
    def listed():
        page = soup(provincia.get("/transparencia/ley-168/"))
        return {link.get_text(strip=True) for link in page.main.select("a[href*='/ley-168/']")}

    assert {"Alfa", "Beta"} <= listed()
    switch(section(alfa), on=False)
    assert "Alfa" not in listed()
    assert "Beta" in listed()


def test_it_lists_those_that_are_open(alfa, beta, provincia, committed):
    with committed():
        record = PortalSettings.objects.get(slug="alfa")
        record.estado = PortalSettings.Estado.EN_PREPARACION
        record.save()
    response = provincia.get("/transparencia/ley-168/")
    assert response.status_code == 200
    assert "Beta" in text(response)


def test_answers_to_consultations_are_no_matter_of_a_portal_without_them(alfa, as_editor, switch):
    consulta = make_consulta(alfa, "El parque")
    end(consulta)
    consulta.respuestas.create(dia=localdate())
    report = "/admin/consultas-publicas/"
    assert "El parque" in text(as_editor.get(report))
    assert report in str(soup(as_editor.get("/admin/informes/")))
    index = ConsultasIndexPage.objects.get(path__startswith=alfa.home.path)
    switch(index, on=False)
    assert "El parque" not in text(as_editor.get(report))
    assert report not in str(soup(as_editor.get("/admin/informes/")))


def test_what_waits_for_a_moderator_waits_until_it_is_on(alfa, editora, as_moderator, switch):
    send(alfa, "Una noticia que espera", editora)
    for address in ("/admin/", "/admin/moderacion/por-revisar/"):
        assert "Una noticia que espera" in text(as_moderator.get(address, follow=True))
    switch(alfa.noticias, on=False)
    for address in ("/admin/", "/admin/moderacion/por-revisar/"):
        assert "Una noticia que espera" not in text(as_moderator.get(address, follow=True))
    switch(alfa.noticias, on=True)
    assert "Una noticia que espera" in text(as_moderator.get("/admin/"))


def test_it_is_not_to_be_translated(alfa, as_editor, switch):
    publish_in_english(alfa)
    assert alfa.agenda.title in rows(as_editor.get(INFORME))
    switch(alfa.agenda, on=False)
    assert alfa.agenda.title not in rows(as_editor.get(INFORME))
