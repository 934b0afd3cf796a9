"""An editor imports entidades from a spreadsheet: preview, confirmation, drafts."""

import pytest
from wagtail.users.models import UserProfile

from directorio.models import EntidadPage
from tests.bitacora.reading import told
from tests.reading import soup

from .libros import read, xlsx
from .pantallas import changes, errors, rows, text

pytestmark = pytest.mark.on_both_databases

ENTIDADES = ["Clave", "Oficina de", "Nombre", "Tipo", "Resumen", "Calle"]


def book(tipo, *, calle="Calle 4", contactos=(), **hojas):
    return xlsx(
        Entidades=[
            ENTIDADES,
            ["rc", None, "Registro Civil", tipo, "Inscribe.", calle],
            ["rc-2", "rc", "Oficina de El Cobre", tipo, "Inscribe.", "Calle 9"],
        ],
        Contactos=[
            ["Clave", "Canal", "Número o dirección"],
            ["rc", "Teléfono", "22 000000"],
            ["rc", "Correo electrónico", "rc@ejemplo.cu"],
            *contactos,
        ],
        Horarios=[
            ["Clave", "Días", "Abre", "Cierra"],
            ["rc", "lunes a viernes", "8:00 a.m.", "4:30 p.m."],
        ],
        **hojas,
    )


def test_a_file_is_looked_at_before_anything_is_saved(importar, tipo):
    screen = importar.upload(book(tipo))
    assert rows(screen) == [("Nueva", "Registro Civil"), ("Nueva", "Oficina de El Cobre")]
    assert "Todavía no se ha guardado nada" in text(screen)
    assert not EntidadPage.objects.exists()


def test_confirmed_pages_are_drafts_of_the_editor_with_all_their_rows(importar, tipo, editora):
    screen = importar.confirm(importar.upload(book(tipo)))
    assert "Se guardaron 2 páginas" in text(screen)
    entidad = EntidadPage.objects.get(title="Registro Civil")
    assert not entidad.live
    assert entidad.latest_revision.user == editora
    assert [str(row) for row in entidad.contactos.all()] == [
        "Teléfono: +53 22 000000",
        "Correo electrónico: rc@ejemplo.cu",
    ]
    assert [str(row) for row in entidad.horarios.all()] == ["lunes a viernes 08:00-16:30"]
    assert entidad.get_children().get().title == "Oficina de El Cobre"


def test_what_is_called_as_an_address_of_the_directory_gets_another_one(importar, tipo):
    rows_of_file = [ENTIDADES, ["csv", None, "CSV", tipo, "Cuenta.", "Calle 4"]]
    importar.confirm(importar.upload(xlsx(Entidades=rows_of_file)))
    assert EntidadPage.objects.get(title="CSV").slug == "csv-2"


def test_the_same_file_a_second_time_changes_nothing(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    revisions = EntidadPage.objects.get(title="Registro Civil").revisions.count()
    screen = importar.upload(book(tipo))
    assert {state for state, _title in rows(screen)} == {"Sin cambios"}
    assert "No hay nada que guardar" in text(screen)
    assert EntidadPage.objects.get(title="Registro Civil").revisions.count() == revisions


def test_a_change_is_shown_with_what_stood_before(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    more = [["rc", "Móvil", "50000000"]]
    screen = importar.upload(book(tipo, calle="Calle 5", contactos=more))
    assert rows(screen) == [("Cambia", "Registro Civil"), ("Sin cambios", "Oficina de El Cobre")]
    assert changes(screen) == {
        "Calle": ("Calle 4", "Calle 5"),
        "Contactos": (None, "Móvil · +53 5 0000000"),
    }
    importar.confirm(screen)
    entidad = EntidadPage.objects.get(title="Registro Civil")
    assert (entidad.calle, entidad.contactos.count()) == ("Calle 5", 3)


def test_a_published_page_stays_as_it_is_until_its_draft_is_approved(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    entidad = EntidadPage.objects.get(title="Registro Civil")
    entidad.latest_revision.publish()
    importar.confirm(importar.upload(book(tipo, calle="Calle 5")))
    entidad.refresh_from_db()
    assert entidad.calle == "Calle 4"
    assert entidad.has_unpublished_changes
    assert entidad.get_latest_revision_as_object().calle == "Calle 5"
    assert {state for state, _t in rows(importar.upload(book(tipo, calle="Calle 5")))} == {
        "Sin cambios"
    }


def test_one_wrong_cell_keeps_everything_from_being_saved(importar, tipo):
    wrong = [["rc-2", "Teléfono", "22 ABC"], ["nadie", "Teléfono", "22 000000"]]
    screen = importar.upload(book(tipo, contactos=wrong))
    assert [state for state, _title in rows(screen)] == ["Con errores", "Con errores", "Nueva"]
    [phone, nobody] = errors(screen)
    assert phone.startswith("Hoja «Contactos», celda C4:")
    assert nobody.startswith("Hoja «Contactos», celda A5: No hay nada con esa clave")
    assert "no se puede guardar nada" in text(screen)
    assert "ya no espera" in text(importar.confirm(screen))
    assert not EntidadPage.objects.exists()


def test_what_may_be_sent_to_moderation_is_sent_in_the_same_step(importar, tipo):
    importar.confirm(importar.upload(book(tipo)), moderar="on")
    for entidad in EntidadPage.objects.all():
        assert entidad.workflow_in_progress


def test_a_page_in_moderation_is_not_changed(importar, tipo):
    importar.confirm(importar.upload(book(tipo)), moderar="on")
    assert "No hay nada que guardar" in text(importar.upload(book(tipo)))
    screen = importar.upload(book(tipo, calle="Calle 5"))
    assert "está bloqueada o en moderación" in errors(screen)[0]


def test_a_portal_that_changed_meanwhile_is_shown_anew(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    screen = importar.upload(book(tipo, calle="Calle 5"))
    entidad = EntidadPage.objects.get(title="Registro Civil")
    entidad.calle = "Calle 6"
    entidad.save_revision()
    screen = importar.confirm(screen)
    assert "El portal cambió después de que usted vio esta lista" in text(screen)
    assert changes(screen) == {"Calle": ("Calle 6", "Calle 5")}
    importar.confirm(screen)
    assert EntidadPage.objects.get(pk=entidad.pk).get_latest_revision_as_object().calle == "Calle 5"


def test_what_is_confirmed_is_the_list_that_was_on_the_screen(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    seen = importar.upload(book(tipo, calle="Calle 5"))
    entidad = EntidadPage.objects.get(title="Registro Civil")
    entidad.calle = "Calle 6"
    entidad.save_revision()
    importar.confirm(seen)
    # Another window still shows the old list.
    assert "La lista cambió mientras usted la miraba" in text(importar.confirm(seen))
    assert EntidadPage.objects.get(pk=entidad.pk).get_latest_revision_as_object().calle == "Calle 6"


def test_offices_of_offices_come_in_any_order(importar, tipo):
    screen = importar.upload(
        xlsx(
            Entidades=[
                ["Clave", "Oficina de", "Nombre", "Tipo"],
                ["c", "b", "Tres", tipo],
                ["b", "a", "Dos", tipo],
                ["a", None, "Uno", tipo],
            ]
        )
    )
    importar.confirm(screen)
    tres = EntidadPage.objects.get(title="Tres")
    assert [page.title for page in tres.get_ancestors()][-2:] == ["Uno", "Dos"]
    assert rows(importar.upload(importar.download("exportar/")))[0] == ("Sin cambios", "Uno")


def test_offices_that_go_round_in_a_circle_are_refused(importar, tipo):
    screen = importar.upload(
        xlsx(
            Entidades=[
                ["Clave", "Oficina de", "Nombre", "Tipo"],
                ["a", "b", "Uno", tipo],
                ["b", "a", "Dos", tipo],
                ["c", "c", "Tres", tipo],
            ]
        )
    )
    assert errors(screen) == [
        f"Hoja «Entidades», celda B{row}: Depende de sí misma, a través de otras filas."
        for row in (2, 3, 4)
    ]


def test_a_row_may_depend_on_another_that_comes_with_it(importar, tipo):
    content = xlsx(
        Entidades=[
            ["Clave", "Nombre", "Tipo", "Depende de"],
            ["a", "Uno", tipo, "Tres"],
            ["b", "Dos", tipo, "a"],
            ["c", "Tres", tipo, None],
        ]
    )
    screen = importar.upload(content)
    assert {state for state, _title in rows(screen)} == {"Nueva"}
    assert changes(screen)["Depende de"] == (None, "a")
    importar.confirm(screen)
    uno, dos, tres = (EntidadPage.objects.get(title=title) for title in ("Uno", "Dos", "Tres"))
    assert (uno.depende_de, dos.depende_de) == (tres, uno)
    assert uno.get_latest_revision_as_object().depende_de == tres
    assert {state for state, _title in rows(importar.upload(content))} == {"Sin cambios"}


def test_a_circle_that_only_the_whole_file_makes_is_refused(importar, tipo):
    headings = ["Clave", "Nombre", "Tipo", "Depende de"]
    two = [["a", "Uno", tipo, None], ["b", "Dos", tipo, None]]
    importar.confirm(importar.upload(xlsx(Entidades=[headings, *two])))
    two[0][3], two[1][3] = "Dos", "a"
    screen = importar.upload(xlsx(Entidades=[headings, *two]))
    reasons = [error.partition(": ")[2] for error in errors(screen)]
    assert reasons == ["Sería un círculo con otra fila del archivo."] * 2
    assert "no se puede guardar nada" in text(screen)


def test_a_circle_of_rows_that_are_all_new_is_told_once_on_each(importar, tipo):
    screen = importar.upload(
        xlsx(
            Entidades=[
                ["Clave", "Nombre", "Tipo", "Depende de"],
                ["a", "Uno", tipo, "Dos"],
                ["b", "Dos", tipo, "a"],
            ]
        )
    )
    assert errors(screen) == [
        f"Hoja «Entidades», celda D{row}: Depende de sí misma, a través de otras filas."
        for row in (2, 3)
    ]


def test_a_new_row_with_the_name_of_a_page_is_told_the_key_of_that_page(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    screen = importar.upload(
        xlsx(Entidades=[["Clave", "Nombre", "Tipo"], ["otra", "registro civil", tipo]])
    )
    assert "ya tiene una página con ese nombre" in text(screen)
    assert "escriba su clave: rc" in text(screen)


def test_the_file_is_in_spanish_for_who_reads_the_admin_in_english(importar, tipo, editora):
    UserProfile.objects.update_or_create(user=editora, defaults={"preferred_language": "en"})
    assert "Contactos" in changes(importar.upload(book(tipo)))
    assert "lunes a viernes" in str(read(importar.download("plantilla/")))


def test_a_discarded_file_saves_nothing(importar, tipo):
    screen = importar.upload(book(tipo))
    path = screen.request["PATH_INFO"]
    importar.browser.post(f"{path}descartar/")
    assert "ya no espera" in text(importar.confirm(screen))
    assert not EntidadPage.objects.exists()


def test_a_page_of_the_list_costs_the_same_however_long_it_is(
    importar, tipo, django_assert_max_num_queries
):
    rows_ = [[f"e{number}", f"Entidad {number}", tipo] for number in range(12)]
    screen = importar.upload(xlsx(Entidades=[["Clave", "Nombre", "Tipo"], *rows_]))
    importar.browser.get(screen.request["PATH_INFO"])
    with django_assert_max_num_queries(45):
        importar.browser.get(screen.request["PATH_INFO"])


def test_the_log_tells_who_loaded_how_much(importar, tipo):
    importar.confirm(importar.upload(book(tipo)))
    log = text(importar.browser.get("/admin/bitacora/"))
    assert "Se guardó de un archivo: 2 páginas nuevas" in log


def states_in_the_list(browser):
    page = soup(browser.get("/admin/importar/"))
    return [
        tag.select_one(".importar__datos span").get_text()
        for tag in page.select(".importar__lista li:has(.importar__titulo)")
    ]


def test_the_list_says_what_can_be_confirmed_and_what_cannot(importar, tipo):
    importar.upload(book(tipo))
    importar.upload(book("Ninguno conocido"))
    states = states_in_the_list(importar.browser)
    assert states == [
        "Tiene errores: corrija el archivo y súbalo de nuevo",
        "Espera su confirmación",
    ]


def test_one_page_is_counted_as_one(importar, tipo, as_administrator):
    one = xlsx(Entidades=[ENTIDADES, ["rc", None, "Registro", tipo, "Inscribe.", "Calle 4"]])
    importar.confirm(importar.upload(one))
    [row] = [row for row in told(as_administrator) if "de un archivo" in row]
    assert "Se guardó de un archivo: 1 página nueva ·" in row
