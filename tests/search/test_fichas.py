"""The search index holds what visitors may read in the portals that show it, at any moment."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from base.models import PortalSettings
from directorio.models import EntidadPage
from search.indice import indexed_at_once
from search.models import Ficha, Palabra
from tests.factories import (
    make_aviso,
    make_entidad,
    make_local,
    make_noticia,
    make_page,
    make_private,
    make_tramite,
    publish,
    publish_in_english,
)
from tests.search.asking import ask, found, suggested

pytestmark = pytest.mark.on_both_databases


def everything():
    """Return the whole search index, to compare it with a rebuilt one."""
    fichas = Ficha.objects.order_by("pk").values_list()
    words = Palabra.objects.order_by("idioma", "palabra").values_list("idioma", "palabra")
    return list(fichas), list(words)


@pytest.fixture(autouse=True)
def _true_to_the_pages(portales):
    """After each test, the index must be the same as a rebuilt one."""
    yield
    known = everything()
    call_command("rehacer_buscador", verbosity=0)
    assert everything() == known


# --- Several changes in one transaction ---------------------------------------------------------


def test_what_is_published_together_is_found_together(alfa):
    with indexed_at_once():
        page = make_page(alfa, "Cosa primera")
        make_page(alfa, "Cosa retirada").unpublish()
        with indexed_at_once():
            make_page(alfa, "Cosa segunda")
        page.title = "Otra cosa"
        publish(page)
        assert found(alfa, "cosa") == []
    assert sorted(found(alfa, "cosa")) == ["Cosa segunda", "Otra cosa"]


def test_what_fails_together_is_not_found_and_the_next_is_found_at_once(alfa):
    def publish_and_fail():
        with transaction.atomic(), indexed_at_once():
            make_page(alfa, "Cosa primera")
            raise ValueError("failed")

    with pytest.raises(ValueError, match="failed"):
        publish_and_fail()
    make_page(alfa, "Cosa segunda")
    assert found(alfa, "cosa") == ["Cosa segunda"]


# --- Not public -----------------------------------------------------------------------------


def test_a_draft_is_not_found(alfa):
    make_page(alfa, "Cosa oculta", live=False)
    assert found(alfa, "cosa") == found(alfa, "oculta") == suggested(alfa, "cos") == []


def test_a_change_is_found_once_it_is_published(alfa):
    page = make_entidad(alfa, "Cosa propia", contactos=[("telefono", "22 654321")])
    page.title = "Secreto"
    page.otros_nombres, page.resumen = "clandestina", "Nada"
    page.contactos.set([])
    page.save_revision()
    assert found(alfa, "secreto") == found(alfa, "clandestina") == []
    assert found(alfa, "654321") == ["Cosa propia"]
    page.get_latest_revision().publish()
    assert found(alfa, "secreto") == found(alfa, "clandestina") == ["Secreto"]
    assert found(alfa, "cosa") == found(alfa, "654321") == []


def test_what_is_withdrawn_is_not_found(alfa):
    page = make_page(alfa, "Cosa propia")
    page.unpublish()
    assert found(alfa, "cosa") == []
    publish(page)
    assert found(alfa, "cosa") == ["Cosa propia"]


def test_what_is_deleted_is_not_found_nor_what_was_below_it(alfa):
    page = make_page(alfa, "Cosa propia")
    make_page(alfa, "Cosa de abajo", parent=page)
    Page.objects.get(pk=page.pk).delete()
    assert found(alfa, "cosa") == []


@pytest.mark.parametrize(
    "restriction", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, "groups"]
)
def test_what_is_private_is_not_found_nor_what_is_below_it(alfa, restriction):
    page = make_page(alfa, "Cosa reservada")
    below = make_page(alfa, "Cosa de abajo", parent=page)
    assert len(found(alfa, "cosa")) == 2
    closed = PageViewRestriction.objects.create(page=page, restriction_type=restriction)
    closed.groups.set(Group.objects.all()[:1])
    publish(below)
    make_page(alfa, "Cosa nueva", parent=page)
    assert found(alfa, "cosa") == suggested(alfa, "cos") == []
    closed.delete()
    assert len(found(alfa, "cosa")) == 3


def test_what_moves_into_a_private_section_is_not_found(alfa):
    closed, page = make_page(alfa, "Sala"), make_page(alfa, "Cosa propia")
    make_page(alfa, "Cosa de abajo", parent=page)
    make_private(closed)
    Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=closed.pk), pos="last-child")
    assert found(alfa, "cosa") == []
    moved = Page.objects.get(pk=page.pk).specific
    moved.move(Page.objects.get(pk=alfa.home.pk), pos="last-child")
    assert len(found(alfa, "cosa")) == 2


def test_what_has_expired_is_not_found_even_before_it_is_withdrawn(alfa):
    page = make_page(alfa, "Cosa pasajera")
    page.expire_at = timezone.now() + timedelta(hours=1)
    publish(page)
    assert found(alfa, "cosa") == ["Cosa pasajera"]
    page.expire_at = timezone.now() - timedelta(minutes=1)
    publish(page)
    assert page.live
    assert found(alfa, "cosa") == suggested(alfa, "cos") == []


def test_an_alias_is_as_private_as_its_source(alfa, beta):
    page = make_page(alfa, "Cosa propia")
    alias = page.create_alias(parent=Page.objects.get(pk=beta.home.pk), update_slug="copia")
    assert found(beta, "cosa") == ["Cosa propia"]
    page.title = "Cosa cambiada"
    publish(page)
    assert found(beta, "cambiada") == ["Cosa cambiada"]
    closed = make_private(page)
    assert found(beta, "cosa") == []
    make_page(beta, "Cosa de abajo", parent=alias)
    assert found(beta, "cosa") == []
    closed.delete()
    assert len(found(beta, "cosa")) == 2


def test_nothing_private_is_what_somebody_meant(alfa):
    page = make_page(alfa, "Expropiaciones", resumen="Nada")
    assert ask(alfa, "espropiaciones").corregida == "expropiaciones"
    closed = make_private(page)
    assert ask(alfa, "espropiaciones").corregida == ""
    assert not Palabra.objects.filter(palabra__startswith="expropia").exists()
    closed.delete()
    other = make_page(alfa, "Más expropiaciones")
    page.unpublish()
    assert ask(alfa, "espropiaciones").corregida == "expropiaciones"
    Page.objects.get(pk=other.pk).delete()
    assert ask(alfa, "espropiaciones").corregida == ""


# --- Portals of a page -----------------------------------------------------------------------


def test_a_portal_finds_its_own_and_the_province_all_when_asked(portales):
    make_page(portales.provincia, "Cosa de la provincia")
    make_page(portales.alfa, "Cosa de Alfa")
    make_noticia(portales.beta, "Cosa de Beta", compartir_con_provincia=True)
    assert found(portales.alfa, "cosa") == ["Cosa de Alfa"]
    assert found(portales.beta, "cosa") == ["Cosa de Beta"]
    assert found(portales.provincia, "cosa") == ["Cosa de la provincia"]
    assert set(found(portales.provincia, "cosa", todas=True)) == {
        "Cosa de la provincia",
        "Cosa de Alfa",
        "Cosa de Beta",
    }


def test_a_site_is_not_taken_for_another_with_a_longer_number(alfa):
    make_page(alfa, "Cosa propia")
    marks = Ficha.objects.get(titulo="Cosa propia").marcas.split()
    assert [mark for mark in marks if mark.startswith((":s", ":todos"))] == [f":s{alfa.site.pk}"]


def test_what_moves_to_another_portal_is_found_there(portales):
    page = make_page(portales.alfa, "Cosa propia")
    make_page(portales.alfa, "Cosa de abajo", parent=page)
    moved = Page.objects.get(pk=page.pk).specific
    moved.move(Page.objects.get(pk=portales.beta.home.pk), pos="last-child")
    assert found(portales.alfa, "cosa") == []
    assert len(found(portales.beta, "cosa")) == 2


def test_nobody_writes_marks_into_a_text(portales):
    marks = f":s{portales.beta.site.pk} :todos :les :gtramites"
    make_page(portales.alfa, "Cosa propia", resumen=marks, cuerpo=[("texto", f"<p>{marks}</p>")])
    assert found(portales.beta, "cosa") == []
    assert ask(portales.alfa, "cosa").totales["tramites"] == 0


def test_entities_of_the_province_are_found_where_they_serve(portales):
    empresa = make_entidad(portales.provincia, "Empresa de aguas", municipios=[portales.alfa])
    oficina = make_entidad(portales.provincia, "Oficina de aguas", parent=empresa)
    both = {"Empresa de aguas", "Oficina de aguas"}
    assert set(found(portales.alfa, "aguas")) == set(found(portales.provincia, "aguas")) == both
    assert found(portales.beta, "aguas") == []

    empresa.municipios_atendidos.set(PortalSettings.objects.filter(slug="beta"))
    empresa.save_revision()
    assert set(found(portales.alfa, "aguas")) == both
    empresa.get_latest_revision().publish()
    assert found(portales.alfa, "aguas") == []
    assert set(found(portales.beta, "aguas")) == both

    # An office can only be reached through its entidad.
    EntidadPage.objects.get(pk=empresa.pk).unpublish()
    assert found(portales.beta, "aguas") == []
    assert found(portales.provincia, "aguas") == ["Oficina de aguas"]
    publish(empresa)
    make_private(oficina)
    assert found(portales.beta, "aguas") == ["Empresa de aguas"]


def test_an_entity_serves_whom_its_spanish_page_says(portales):
    publish_in_english(portales.provincia)
    empresa = make_entidad(portales.provincia, "Empresa de aguas", municipios=[portales.alfa])
    english = empresa.copy_for_translation(portales.provincia.home_en.locale, copy_parents=True)
    english.title = "Water company"
    publish(english)
    assert found(portales.alfa, "water", "en") == ["Water company"]
    empresa.municipios_atendidos.clear()
    publish(empresa)
    assert found(portales.alfa, "water", "en") == []


def test_an_entity_of_a_municipality_serves_nobody_else(portales):
    page = make_entidad(portales.alfa, "Empresa de aguas", municipios=[portales.beta])
    assert page.municipios_atendidos.exists()
    assert found(portales.beta, "aguas") == []


def test_procedures_of_the_province_are_found_everywhere_once(portales):
    canonico = make_tramite(portales.provincia, "Carné de identidad")
    make_local(portales.alfa, canonico, nota="Los martes")
    for portal in (portales.provincia, portales.alfa, portales.beta):
        assert found(portal, "carné") == ["Carné de identidad"]
    assert found(portales.provincia, "carné", todas=True) == ["Carné de identidad"]
    canonico.unpublish()
    assert found(portales.alfa, "carné") == []


def test_a_procedure_of_a_municipality_stands_in_place_of_that_of_the_province(portales):
    make_tramite(portales.provincia, "Carné de identidad", slug="carne")
    own = make_tramite(portales.alfa, "Carné en Alfa", slug="carne")
    assert found(portales.alfa, "carné") == ["Carné en Alfa"]
    assert found(portales.beta, "carné") == ["Carné de identidad"]
    assert len(found(portales.provincia, "carné", todas=True)) == 2
    own.unpublish()
    assert found(portales.alfa, "carné") == ["Carné de identidad"]
    publish(own)
    # Its address still asks for the password.
    closed = make_private(own)
    assert found(portales.alfa, "carné") == []
    closed.delete()
    assert found(portales.alfa, "carné") == ["Carné en Alfa"]
    Page.objects.get(pk=own.pk).delete()
    assert found(portales.alfa, "carné") == ["Carné de identidad"]


def test_an_own_procedure_with_another_address_stands_beside_it(portales, committed):
    make_tramite(portales.provincia, "Carné de identidad", slug="carne")
    own = make_tramite(portales.alfa, "Carné en Alfa", slug="carne")
    with committed():
        own.slug = "carne-de-alfa"
        publish(own)
    assert len(found(portales.alfa, "carné")) == 2


def test_avisos_are_found_where_they_are_read(portales):
    make_aviso(portales.provincia, "Ciclón para todos", alcance="todos")
    make_aviso(
        portales.provincia, "Ciclón en Alfa", alcance="municipios", municipios=[portales.alfa]
    )
    aviso = make_aviso(portales.provincia, "Ciclón aquí")
    make_aviso(portales.alfa, "Ciclón de Alfa")
    everywhere = {"Ciclón para todos"}
    assert set(found(portales.beta, "ciclón")) == everywhere
    assert set(found(portales.alfa, "ciclón")) == {
        "Ciclón para todos",
        "Ciclón en Alfa",
        "Ciclón de Alfa",
    }
    aviso.alcance = "todos"
    publish(aviso)
    assert set(found(portales.beta, "ciclón")) == everywhere | {"Ciclón aquí"}


def test_an_aviso_is_found_in_each_of_its_languages(portales):
    publish_in_english(portales.provincia)
    aviso = make_aviso(portales.provincia, "Ciclón", alcance="todos")
    english = aviso.copy_for_translation(portales.provincia.home_en.locale, copy_parents=True)
    english.title = "Cyclone"
    publish(english)
    publish(aviso)
    assert found(portales.alfa, "ciclón") == ["Ciclón"]
    assert found(portales.alfa, "cyclone", "en") == ["Cyclone"]


def test_front_pages_are_where_one_is_and_are_not_found(alfa):
    publish(alfa.home.specific)
    assert alfa.home.title not in found(alfa, "portal ciudadano alfa")


def test_the_beginning_of_a_mark_begins_no_word(alfa):
    make_page(alfa, "Cosa propia")
    for letter, pages in (("g", ["Gobierno"]), ("x", [])):  # pages whose words begin so
        assert found(alfa, letter) == suggested(alfa, letter) == pages, letter


# --- Rebuilding ---------------------------------------------------------------------------------


def test_the_command_makes_what_is_missing_and_takes_what_is_too_much(alfa, capsys):
    page, draft = make_page(alfa, "Cosa propia"), make_page(alfa, "Otra cosa")
    Ficha.objects.filter(pk=page.pk).delete()
    Page.objects.filter(pk=draft.pk).update(live=False)
    assert found(alfa, "cosa") == ["Otra cosa"]
    call_command("rehacer_buscador")
    assert found(alfa, "cosa") == ["Cosa propia"]
    assert str(Ficha.objects.count()) in capsys.readouterr().out


def test_creating_the_portals_fills_a_search_that_knows_nothing(alfa):
    make_page(alfa, "Cosa propia")
    Ficha.objects.all().delete()
    call_command("crear_portales", verbosity=0)
    assert found(alfa, "cosa") == ["Cosa propia"]
