"""The command `crear_portales` makes all portals, and can be repeated at any time."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
)

from atencion.models import AtencionPage, ConsultasIndexPage
from avisos.models import AvisosIndexPage
from base.models import PortalSettings
from directorio.models import DirectorioIndexPage, TipoEntidad
from gobierno.models import GobiernoIndexPage
from home.creacion import create_portales
from home.models import HomePage
from noticias.models import AgendaIndexPage, CategoriaNoticia, NoticiasIndexPage
from tests.conftest import GAMMA, PORTALES_TOML, portal_fixture
from tests.factories import make_noticia
from tests.reading import links, text
from tramites.models import TramitesIndexPage
from transparencia.models import TransparenciaIndexPage

EDITOR_PAGES = {"add_page", "change_page"}
EDITOR_SYNONYMS = {"add_sinonimo", "change_sinonimo", "delete_sinonimo"}
EDITOR_MEDIA = {
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
}


def run():
    """Make the portals without their first content (see ``test_contenido``)."""
    lines = []
    create_portales(lines.append)
    return "\n".join(lines)


# In addition there are the container and the home pages in three languages.
SECTIONS = 10
ROLES = ("Editores", "Traductores", "Coordinador", "Revisores", "Atención")


def row_counts():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def page_permissions(group):
    rows = GroupPagePermission.objects.filter(group=group)
    return set(rows.values_list("page__url_path", "permission__codename"))


def collection_permissions(group):
    rows = GroupCollectionPermission.objects.filter(group=group)
    return set(rows.values_list("collection__name", "permission__codename"))


def site_permissions(group):
    rows = GroupSitePermission.objects.filter(group=group)
    return set(rows.values_list("site__hostname", "permission__codename"))


def test_it_says_each_portal_with_its_address(db, portales_file):
    assert run().splitlines() == [
        "Provincia: creado · http://localhost:8000/",
        "Alfa: creado · http://alfa.localhost:8000/",
        "Beta: creado · http://beta.localhost:8000/",
    ]
    assert run().splitlines()[1] == "Alfa: ya existía · http://alfa.localhost:8000/"


def test_each_portal_is_a_container_with_its_homes_side_by_side(portales):
    root = Page.get_first_root_node()
    containers = root.get_children().order_by("path")
    assert [page.slug for page in containers] == ["portal-provincia", "portal-alfa", "portal-beta"]
    for portal in portales:
        container = portal.container
        assert container.specific_class is Page
        assert not container.live
        assert not Site.objects.filter(root_page=container).exists()
        homes = HomePage.objects.child_of(container).order_by("path")
        assert [(home.locale.language_code, home.live) for home in homes] == [
            ("es", True),
            ("en", False),
            ("ht", False),
        ]
        assert len({home.translation_key for home in homes}) == 1
        assert portal.site.root_page_id == homes[0].pk
        assert not portal.site.is_default_site
        sections = portal.home.get_children().specific()
        assert {type(page): (page.slug, page.live, page.show_in_menus) for page in sections} == {
            NoticiasIndexPage: ("noticias", True, True),
            TramitesIndexPage: ("tramites", True, True),
            DirectorioIndexPage: ("directorio", True, True),
            GobiernoIndexPage: ("gobierno", True, True),
            TransparenciaIndexPage: ("transparencia", True, True),
            AvisosIndexPage: ("avisos", True, False),
            AgendaIndexPage: ("agenda", True, False),
            AtencionPage: ("atencion", True, False),
            ConsultasIndexPage: ("consultas", True, False),
        }


def test_the_settings_of_a_portal_come_from_the_data(alfa):
    datos = PortalSettings.for_site(alfa.site)
    assert (datos.slug, datos.tipo, datos.nombre) == ("alfa", "municipal", "Alfa")
    assert (datos.titulo, datos.sede) == ("Portal del Ciudadano de Alfa", "Alfa la Vieja")
    assert (datos.latitud, datos.longitud, datos.acento) == (20.1, -75.9, "mar")


def test_editors_have_exactly_the_rights_on_their_own_portal(portales):
    for portal in portales:
        group = portal.editores
        of_all = {"access_admin"} | (EDITOR_SYNONYMS if portal.slug == "provincia" else set())
        assert set(group.permissions.values_list("codename", flat=True)) == of_all
        assert page_permissions(group) == {
            (home.url_path, codename)
            for home in (portal.home, portal.home_en, portal.home_ht)
            for codename in EDITOR_PAGES
        }
        assert collection_permissions(group) == {
            (portal.collection.name, codename) for codename in EDITOR_MEDIA
        }
        assert site_permissions(group) == {
            (portal.site.hostname, codename)
            for codename in (
                *("change_portalsettings", "change_difusion"),
                *("add_destacado", "change_destacado", "delete_destacado"),
            )
        }


def test_moderators_work_on_the_whole_tree_and_administer_nothing(portales):
    group = Group.objects.get(name="Moderadores")
    assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]
    root = Page.get_first_root_node()
    assert page_permissions(group) == {
        (root.url_path, codename)
        for codename in EDITOR_PAGES | {"publish_page", "lock_page", "unlock_page"}
    }
    root_collection = Collection.get_first_root_node()
    assert collection_permissions(group) == {
        (root_collection.name, codename) for codename in EDITOR_MEDIA
    }
    assert site_permissions(group) == set()


def test_administrators_are_no_superusers_but_keep_users_and_categories(portales):
    group = Group.objects.get(name="Administradores")
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert {
        "access_admin",
        "change_usuario",
        "change_group",
        "change_categorianoticia",
        "change_site",
        "change_portalsettings",
        "change_difusion",
    } <= codenames
    assert ("/", "publish_page") in page_permissions(group)


def test_no_group_but_the_described_ones_remains(portales):
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Administradores",
        "Moderadores",
        "Publicación urgente",
        *(f"{role} · {portal}" for role in ROLES for portal in ("Provincia", "Alfa", "Beta")),
    }


def test_the_workflow_of_the_province_stands_on_every_container_and_nowhere_else(portales):
    [workflow] = Workflow.objects.all()
    [task] = Task.objects.all()
    assert workflow.name == "Moderación provincial"
    assert [group.name for group in task.specific.groups.all()] == ["Moderadores"]
    rows = set(WorkflowPage.objects.values_list("page__slug", "workflow"))
    assert rows == {(portal.container.slug, workflow.pk) for portal in portales}
    assert make_noticia(portales.alfa, "Una noticia").get_workflow() == workflow
    assert portales.beta.home_en.get_workflow() == workflow


def test_what_wagtail_brings_of_its_own_is_gone(portales):
    assert Site.objects.count() == 3
    assert not Page.objects.filter(title__icontains="welcome").exists()
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()


@pytest.mark.on_both_databases
def test_a_second_run_adds_nothing(portales):
    before = row_counts()
    run()
    run()
    assert row_counts() == before
    for portal in portales:
        assert portal_fixture(portal.slug) == portal


def test_a_second_run_keeps_what_people_changed(portales):
    alfa = portales.alfa
    home = alfa.home
    home.title, home.lema, home.slug = "La casa de todos", "Un lema", "portada"
    home.save()
    section = alfa.noticias
    section.title, section.slug, section.show_in_menus = "Actualidad", "actualidad", False
    section.save()
    datos = PortalSettings.for_site(alfa.site)
    datos.nombre, datos.acento, datos.correo = "Alfa Nueva", "sierra", "alfa@ejemplo.cu"
    datos.save()
    alfa.site.site_name = "El portal de Alfa"
    alfa.site.save()
    CategoriaNoticia.objects.filter(slug="cultura").delete()
    other = Workflow.objects.create(name="Otro")
    WorkflowPage.objects.filter(page=alfa.container).update(workflow=other)
    before = row_counts()

    run()

    assert row_counts() == before
    home.refresh_from_db()
    assert (home.title, home.lema, home.slug) == ("La casa de todos", "Un lema", "portada")
    section.refresh_from_db()
    assert (section.title, section.slug, section.show_in_menus) == (
        "Actualidad",
        "actualidad",
        False,
    )
    datos = PortalSettings.objects.get(slug="alfa")
    assert (datos.nombre, datos.acento, datos.correo) == ("Alfa Nueva", "sierra", "alfa@ejemplo.cu")
    assert Site.objects.get(pk=alfa.site.pk).site_name == "El portal de Alfa"
    assert not CategoriaNoticia.objects.filter(slug="cultura").exists()
    assert WorkflowPage.objects.get(page=alfa.container).workflow == other


def test_a_second_run_keeps_groups_that_people_made_and_who_is_in_them(portales, editora):
    own = Group.objects.create(name="Fotógrafos")
    editora.groups.add(own)
    run()
    assert {group.name for group in editora.groups.all()} == {"Editores · Alfa", "Fotógrafos"}


def test_what_is_missing_of_a_portal_is_added_again(alfa):
    alfa.noticias.delete()
    GroupPagePermission.objects.filter(group=alfa.editores).delete()
    run()
    again = portal_fixture("alfa")
    assert again.noticias.pk != alfa.noticias.pk
    assert page_permissions(alfa.editores)


def test_a_language_that_came_later_is_added_to_what_was_there(portales):
    """The installation dates from the time when there were only Spanish and English."""
    for portal in portales:
        HomePage.objects.get(pk=portal.home_ht.pk).delete()
    Locale.objects.get(language_code="ht").delete()
    before = row_counts()
    run()
    alfa = portal_fixture("alfa")
    assert alfa.home_ht.pk != portales.alfa.home_ht.pk
    assert not alfa.home_ht.live
    # The name is not translated yet: the language in the title tells the pages apart.
    assert alfa.home_ht.title == "Portal del Ciudadano de Alfa · Kreyòl ayisyen"
    assert alfa.home_ht.get_parent() == alfa.container
    for role, codenames in {"Editores": EDITOR_PAGES, "Traductores": {"change_page"}}.items():
        group = Group.objects.get(name=f"{role} · Alfa")
        granted = {name for path, name in page_permissions(group) if path == alfa.home_ht.url_path}
        assert granted == codenames
    after = row_counts()
    assert after["wagtailcore.Locale"] == before["wagtailcore.Locale"] + 1
    assert after["wagtailcore.Page"] == before["wagtailcore.Page"] + len(list(portales))
    assert after["directorio.TipoEntidad"] == before["directorio.TipoEntidad"]


def test_lists_are_named_in_the_languages_whose_texts_are_there(portales):
    languages = TipoEntidad.objects.values_list("locale__language_code", flat=True)
    assert set(languages) == {"es", "en"}


def test_hosts_and_ports_follow_the_configuration(alfa, settings):
    settings.PORTAL_HOST_SUFFIX = ""
    settings.PORTAL_PORT = 443
    assert "Alfa: ya existía · https://www.alfa.gob.cu/" in run()
    alfa.site.refresh_from_db()
    assert (alfa.site.hostname, alfa.site.port) == ("www.alfa.gob.cu", 443)
    settings.PORTAL_HOST_SUFFIX, settings.PORTAL_PORT = "prueba.cu", 8080
    assert "Provincia: ya existía · http://prueba.cu:8080/" in run()
    alfa.site.refresh_from_db()
    assert (alfa.site.hostname, alfa.site.port) == ("alfa.prueba.cu", 8080)


def test_one_more_entry_is_one_more_portal(portales, portales_file):
    make_noticia(portales.alfa, "Solo de Alfa")
    before = row_counts()
    portales_file(PORTALES_TOML + GAMMA)
    assert "Gamma: creado · http://gamma.localhost:8000/" in run()
    gamma = portal_fixture("gamma")
    response = gamma.get()
    assert response.status_code == 200
    assert "Portal del Ciudadano de Gamma" in text(response)
    assert "Solo de Alfa" not in text(response)
    assert links(portales.provincia.get(), within="main")["Gamma"] == f"{gamma.url}/"
    after = row_counts()
    assert after["wagtailcore.Page"] == before["wagtailcore.Page"] + 4 + SECTIONS
    assert after["auth.Group"] == before["auth.Group"] + len(ROLES)


def test_an_entry_taken_out_of_the_data_deletes_nothing(portales, portales_file):
    before = row_counts()
    portales_file(PORTALES_TOML[: PORTALES_TOML.rindex("[[portal]]")])
    run()
    assert row_counts() == before


@pytest.mark.on_both_databases
def test_a_host_that_another_site_holds_is_refused_and_nothing_is_half_made(db, portales_file):
    root = Page.get_first_root_node()
    page = root.add_child(instance=Page(title="Otra", slug="otra"))
    Site.objects.create(hostname="beta.localhost", port=8000, root_page=page)
    with pytest.raises(CommandError, match=r"beta.*beta\.localhost:8000"):
        call_command("crear_portales", verbosity=0)
    assert not PortalSettings.objects.exists()
    assert not HomePage.objects.exists()


def test_a_page_that_somebody_made_of_wagtails_first_page_is_kept(db, portales_file):
    page = Page.objects.get(depth=2)
    page.title = "Nuestra página"
    page.save_revision()
    run()
    assert Page.objects.filter(pk=page.pk).exists()


def test_the_home_of_the_province_lists_its_municipalities_with_links(portales):
    found = links(portales.provincia.get(), within="main")
    assert found["Beta"] == f"{portales.beta.url}/"
    assert any(
        name.startswith("Alfa") and url == f"{portales.alfa.url}/" for name, url in found.items()
    )
    assert "Beta" not in links(portales.alfa.get(), within="main")


@pytest.mark.on_both_databases
def test_the_real_data_file_gives_ten_portals_that_answer(db):
    lines = run().splitlines()
    assert len(lines) == 10
    assert lines[0] == "Provincia: creado · http://localhost:8000/"
    for line in lines:
        url = line.rpartition(" · ")[2]
        host = url.removeprefix("http://").rstrip("/")
        assert Client(headers={"host": host}, SERVER_PORT="8000").get("/").status_code == 200


def test_a_renamed_group_and_collection_stay_with_their_portal(portales):
    alfa = portales.alfa
    alfa.editores.name = "Equipo de Alfa"
    alfa.editores.save()
    alfa.collection.name = "Fotos de Alfa"
    alfa.collection.save()
    before = row_counts()
    run()
    assert row_counts() == before
    assert not Group.objects.filter(name="Editores · Alfa").exists()
