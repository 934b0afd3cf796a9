"""The run of a mudanza can be repeated, and continues after it was stopped."""

import fcntl

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision

from base.models import PortalDocument, PortalImage
from mudanza.models import Anterior, Mudanza, Propuesta
from mudanza.traer import vuelta
from mudanza.traer.paginas import Escritor
from noticias.models import NoticiaPage
from tests.factories import image_bytes

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def three(antiguo):
    for number in range(3):
        antiguo.piece(str(number), f"Noticia {number}", categoria="1", alias=f"noticia-{number}")


def titles():
    return sorted(NoticiaPage.objects.values_list("title", flat=True))


def test_the_second_run_changes_nothing(importar, three):
    importar()
    before = list(Revision.objects.order_by("pk").values_list("pk", "content"))
    said = importar()
    assert "Ya traídas, sin cambios: 3" in said
    assert list(Revision.objects.order_by("pk").values_list("pk", "content")) == before
    assert NoticiaPage.objects.count() == 3


def test_what_nobody_decided_on_is_proposed_again(importar, antiguo):
    antiguo.piece("7", "Farmacia", "<p>Llame al 22 62 1234.</p>", categoria="1")
    importar()
    importar()
    assert Propuesta.objects.get().titulo == "Farmacia"


def test_what_changed_there_and_not_here_is_a_new_draft(importar, antiguo, three):
    importar()
    page = NoticiaPage.objects.get(title="Noticia 1")
    page.get_latest_revision().publish()
    antiguo.piece("1", "Noticia 1 corregida", "<p>Otro texto.</p>", categoria="1")
    said = importar()
    assert "Cambiaron en el portal anterior: 1" in said
    page.refresh_from_db()
    assert page.title == "Noticia 1"  # visitors still read the approved version
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Noticia 1 corregida"
    assert "Ya traídas, sin cambios: 3" in importar()


def test_what_people_edited_since_stays(importar, antiguo, three, editora):
    importar()
    page = NoticiaPage.objects.get(title="Noticia 1")
    page.title = "La mía"
    page.save_revision(user=editora)
    untouched = NoticiaPage.objects.get(title="Noticia 2")
    untouched.save_revision(user=editora)  # opened and saved without a change
    antiguo.piece("1", "Noticia 1 corregida", categoria="1")
    antiguo.piece("2", "Noticia 2 corregida", categoria="1")
    said = importar()
    assert "Editadas aquí después: no se tocan: 1" in said
    page.refresh_from_db()
    untouched.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "La mía"
    assert untouched.get_latest_revision_as_object().title == "Noticia 2 corregida"


def test_what_people_deleted_does_not_come_back(importar, antiguo, three):
    importar()
    NoticiaPage.objects.get(title="Noticia 1").delete()
    antiguo.piece("1", "Noticia 1 corregida", categoria="1")
    said = importar()
    assert "Borradas aquí después: no vuelven: 1" in said
    assert titles() == ["Noticia 0", "Noticia 2"]


def test_a_page_that_somebody_decides_on_is_left(importar, antiguo, three, administrador):
    importar()
    page = NoticiaPage.objects.get(title="Noticia 1")
    page.get_workflow().start(page, administrador)
    antiguo.piece("1", "Noticia 1 corregida", categoria="1")
    assert "la página está bloqueada o en moderación" in importar()
    assert page.get_latest_revision_as_object().title == "Noticia 1"


def test_a_category_left_out_may_come_later(importar, antiguo, three):
    importar("--todo")  # only the preview
    Mudanza.objects.get().destinos.update(adonde="fuera")
    assert "De categorías que no se traen: 3" in importar()
    assert not NoticiaPage.objects.exists()
    Mudanza.objects.get().destinos.update(adonde="noticias")
    assert "Nuevas: 3" in importar()
    assert len(titles()) == 3


def test_a_picture_that_was_missing_is_brought_by_the_next_run(importar, antiguo):
    antiguo.piece(
        "1", "Plaza", '<img src="/images/plaza.jpg" alt="La plaza"><p>a</p>', categoria="1"
    )
    assert "/images/plaza.jpg: no está entre los archivos" in importar()
    antiguo.file("plaza.jpg", image_bytes())
    assert "Cambiaron en el portal anterior: 1" in importar()
    cuerpo = NoticiaPage.objects.get().get_latest_revision_as_object().cuerpo
    assert [block.block_type for block in cuerpo] == ["imagen", "texto"]


def test_a_file_that_was_replaced_there_is_brought_anew(importar, antiguo):
    """The same bytes in length: sizes tell nothing."""
    pictures = [image_bytes((400, 300)), image_bytes((800, 600))]
    longest = max(map(len, pictures))
    first, second = (content.ljust(longest, b"\0") for content in pictures)
    antiguo.file("plaza.jpg", first)
    antiguo.file("docs/plan.txt", b"2019")
    text = '<img src="/images/plaza.jpg" alt="La plaza"><p><a href="images/docs/plan.txt">a</a></p>'
    antiguo.piece("1", "Plaza", text, categoria="1")
    importar()
    assert "Ya traídas, sin cambios: 1" in importar()
    antiguo.file("plaza.jpg", second)
    antiguo.file("docs/plan.txt", b"2020")
    assert "Cambiaron en el portal anterior: 1" in importar()
    page = NoticiaPage.objects.get().get_latest_revision_as_object()
    image = PortalImage.objects.latest("pk")
    assert page.cuerpo.raw_data[0]["value"]["imagen"]["image"] == image.pk
    assert image.width == 800
    document = PortalDocument.objects.latest("pk")
    assert f'id="{document.pk}"' in str(page.cuerpo.raw_data[:])
    assert document.file.open().read() == b"2020"
    assert (PortalImage.objects.count(), PortalDocument.objects.count()) == (2, 2)
    assert "Ya traídas, sin cambios: 1" in importar()


def test_what_takes_the_place_of_a_file_and_cannot_be_read_leaves_the_first(importar, antiguo):
    antiguo.file("plaza.jpg", image_bytes())
    antiguo.piece(
        "1", "Plaza", '<img src="/images/plaza.jpg" alt="La plaza"><p>a</p>', categoria="1"
    )
    importar()
    image = PortalImage.objects.get()
    antiguo.file("plaza.jpg", b"nothing")
    assert "/images/plaza.jpg: no es de una clase" in importar()
    page = NoticiaPage.objects.get().get_latest_revision_as_object()
    assert page.cuerpo.raw_data[0]["value"]["imagen"]["image"] == image.pk


class PowerCut(BaseException):
    """Exception that no code catches, like the sudden end of a process."""


def test_a_run_that_was_killed_goes_on_where_it_stopped(importar, antiguo, three, monkeypatch):
    antiguo.piece("3", "Con enlace", '<p><a href="/a/0-noticia-0">x</a></p>', categoria="1")
    remember, seen = Escritor.remember, []

    def cut(self, mirada):
        seen.append(mirada.pieza.clave)
        if len(seen) == 2:
            raise PowerCut
        remember(self, mirada)

    monkeypatch.setattr(Escritor, "remember", cut)
    with pytest.raises(PowerCut):
        importar()
    assert titles() == ["Noticia 0"]  # the second piece is saved completely or not at all
    mudanza = Mudanza.objects.get()
    assert mudanza.estado == Mudanza.Estado.POR_TRAER
    call_command("atender_mudanzas")
    mudanza.refresh_from_db()
    assert mudanza.estado == Mudanza.Estado.TRAIDA
    assert mudanza.cuenta["nuevas"] == 4
    assert seen == ["0", "1", "1", "2", "3"]
    assert titles() == ["Con enlace", "Noticia 0", "Noticia 1", "Noticia 2"]
    page = NoticiaPage.objects.get(title="Con enlace")
    linked = NoticiaPage.objects.get(title="Noticia 0")
    assert f'id="{linked.pk}"' in str(
        page.get_latest_revision().content["cuerpo"].replace("\\", "")
    )


def test_what_is_approved_before_its_links_are_led_leads_to_old_addresses(
    importar, antiguo, alfa, committed, monkeypatch
):
    antiguo.piece(
        "1", "Primera", '<p><a href="/noticias/2-segunda?a=1&amp;b=2">x</a></p>', categoria="1"
    )
    antiguo.piece("2", "Segunda", categoria="1", alias="segunda", rutas=["/noticias/2-segunda"])

    def cut(self):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(vuelta.Enlaces, "waiting", cut)
        with pytest.raises(PowerCut):
            importar()
    with committed():
        for page in NoticiaPage.objects.all():
            page.get_latest_revision().publish()
    first = NoticiaPage.objects.get(title="Primera")
    shown = alfa.get(first.url).content.decode()
    assert '<a href="/noticias/2-segunda?a=1&amp;b=2#por-llevar">' in shown
    assert "mudanza.invalid" not in shown
    led = alfa.get("/noticias/2-segunda?a=1&b=2")
    second = NoticiaPage.objects.get(title="Segunda")
    assert alfa.url + led["Location"] == second.full_url
    importar()
    first.refresh_from_db()
    later = first.get_latest_revision_as_object().cuerpo.raw_data[0]["value"]
    assert f'id="{second.pk}"' in later
    assert "por-llevar" not in later


def test_the_command_takes_up_what_was_killed(importar, three, monkeypatch):
    remember, seen = Escritor.remember, []

    def cut(self, mirada):
        seen.append(mirada.pieza.clave)
        if len(seen) == 2:
            raise PowerCut
        remember(self, mirada)

    monkeypatch.setattr(Escritor, "remember", cut)
    with pytest.raises(PowerCut):
        importar()
    assert "Nuevas: 3" in importar()
    assert seen == ["0", "1", "1", "2"]


def test_the_scheduler_works_in_slices(importar, three, settings):
    settings.MUDANZA_SEGUNDOS = 0
    importar("--todo")
    mudanza = Mudanza.objects.get()
    vuelta.begin(mudanza)
    rounds = 0
    while mudanza.estado == Mudanza.Estado.POR_TRAER:
        call_command("atender_mudanzas")
        mudanza.refresh_from_db()
        rounds += 1
        assert rounds < 10
    assert rounds > 1
    assert mudanza.cuenta["nuevas"] == 3


def test_one_piece_that_fails_leaves_nothing_of_itself(
    importar, antiguo, three, own_disk, monkeypatch
):
    antiguo.file("plaza.jpg", image_bytes())
    antiguo.piece("1", "Noticia 1", '<img src="/images/plaza.jpg" alt="Una plaza">', categoria="1")
    save = Escritor._save

    def break_down(self, page, mirada):
        save(self, page, mirada)
        if mirada.pieza.clave == "1":
            raise RuntimeError

    monkeypatch.setattr(Escritor, "_save", break_down)
    said = importar()
    assert "Noticia 1: no se pudo traer" in said
    assert titles() == ["Noticia 0", "Noticia 2"]
    assert not Anterior.objects.filter(clase="imagen").exists()
    assert not [path for path in own_disk.rglob("*") if path.is_file()]
    monkeypatch.setattr(Escritor, "_save", save)
    assert "Nuevas: 1" in importar()


def test_a_piece_that_fails_takes_no_file_of_another_one(
    importar, antiguo, three, own_disk, monkeypatch
):
    importar()
    antiguo.file("plaza.jpg", image_bytes())
    antiguo.piece("1", "Noticia 1", '<img src="/images/plaza.jpg" alt="Una plaza">', categoria="1")
    antiguo.piece("9", "La última", categoria="1", es_publica=False)
    remember, failed = Escritor.remember, []

    def break_down(self, mirada):
        if mirada.pieza.clave == "9" and not failed:
            failed.append(mirada)
            raise RuntimeError
        remember(self, mirada)

    monkeypatch.setattr(Escritor, "remember", break_down)
    assert "La última: no se pudo traer" in importar()
    assert failed
    image = PortalImage.objects.get()
    assert image.file.storage.exists(image.file.name)


def test_what_was_confirmed_is_not_lost_to_another_file(importar, antiguo, three):
    importar("--todo")  # only the preview
    mudanza = Mudanza.objects.get()
    vuelta.begin(mudanza)
    other = antiguo.path.with_name("otro.sql")
    other.write_bytes(antiguo.path.read_bytes())
    own, antiguo.path = antiguo.path, other
    with pytest.raises(CommandError, match="Ya se está trabajando"):
        importar()
    mudanza.refresh_from_db()
    assert (mudanza.archivo, mudanza.estado) == (str(own), Mudanza.Estado.POR_TRAER)
    call_command("atender_mudanzas")
    assert titles() == ["Noticia 0", "Noticia 1", "Noticia 2"]


def test_what_another_program_works_on_is_not_begun_anew(importar, antiguo, three, settings):
    importar("--todo")
    mudanza = Mudanza.objects.get()
    with (settings.MUDANZA_DIR / f".{mudanza.pk}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Ya se está trabajando"):
            importar()
        mudanza.refresh_from_db()
        assert mudanza.estado == Mudanza.Estado.LISTA
    assert "Nuevas: 3" in importar()


def test_categories_are_written_once_a_run(importar, antiguo, three, settings):
    settings.MUDANZA_SEGUNDOS = 0
    importar("--todo")
    mudanza = Mudanza.objects.get()
    vuelta.begin(mudanza)
    call_command("atender_mudanzas")
    with CaptureQueriesContext(connection) as queries:
        call_command("atender_mudanzas")
    assert Mudanza.objects.get().estado == Mudanza.Estado.POR_TRAER
    written = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    assert written
    assert not [sql for sql in written if "'categoria'" in sql]


def test_the_scheduler_looks_in_slices(importar, antiguo, three, settings):
    antiguo.problemas.append(["línea 40", "no se entiende"])
    pictures = '<img src="/images/no-esta.jpg"><p>Teléfono: 22 654321</p><script>x</script>'
    for clave in ("0", "2"):
        antiguo.piece(clave, f"Noticia {clave}", pictures, categoria="1", idioma="fr")
    antiguo.piece("3", "Quatre", pictures, categoria="1", idioma="fr")
    importar("--todo")
    mudanza = Mudanza.objects.get()
    whole, found = mudanza.vista, sorted(mudanza.hallazgos.values_list("que", "motivo"))
    assert whole["idioma"] == "fr"
    settings.MUDANZA_SEGUNDOS = 0
    Mudanza.objects.update(estado=Mudanza.Estado.POR_MIRAR, vista={})
    rounds = 0
    while Mudanza.objects.get().estado == Mudanza.Estado.POR_MIRAR:
        call_command("atender_mudanzas")
        rounds += 1
        assert rounds < 20
    assert rounds > 4
    mudanza.refresh_from_db()
    assert mudanza.vista == whole
    assert sorted(mudanza.hallazgos.values_list("que", "motivo")) == found
    assert mudanza.propuestas.count() == 3


def test_a_preview_of_another_file_does_not_go_on_with_the_first(
    importar, antiguo, three, settings
):
    settings.MUDANZA_SEGUNDOS = 0
    importar("--todo")
    Mudanza.objects.update(estado=Mudanza.Estado.POR_MIRAR, vista={})
    call_command("atender_mudanzas")
    assert "Nuevas: 3" in importar("--todo")
