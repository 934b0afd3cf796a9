"""An administrator of the province imports an older portal on the screens of a mudanza."""

import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format

from base.models import PortalSettings
from directorio.models import EntidadPage
from mudanza.forms import TablaForm
from mudanza.models import Mudanza, Propuesta
from mudanza.traer import hallazgos
from noticias.models import NoticiaPage
from tests.factories import image_bytes, make_page, make_user
from tests.reading import links, soup, text

pytestmark = pytest.mark.on_both_databases

BASE = "/admin/mudanza/"


def begin(browser, portal, **data):
    data = {"portal": portal, "sistema": "joomla", **data}
    return browser.post(f"{BASE}nueva/", data, follow=True)


def table(response):
    """Return the data that the form of the table sends if nothing is changed."""
    form = soup(response).select_one("form.mudanza__forma")
    sent = {}
    for select in form.select("select"):
        chosen = select.select_one("option[selected]") or select.option
        sent[select["name"]] = chosen["value"]
    return sent


@pytest.fixture
def record(alfa):
    return PortalSettings.objects.get(slug="alfa").pk


@pytest.fixture
def preview(antiguo, as_administrator, record):
    """Return a function that shows the preview of the older portal."""

    def show():
        antiguo.write()
        screen = begin(
            as_administrator, record, archivo="portal.sql", carpeta="images", direccion="viejo.cu"
        )
        assert "Mirándose" in text(screen)
        call_command("atender_mudanzas")
        return as_administrator.get(screen.request["PATH_INFO"])

    return show


def test_there_is_none_yet(as_administrator):
    screen = as_administrator.get(BASE)
    assert "Todavía no se ha traído ninguno." in text(screen)


def test_from_the_file_to_the_drafts(preview, antiguo, as_administrator, alfa):
    historia = make_page(alfa, "El municipio")
    antiguo.category("2", "Historia")
    antiguo.category("3", "Anuncios")
    antiguo.piece("1", "Noticia", categoria="1")
    antiguo.piece("2", "Fundación", "<p>a</p><script>x</script>", categoria="2")
    antiguo.piece("3", "Se vende", categoria="3")
    screen = preview()
    said = text(screen)
    assert "Todavía no se ha traído nada." in said
    assert "Nuevas 3" in said or "3 Nuevas" in said
    assert "scripts 1" in said
    assert not NoticiaPage.objects.exists()
    data = table(screen)
    rows = {d.clave: d.pk for d in Mudanza.objects.get().destinos.all()}
    assert data[f"adonde-{rows['2']}"] == "paginas"
    data |= {f"adonde-{rows['3']}": "fuera", f"pagina-{rows['2']}": historia.pk, "traer": "1"}
    screen = as_administrator.post(screen.request["PATH_INFO"], data, follow=True)
    assert "Trayéndose" in text(screen)
    call_command("atender_mudanzas")
    screen = as_administrator.get(screen.request["PATH_INFO"])
    assert "Se trajo todo." in text(screen)
    assert [page.title for page in NoticiaPage.objects.all()] == ["Noticia"]
    historia.refresh_from_db()
    assert [page.title for page in historia.get_children()] == ["Fundación"]
    assert "viejo.cu" in text(as_administrator.get(BASE))


def test_the_table_is_kept_for_the_next_time(preview, antiguo, as_administrator):
    antiguo.piece("1", "Noticia", categoria="1")
    screen = preview()
    [row] = Mudanza.objects.get().destinos.filter(total=1)
    data = table(screen) | {f"adonde-{row.pk}": "fuera"}
    screen = as_administrator.post(screen.request["PATH_INFO"], data, follow=True)
    assert "Se guardó la tabla." in text(screen)
    assert table(screen)[f"adonde-{row.pk}"] == "fuera"
    assert table(preview())[f"adonde-{row.pk}"] == "fuera"


def test_a_page_of_another_portal_is_no_place(preview, antiguo, as_administrator, beta):
    antiguo.piece("1", "Noticia", categoria="1")
    screen = preview()
    [row] = Mudanza.objects.get().destinos.filter(total=1)
    data = table(screen) | {f"pagina-{row.pk}": make_page(beta, "De Beta").pk, "traer": "1"}
    screen = as_administrator.post(screen.request["PATH_INFO"], data)
    assert screen.status_code == 422
    assert soup(screen).select(".mudanza__tabla .error-message")
    assert Mudanza.objects.get().estado == Mudanza.Estado.LISTA


def test_what_was_confirmed_is_not_confirmed_twice(preview, antiguo, as_administrator):
    antiguo.piece("1", "Noticia", categoria="1")
    screen = preview()
    data = table(screen) | {"traer": "1"}
    as_administrator.post(screen.request["PATH_INFO"], data)
    again = as_administrator.post(screen.request["PATH_INFO"], data, follow=True)
    assert "ya no espera su confirmación" in text(again)
    assert Mudanza.objects.get().vuelta == 1


def test_of_two_who_confirm_at_once_the_second_is_told(
    preview, antiguo, as_administrator, monkeypatch
):
    antiguo.piece("1", "Noticia", categoria="1")
    screen = preview()
    is_valid = TablaForm.is_valid

    def after_another(form):
        Mudanza.objects.update(estado=Mudanza.Estado.POR_TRAER)
        return is_valid(form)

    monkeypatch.setattr(TablaForm, "is_valid", after_another)
    data = table(screen) | {"traer": "1"}
    again = as_administrator.post(screen.request["PATH_INFO"], data, follow=True)
    assert "ya no espera su confirmación" in text(again)
    assert Mudanza.objects.get().vuelta == 0


def test_it_may_be_dropped_and_taken_up_again(preview, antiguo, as_administrator):
    antiguo.piece("1", "Noticia", categoria="1")
    screen = preview()
    address = screen.request["PATH_INFO"]
    assert "Se descartó" in text(as_administrator.post(f"{address}descartar/", follow=True))
    assert "Retomarla" in text(as_administrator.get(address))
    assert "Mirándose" in text(as_administrator.post(f"{address}mirar/", follow=True))


def test_a_small_file_is_sent_through_the_browser(antiguo, as_administrator, record, settings):
    antiguo.piece("1", "Noticia", categoria="1")
    antiguo.write()
    content = antiguo.path.read_bytes()
    antiguo.path.unlink()
    file = SimpleUploadedFile("../../Mi volcado.SQL", content)
    begin(as_administrator, record, subido=file)
    [path] = settings.MUDANZA_DIR.rglob("*.sql")
    assert path.name.startswith("mi-volcado-")
    assert path.stat().st_mode & 0o777 == 0o600
    call_command("atender_mudanzas")
    assert Mudanza.objects.get().vista["piezas"] == 1
    assert path.name not in text(as_administrator.get(f"{BASE}nueva/"))


@pytest.fixture
def sent(antiguo, as_administrator, record, settings):
    """Return a function that uploads the older portal as a file and returns its path."""

    def send():
        antiguo.piece("1", "Noticia", categoria="1")
        antiguo.write()
        before = {*settings.MUDANZA_DIR.rglob("*.sql")}
        file = SimpleUploadedFile("volcado.sql", antiguo.path.read_bytes())
        begin(as_administrator, record, subido=file)
        [path] = {*settings.MUDANZA_DIR.rglob("*.sql")} - before
        return path

    return send


def age(path, days):
    """Set the upload of the file, and the end of its mudanza, ``days`` days ago."""
    then = timezone.now() - timedelta(days=days)
    os.utime(path, (then.timestamp(), then.timestamp()))
    Mudanza.objects.exclude(terminada=None).update(terminada=then)


def test_a_file_that_was_sent_is_deleted_days_after_its_move_ended(
    sent, antiguo, as_administrator, settings
):
    settings.MUDANZA_DIAS = 15
    path = sent()
    age(path, 100)
    call_command("purgar_mudanzas")
    assert path.exists()  # the preview has not run yet
    call_command("atender_mudanzas")
    mudanza = Mudanza.objects.get()
    screen = as_administrator.get(f"{BASE}{mudanza.pk}/")
    as_administrator.post(f"{BASE}{mudanza.pk}/", table(screen) | {"traer": "1"})
    call_command("atender_mudanzas")
    call_command("purgar_mudanzas")
    assert path.exists()  # the mudanza ended today
    day = date_format(timezone.localdate() + timedelta(days=15), "DATE_FORMAT")
    assert f"se borra el {day}" in text(as_administrator.get(f"{BASE}{mudanza.pk}/"))
    age(path, 14)
    call_command("purgar_mudanzas")
    assert path.exists()
    age(path, 15)
    call_command("purgar_mudanzas")
    assert not path.exists()
    assert antiguo.path.exists()  # files that the operator put on the server stay
    assert "se borra el" not in text(as_administrator.get(f"{BASE}{mudanza.pk}/"))
    assert NoticiaPage.objects.exists()


def test_a_file_that_was_replaced_or_never_confirmed_is_deleted_as_well(sent, settings):
    settings.MUDANZA_DIAS = 15
    first = sent()
    call_command("atender_mudanzas")
    second = sent()
    call_command("atender_mudanzas")
    age(first, 16)
    age(second, 14)
    call_command("purgar_mudanzas")
    assert (first.exists(), second.exists()) == (False, True)
    age(second, 15)
    call_command("purgar_mudanzas")
    assert not second.exists()


def test_whoever_needs_the_file_no_more_deletes_it_at_once(sent, antiguo, as_administrator):
    path = sent()
    mudanza = Mudanza.objects.get()
    forget = f"{BASE}{mudanza.pk}/olvidar/"
    as_administrator.post(forget)
    assert path.exists()  # the preview has not run yet
    call_command("atender_mudanzas")
    assert "Borrarlo ya" in text(as_administrator.get(f"{BASE}{mudanza.pk}/"))
    assert "Se borró el archivo" in text(as_administrator.post(forget, follow=True))
    assert not path.exists()
    mudanza.archivo = str(antiguo.path)
    mudanza.save()
    as_administrator.post(forget)
    assert antiguo.path.exists()


@pytest.mark.parametrize(
    ("data", "field", "told"),
    [
        ({}, "archivo", "solo uno"),
        ({"archivo": "../conftest.py"}, "archivo", "opción válida"),
        ({"archivo": "images"}, "archivo", "otra clase de archivo"),
        ({"archivo": "portal.sql", "sistema": "carpeta"}, "archivo", "otra clase de archivo"),
        ({"archivo": "portal.sql", "direccion": "a b"}, "direccion", "Escriba solo el nombre"),
        ({"archivo": "portal.sql", "portal": "999"}, "portal", "opción"),
        (
            {"subido": SimpleUploadedFile("a.exe", b"x")},
            "subido",
            "Ese tipo de archivo no se acepta",
        ),
        ({"subido": SimpleUploadedFile("a.sql", b"")}, "subido", "está vacío"),
    ],
)
def test_errors_stand_beside_their_field(antiguo, as_administrator, record, data, field, told):
    antiguo.write()
    screen = begin(as_administrator, **{"portal": record} | data)
    assert screen.status_code == 422
    [error] = soup(screen).select(".w-field__errors .error-message")
    assert told in error.get_text()
    assert error.find_parent(class_="w-field__wrapper").select(f"[name={field}]")
    assert not Mudanza.objects.exists()


def test_while_it_works_it_is_not_begun_again(antiguo, as_administrator, record):
    antiguo.write()
    begin(as_administrator, record, archivo="portal.sql")
    screen = begin(as_administrator, record, archivo="portal.sql")
    assert screen.status_code == 422
    assert "Ya se está trabajando" in text(screen)


def test_a_source_that_cannot_be_read_says_why(antiguo, as_administrator, record):
    antiguo.path.write_text("{")
    screen = begin(as_administrator, record, archivo="portal.sql")
    call_command("atender_mudanzas")
    screen = as_administrator.get(screen.request["PATH_INFO"])
    assert "El volcado está cortado." in text(screen)
    assert "Intentarlo otra vez" in text(screen)


def test_rights_that_were_taken_away_meanwhile_stop_it(preview, antiguo, administrador):
    antiguo.piece("1", "Noticia", categoria="1")
    preview()
    Mudanza.objects.update(estado=Mudanza.Estado.POR_TRAER)
    administrador.groups.clear()
    call_command("atender_mudanzas")
    assert Mudanza.objects.get().estado == Mudanza.Estado.FALLIDA
    assert not NoticiaPage.objects.exists()


def test_telephones_are_proposed_and_never_invented(preview, antiguo, as_administrator, alfa):
    antiguo.category("2", "Directorio")
    antiguo.piece(
        "1",
        "Registro Civil",
        "<p>Directora: María Pérez Soto. Teléfono: 22 654321, correo registro@ejemplo.cu</p>",
        categoria="2",
    )
    antiguo.piece("2", "Sin teléfonos", "<p>En 1959 y 2020-2021.</p>", categoria="2")
    screen = preview()
    assert "1 texto nombra teléfonos" in text(screen)
    [propuesta] = Propuesta.objects.all()
    address = f"{screen.request['PATH_INFO']}entidades/"
    shown = text(as_administrator.get(address))
    assert "+53 22 654321" in shown
    assert "Directora: María Pérez Soto" in shown
    assert not EntidadPage.objects.exists()
    nothing = as_administrator.post(address, {}, follow=True)
    assert "Marque al menos una" in text(nothing)
    said = as_administrator.post(address, {"propuesta": propuesta.pk}, follow=True)
    assert "Se creó 1 borrador en el directorio" in text(said)
    page = EntidadPage.objects.child_of(alfa.directorio).get().get_latest_revision_as_object()
    assert not page.live
    assert [row.valor for row in page.contactos.all()] == ["+53 22 654321", "registro@ejemplo.cu"]
    assert [row.nombre for row in page.autoridades.all()] == ["María Pérez Soto"]
    as_administrator.post(address, {"propuesta": propuesta.pk})
    assert EntidadPage.objects.count() == 1


def test_a_text_without_a_title_is_proposed_all_the_same(preview, antiguo, as_administrator, alfa):
    antiguo.category("2", "Directorio")
    antiguo.piece("1", "  ", "<p>Teléfono: 22 654321</p>", categoria="2")
    antiguo.piece("2", "Registro", "<p>Teléfono: 22 654322</p>", categoria="2")
    screen = preview()
    keys = list(Propuesta.objects.values_list("pk", flat=True))
    address = f"{screen.request['PATH_INFO']}entidades/"
    said = as_administrator.post(address, {"propuesta": keys}, follow=True)
    assert "Se crearon 2 borradores en el directorio" in text(said)
    titles = EntidadPage.objects.child_of(alfa.directorio).values_list("title", flat=True)
    assert sorted(titles) == ["Registro", "Sin título"]


def test_each_thing_is_told_once_however_often_it_was_found(
    preview, antiguo, as_administrator, settings
):
    antiguo.problemas.append(["línea 40", "no se entiende"])
    for clave in ("1", "2"):
        antiguo.piece(clave, f"Noticia {clave}", categoria="1", fecha=None)
    screen = preview()
    settings.MUDANZA_SEGUNDOS = 0
    address = screen.request["PATH_INFO"]
    assert len(told(as_administrator, address)) == 3
    as_administrator.post(address, table(screen) | {"traer": "1"})
    while Mudanza.objects.get().estado == Mudanza.Estado.POR_TRAER:
        call_command("atender_mudanzas")
    assert len(told(as_administrator, address)) == 3
    assert Mudanza.objects.get().cuenta["problemas"] == 3


def told(browser, address):
    return soup(browser.get(f"{address}paginas/")).select(".importar__lista > li")


def test_a_run_tells_no_more_than_a_person_reads_and_counts_the_rest(
    preview, antiguo, as_administrator, settings, monkeypatch
):
    monkeypatch.setattr(hallazgos, "MOST", 2)
    antiguo.problemas += [[f"línea {number}", "no se entiende"] for number in range(3)]
    for clave in ("1", "2", "3"):
        antiguo.piece(clave, f"Noticia {clave}", categoria="1", fecha=None)
    screen = preview()
    settings.MUDANZA_SEGUNDOS = 0
    address = screen.request["PATH_INFO"]
    as_administrator.post(address, table(screen) | {"traer": "1"})
    while Mudanza.objects.get().estado == Mudanza.Estado.POR_TRAER:
        call_command("atender_mudanzas")
    assert len(told(as_administrator, address)) == 2
    assert Mudanza.objects.get().cuenta["problemas"] == 6


def test_what_is_not_said_anew_of_the_folder_stays(preview, antiguo, as_administrator, record):
    antiguo.file("plaza.jpg", image_bytes())
    picture = '<p>a</p><img src="/images/plaza.jpg" alt="La plaza">'
    antiguo.piece("1", "Noticia", picture, categoria="1")
    screen = preview()
    as_administrator.post(screen.request["PATH_INFO"], table(screen) | {"traer": "1"})
    call_command("atender_mudanzas")
    begin(as_administrator, record, archivo="portal.sql")
    call_command("atender_mudanzas")
    assert Mudanza.objects.get().vista["iguales"] == 1


def test_what_was_in_front_is_told_before_and_after(preview, antiguo, as_administrator):
    antiguo.piece("1", "Abre el parque", categoria="1", es_destacada=True)
    antiguo.piece("2", "Otra noticia", categoria="1")
    screen = preview()
    address = screen.request["PATH_INFO"]
    lost = soup(screen).select(".mudanza__perdido li")
    assert [" ".join(item.get_text().split()) for item in lost] == [
        "lugar destacado en el portal anterior 1"
    ]
    as_administrator.post(address, table(screen) | {"traer": "1"})
    call_command("atender_mudanzas")
    screen = as_administrator.get(address)
    assert "Se trajo todo." in text(screen)
    of_each = links(screen)["Ver qué pasa con cada página"]
    [item] = soup(as_administrator.get(of_each)).select(".importar__lista > li")
    assert " ".join(item.get_text(" ").split()) == (
        "No se trae Abre el parque lugar destacado en el portal anterior"
    )


def test_others_do_not_enter(antiguo, importar, as_editor, as_moderator, provincia, alfa):
    antiguo.piece("1", "Noticia", categoria="1")
    importar()
    pk = Mudanza.objects.get().pk
    for browser in (as_editor, as_moderator):
        for address in ("", "nueva/", f"{pk}/", f"{pk}/paginas/", f"{pk}/entidades/"):
            answer = browser.get(f"{BASE}{address}", follow=True)
            assert answer.status_code in (403, 404) or answer.redirect_chain, address
        browser.post(f"{BASE}{pk}/mirar/")
    assert Mudanza.objects.get().estado == Mudanza.Estado.TRAIDA
    superuser = provincia.signed_in(make_user("raiz", is_superuser=True))
    assert superuser.get(f"{BASE}{pk}/").status_code == 200


# --- Imported pages --------------------------------------------------------------------------

# More than other lists of the admin show or process at once, fewer than this list.
MANY = 55
TRAIDAS = "/admin/paginas_traidas/"


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def rows(response):
    return [" ".join(row.get_text(" ").split()) for row in soup(response).select("tbody tr")]


def test_editors_find_what_came_into_their_portal(antiguo, importar, as_editor, beta):
    antiguo.file("plaza.jpg", image_bytes())
    antiguo.piece("1", "Con foto", '<p>a</p><img src="/images/plaza.jpg">', categoria="1")
    importar()
    importar("--confirmar", "--direccion", "viejo.cu", portal="beta")
    screen = as_editor.get(TRAIDAS)
    [row] = rows(screen)
    assert "Con foto" in row
    assert "1 imagen sin texto alternativo" in row
    assert "portal.sql" in row
    assert "viejo.cu" not in text(screen)
    assert not soup(screen).select("input[name=id]")  # editors may not publish
    page = NoticiaPage.objects.descendant_of(beta.home).get()
    history = as_editor.get(f"/admin/pages/{page.pk}/history/", follow=True)
    assert "Con foto" not in text(history)


def test_the_log_of_a_page_says_where_it_came_from(antiguo, importar, as_administrator):
    antiguo.piece("1", "Noticia", categoria="1")
    importar("--confirmar", "--direccion", "viejo.cu")
    page = NoticiaPage.objects.get()
    assert "Importado de viejo.cu" in text(as_administrator.get(f"/admin/pages/{page.pk}/history/"))


def test_many_are_published_at_once(antiguo, importar, as_moderator, as_administrator):
    for number in range(MANY):
        antiguo.piece(str(number), f"Noticia {number}", categoria="1")
    antiguo.file("plaza.jpg", image_bytes())
    antiguo.piece("x", "Zeta sin texto", '<img src="/images/plaza.jpg"><p>a</p>', categoria="1")
    importar()
    screen = as_moderator.get(f"{TRAIDAS}?estado=borrador")
    form = soup(screen).select_one("form:has(input[name=id])")
    keys = [box["value"] for box in form.select("input[name=id]")]
    assert len(keys) == MANY
    lacking = NoticiaPage.objects.get(title="Zeta sin texto")
    assert str(lacking.pk) not in keys
    asked = as_moderator.get(form["action"], {"id": keys, "next": TRAIDAS})
    assert "Noticia 5" in text(asked)
    address = f"{asked.request['PATH_INFO']}?{asked.request['QUERY_STRING']}"
    done = as_moderator.post(address, {"next": TRAIDAS}, follow=True)
    assert f"Se han publicado {MANY} páginas" in said(done)
    assert NoticiaPage.objects.live().count() == MANY
    page = NoticiaPage.objects.live().first()
    assert page.first_published_at is not None
    # Nor through the explorer, where the page can be ticked.
    publish = f"{form['action']}?id={lacking.pk}"
    done = as_moderator.post(publish, {"next": TRAIDAS}, follow=True)
    assert "le falta algo a estos bloques: Imagen" in said(done)
    assert not NoticiaPage.objects.get(pk=lacking.pk).live
    # The user who imported the pages does not approve them.
    assert not soup(as_administrator.get(TRAIDAS)).select("input[name=id]")
