"""The editor of one portal can neither open nor change objects of another."""

import pytest
from django.urls import reverse

from base.models import PortalImage, PortalSettings
from home.models import StandardPage
from tests.factories import make_document, make_image, make_noticia, make_page, make_user
from tests.reading import filled_form, soup, text


@pytest.fixture
def ajena(beta):
    return make_noticia(beta, "Cosa de Beta")


def pages_url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def refused(response):
    """Whether the admin redirected or refused the request."""
    return response.status_code in (302, 403, 404)


def test_the_explorer_shows_the_own_tree_only(as_editor, alfa, ajena):
    make_noticia(alfa, "Cosa de Alfa")
    page = text(as_editor.get(reverse("wagtailadmin_explore", args=[alfa.noticias.pk])))
    assert "Cosa de Alfa" in page
    top = as_editor.get(reverse("wagtailadmin_explore_root"), follow=True)
    listed = soup(top).select_one("#listing-results").get_text(" ")
    assert "Portal del Ciudadano de Alfa" in listed
    assert "Beta" not in listed
    assert "Oriente" not in listed


@pytest.mark.parametrize("whose", ["beta", "provincia"])
def test_the_tree_of_another_portal_cannot_be_explored(as_editor, portales, whose):
    other = getattr(portales, whose)
    make_noticia(other, "Cosa ajena")
    for page in (other.container, other.home, other.noticias):
        response = as_editor.get(reverse("wagtailadmin_explore", args=[page.pk]), follow=True)
        assert "Cosa ajena" not in text(response)
        assert other.home.title not in text(response)


@pytest.mark.parametrize(
    "name", ["edit", "delete", "unpublish", "history", "view_draft", "copy", "move", "set_privacy"]
)
def test_a_page_of_another_portal_cannot_be_opened(as_editor, ajena, name):
    response = as_editor.get(pages_url(name, ajena.pk))
    assert refused(response)
    assert b"Cosa de Beta" not in response.content


def test_a_page_of_another_portal_cannot_be_changed(as_editor, alfa, beta, ajena):
    propia = make_noticia(alfa, "Cosa de Alfa")
    url = pages_url("edit", propia.pk)
    data = filled_form(as_editor.get(url), streams=["cuerpo"], title="Tomada por Alfa")
    assert refused(as_editor.post(pages_url("edit", ajena.pk), data))
    ajena.refresh_from_db()
    assert (ajena.title, ajena.has_unpublished_changes) == ("Cosa de Beta", False)
    assert ajena.get_latest_revision_as_object().title == "Cosa de Beta"


def test_nothing_can_be_created_below_another_portal(as_editor, alfa, beta):
    own = pages_url("add", "home", "standardpage", alfa.home.pk)
    data = filled_form(
        as_editor.get(own),
        streams=["cuerpo"],
        title="Intrusa",
        slug="intrusa",
        resumen="Una página",
    )
    for parent in (beta.home, beta.home_en, beta.container, beta.noticias, alfa.container):
        assert refused(as_editor.post(pages_url("add", "home", "standardpage", parent.pk), data))
    assert not StandardPage.objects.filter(title="Intrusa").exists()
    assert as_editor.post(own, data).status_code == 302
    assert StandardPage.objects.child_of(alfa.home).filter(title="Intrusa").exists()


def test_an_own_page_cannot_be_moved_or_copied_into_another_portal(as_editor, alfa, beta):
    own = make_page(alfa, "Propia")
    as_editor.post(pages_url("move_confirm", own.pk, beta.home.pk))
    as_editor.post(
        pages_url("copy", own.pk),
        {"new_title": "Copia", "new_slug": "copia", "new_parent_page": beta.home.pk},
    )
    assert not StandardPage.objects.descendant_of(beta.container).exists()


def settings_url(portal):
    return reverse("wagtailsettings:edit", args=["base", "portalsettings", portal.site.pk])


def test_the_settings_of_another_portal_cannot_be_opened_or_changed(as_editor, alfa, beta):
    data = {
        "correo": "alfa@ejemplo.cu",
        "direccion": "Calle 1",
        "horario": "",
        "telefonos-count": "0",
        "redes-count": "0",
    }
    assert as_editor.get(settings_url(alfa)).status_code == 200
    assert as_editor.post(settings_url(alfa), data).status_code == 302
    assert PortalSettings.for_site(alfa.site).correo == "alfa@ejemplo.cu"
    assert refused(as_editor.get(settings_url(beta)))
    assert refused(as_editor.post(settings_url(beta), data))
    assert PortalSettings.objects.get(slug="beta").correo == ""


def test_an_editor_changes_how_to_reach_the_portal_but_not_who_it_is(as_editor, alfa):
    form = as_editor.get(settings_url(alfa)).content.decode()
    assert 'name="correo"' in form
    assert 'name="nombre"' not in form
    assert 'name="acento"' not in form
    as_editor.post(
        settings_url(alfa),
        {
            "correo": "",
            "direccion": "",
            "horario": "",
            "telefonos-count": "0",
            "redes-count": "0",
            "nombre": "República de Alfa",
            "titulo": "Otro",
            "acento": "uva",
        },
    )
    datos = PortalSettings.objects.get(slug="alfa")
    assert (datos.nombre, datos.titulo, datos.acento) == (
        "Alfa",
        "Portal del Ciudadano de Alfa",
        "mar",
    )


def test_an_administrator_changes_who_a_portal_is(administrador, provincia, alfa):
    browser = provincia.signed_in(administrador)
    form = browser.get(settings_url(alfa))
    assert form.status_code == 200
    assert 'name="nombre"' in form.content.decode()


def test_the_images_and_documents_of_another_portal_are_out_of_reach(as_editor, alfa, beta):
    own = make_image("Foto de Alfa", collection=alfa.collection)
    image = make_image("Foto de Beta", collection=beta.collection)
    document = make_document("Acta de Beta", collection=beta.collection)
    listing = as_editor.get(reverse("wagtailimages:index")).content.decode()
    assert "Foto de Alfa" in listing
    assert "Foto de Beta" not in listing
    assert (
        "Foto de Beta"
        not in as_editor.get(reverse("wagtailimages_chooser:choose")).content.decode()
    )
    assert "Acta de Beta" not in as_editor.get(reverse("wagtaildocs:index")).content.decode()
    assert as_editor.get(reverse("wagtailimages:edit", args=[own.pk])).status_code == 200
    assert refused(as_editor.get(reverse("wagtailimages:edit", args=[image.pk])))
    assert refused(as_editor.get(reverse("wagtaildocs:edit", args=[document.pk])))
    as_editor.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Tomada"})
    assert PortalImage.objects.get(pk=image.pk).title == "Foto de Beta"


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailadmin_workflows:index",
        "wagtailredirects:index",
        "wagtailadmin_collections:index",
        "wagtailsnippets_noticias_categorianoticia:list",
        "wagtaillocales:index",
    ],
)
@pytest.mark.parametrize("who", ["editora", "moderadora"])
def test_what_belongs_to_all_portals_is_closed_to(name, who, request, portales):
    user = request.getfixturevalue(who)
    assert refused(portales.alfa.signed_in(user).get(reverse(name)))


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsnippets_noticias_categorianoticia:list",
        "wagtailredirects:index",
        "wagtailadmin_collections:index",
    ],
)
def test_the_administrator_keeps(name, administrador, provincia):
    assert provincia.signed_in(administrador).get(reverse(name)).status_code == 200


def test_an_editor_of_two_portals_works_in_both(alfa, beta):
    both = make_user("doble", groups=[alfa.editores, beta.editores])
    browser = alfa.signed_in(both)
    for portal in (alfa, beta):
        page = make_noticia(portal, f"Noticia de {portal.slug}")
        assert browser.get(pages_url("edit", page.pk)).status_code == 200


def test_who_is_in_no_group_does_not_enter(alfa):
    browser = alfa.signed_in(make_user("nadie"))
    assert refused(browser.get(reverse("wagtailadmin_home")))
    assert refused(browser.get(pages_url("edit", alfa.home.pk)))
