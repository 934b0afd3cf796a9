"""An importación only reads and changes the portal of its user."""

import pytest

from directorio.models import DirectorioIndexPage, EntidadPage
from equipos.models import Equipo
from importacion.models import Importacion
from tests.factories import make_entidad, make_private, make_user
from tests.reading import links, text

from .libros import read, xlsx
from .pantallas import Importar, errors, rows

ENTIDADES = ["Clave", "Nombre", "Tipo", "Resumen"]


@pytest.fixture
def importar_beta(beta):
    browser = beta.signed_in(make_user("editora-beta", groups=[beta.editores]))
    return Importar(browser, beta.slug)


@pytest.fixture
def ajena(importar_beta, tipo):
    """The screen of a saved importación of Beta."""
    content = xlsx(Entidades=[ENTIDADES, ["a", "Entidad de Beta", tipo, "Resumen."]])
    return importar_beta.confirm(importar_beta.upload(content))


@pytest.mark.parametrize("what", ["", "errores/", "confirmar/", "descartar/"])
def test_the_import_of_another_portal_is_not_found(as_editor, ajena, what):
    address = f"{ajena.request['PATH_INFO']}{what}"
    assert as_editor.get(address).status_code == 404
    assert as_editor.post(address).status_code == 404


@pytest.mark.parametrize("what", ["", "plantilla/", "exportar/", "exportar/?hoja=entidades"])
def test_the_section_of_another_portal_is_not_found(as_editor, beta, what):
    for portal in ("beta", "provincia", "no-existe"):
        assert as_editor.get(f"/admin/importar/{portal}/entidades/{what}").status_code == 404
    assert as_editor.get(f"/admin/importar/alfa/otra-cosa/{what}").status_code == 404


def test_the_key_of_another_portal_makes_a_page_of_ones_own(importar, ajena, tipo, alfa):
    content = xlsx(Entidades=[ENTIDADES, ["a", "Entidad de Alfa", tipo, "Resumen."]])
    screen = importar.upload(content)
    assert rows(screen) == [("Nueva", "Entidad de Alfa")]
    importar.confirm(screen)
    assert EntidadPage.objects.get(title="Entidad de Alfa").is_descendant_of(alfa.home)
    assert EntidadPage.objects.filter(title="Entidad de Beta").exists()


@pytest.mark.parametrize("named", ["Entidad de Beta", "a"])
def test_no_row_names_a_page_of_another_portal(importar, ajena, tipo, named):
    EntidadPage.objects.get(title="Entidad de Beta").latest_revision.publish()
    screen = importar.upload(
        xlsx(
            Entidades=[
                ["Clave", "Nombre", "Tipo", "Depende de", "Oficina de"],
                ["x", "Uno", tipo, named, None],
                ["y", "Dos", tipo, None, named],
            ]
        )
    )
    assert [state for state, _title in rows(screen)] == ["Con errores", "Con errores"]
    assert "entre los de su portal" in errors(screen)[0]
    # The screen repeats what was typed, and nothing else of the other portal.
    assert text(screen).count("Entidad de Beta") == (1 if named == "Entidad de Beta" else 0)


def test_lists_and_exports_name_nothing_of_another_portal(importar, ajena):
    EntidadPage.objects.get(title="Entidad de Beta").latest_revision.publish()
    for address in ("plantilla/", "exportar/"):
        assert "Entidad de Beta" not in str(read(importar.download(address)))


def test_what_the_province_publishes_can_be_named(importar, provincia, tipo):
    section = DirectorioIndexPage.objects.descendant_of(provincia.home).get()
    page = EntidadPage(title="Dirección Provincial", slug="direccion", resumen="Resumen.")
    page.tipo_id = EntidadPage._meta.get_field("tipo").related_model.objects.first().pk
    section.add_child(instance=page)
    page.save_revision().publish()
    content = xlsx(
        Entidades=[
            ["Clave", "Nombre", "Tipo", "Depende de"],
            ["x", "Uno", tipo, "direccion provincial"],
        ]
    )
    importar.confirm(importar.upload(content))
    assert EntidadPage.objects.get(title="Uno").depende_de == page
    assert rows(importar.upload(importar.download("exportar/"))) == [("Sin cambios", "Uno")]


def test_who_may_not_add_pages_is_not_offered_the_import(alfa):
    browser = alfa.signed_in(make_user("revisora", groups=["Revisores · Alfa"]))
    assert "/admin/importar/" not in browser.get("/admin/").content.decode()
    assert browser.get("/admin/importar/", follow=True).redirect_chain
    assert browser.get("/admin/importar/alfa/entidades/").status_code == 404


def test_the_team_of_one_entity_is_not_offered_the_import_of_all(alfa, administrador):
    page = make_entidad(alfa, "Registro Civil")
    equipo = Equipo.objects.create_for(page, user=administrador)
    browser = alfa.signed_in(make_user("del-registro", groups=[equipo.group]))
    offered = links(browser.get("/admin/importar/"), within=".importar")
    assert [url for url in offered.values() if url.startswith("/admin/importar/")] == [
        "/admin/importar/alfa/indicadores/"
    ]
    assert browser.get("/admin/importar/alfa/entidades/").status_code == 404


def test_an_editor_is_offered_the_import_of_their_portal(as_editor, ajena):
    assert "/admin/importar/" in as_editor.get("/admin/").content.decode()
    screen = as_editor.get("/admin/importar/")
    assert "Alfa" in text(screen)
    assert "Beta" not in text(screen)
    assert not Importacion.objects.filter(site__site_name="Alfa").exists()


def test_the_province_loads_into_any_portal(as_moderator, tipo, beta):
    importar = Importar(as_moderator, "beta")
    content = xlsx(Entidades=[ENTIDADES, ["a", "Uno", tipo, "Resumen."]])
    importar.confirm(importar.upload(content))
    assert EntidadPage.objects.get(title="Uno").is_descendant_of(beta.home)


def test_a_private_entity_of_the_province_is_not_to_be_named(importar, provincia, tipo):
    make_private(make_entidad(provincia, "Archivo reservado"))
    headings = [*ENTIDADES, "Depende de"]
    near = ["a", "Una entidad", tipo, "Resumen.", "Archivo reservados"]
    [said] = errors(importar.upload(xlsx(Entidades=[headings, near])))
    unknown = ["a", "Una entidad", tipo, "Resumen.", "Otra cosa cualquiera"]
    [otherwise] = errors(importar.upload(xlsx(Entidades=[headings, unknown])))
    assert said == otherwise.replace("Otra cosa cualquiera", "Archivo reservados")
