"""Lecturas are counted from the log of the web server, each once and without robots."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from lecturas.models import Lectura, Llegada
from noticias.models import NoticiaPage
from tests.factories import make_aviso, make_entidad, make_noticia, make_tramite
from tests.reading import soup

from .log import cells_of, count


def counted(page):
    return sum(page.lecturas.values_list("veces", flat=True))


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_noticia(portales.alfa, "Una feria"))


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Una feria")


PATH = "/noticias/una-feria/"


@pytest.mark.on_both_databases
def test_each_reading_is_counted_once_however_often_the_log_is_read(log, alfa, noticia):
    log.read(PATH, portal=alfa, times=2)
    count()
    count()
    log.read(PATH, portal=alfa)
    log.read(PATH, portal=alfa, day=localdate() - timedelta(days=1))
    count()
    count()
    assert counted(noticia) == 4
    assert noticia.lecturas.get(dia=localdate()).veces == 3


def test_what_stands_below_the_name_of_the_province_is_counted_too(log, provincia, alfa):
    pages = [
        make_entidad(provincia, "Aguas", municipios=[alfa]),
        make_aviso(provincia, "Ciclón", alcance="todos"),
    ]
    for path in ("/directorio/provincia/aguas/", "/avisos/provincia/ciclon/"):
        assert alfa.get(path).status_code == 200
        log.read(path, portal=alfa)
    count()
    assert [counted(page) for page in pages] == [1, 1]


def test_a_line_that_is_being_written_is_counted_when_it_is_whole(log, alfa, noticia):
    log.read(PATH, portal=alfa)
    whole = log.path.read_text()
    log.write(whole[:40])
    count()
    assert counted(noticia) == 1
    log.write(whole[40:])
    count()
    assert counted(noticia) == 2


def test_a_program_that_names_itself_in_no_letters_reads_too(log, alfa, noticia):
    log.read(PATH, portal=alfa, programa="Móvil")
    log.path.write_bytes(log.path.read_bytes().replace(b"\\u00f3", b"\xe9"))
    count()
    assert counted(noticia) == 1


def test_what_was_written_before_the_log_was_renamed_is_counted_too(log, alfa, noticia):
    log.read(PATH, portal=alfa)
    count()
    log.read(PATH, portal=alfa, times=2)
    log.rotate()
    log.read(PATH, portal=alfa, times=4)
    count()
    count()
    assert counted(noticia) == 7


def test_a_log_that_was_emptied_or_lost_is_read_from_its_beginning(log, alfa, noticia):
    log.read(PATH, portal=alfa, times=3)
    count()
    log.path.write_text("")
    log.read(PATH, portal=alfa)
    count()
    assert counted(noticia) == 4
    for _time in range(2):
        log.path.rename(f"{log.path}.1")
        log.path.touch()
    log.read(PATH, portal=alfa)
    count()
    assert counted(noticia) == 5


@pytest.mark.parametrize(
    "said",
    [
        {"programa": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"programa": "curl/8.5.0"},
        {"programa": ""},
        {"antes": "prefetch;prerender"},
        {"host": "www.ejemplo.cu"},
        {"pagina": "/noticias/otra/"},
        {"pagina": "/noticias/una-feria"},
        {"hora": "ayer"},
        {"hora": "1e300"},
        {"pagina": None},
    ],
)
def test_what_no_person_read_is_not_counted(log, alfa, noticia, said):
    log.read(PATH, portal=alfa, **said)
    log.write("not JSON\n[]\n\n")
    count()
    assert not Lectura.objects.exists()


def test_what_the_province_shows_in_a_portal_is_counted_in_it(log, provincia, alfa, beta):
    tramite = make_tramite(provincia, "Carné")
    log.read("/tramites/carne/", portal=alfa)
    log.read("/tramites/carne/", portal=provincia, times=2)
    count()
    assert dict(tramite.lecturas.values_list("site", "veces")) == {
        alfa.site.pk: 1,
        provincia.site.pk: 2,
    }


def test_words_that_were_looked_for_are_kept_unless_they_may_name_somebody(log, alfa, noticia):
    for words in ("Feria del libro", "feria del LIBRO", "90010112345", "ana@ejemplo.cu", 99 * "a"):
        log.read(PATH, portal=alfa, looked_for=words)
    log.read(PATH, portal=alfa, desde="https://otro.cu/buscar/?q=agua")
    log.read(PATH, portal=alfa, desde="https://[")
    count()
    assert counted(noticia) == 7
    assert list(Llegada.objects.values_list("palabras", "veces")) == [("feria del libro", 2)]


def test_without_a_log_nothing_is_counted_and_nothing_breaks(settings, tmp_path, db, capsys):
    for path in ("", str(tmp_path / "none.log")):
        settings.LECTURAS_LOG = path
        call_command("contar_lecturas")
        assert capsys.readouterr().out == "Lecturas contadas: 0.\n"
    assert not Lectura.objects.exists()


def test_numbers_are_kept_for_their_term(log, alfa, noticia, settings):
    settings.LECTURAS_DIAS = 10
    for ago in (1, 9, 12):
        log.read(PATH, portal=alfa, day=localdate() - timedelta(days=ago))
    count()
    call_command("purgar_lecturas", verbosity=0, reloj_correcto=True)
    assert counted(noticia) == 2


# --- What an editor sees -----------------------------------------------------------


def rows(report):
    """Return the first three cells of each row of the table."""
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all("td")][:3]
        for row in soup(report).find("table", class_="listing").tbody.find_all("tr")
    ]


def test_an_editor_reads_how_many_read_the_own_pages(log, as_editor, alfa, beta, noticia):
    make_noticia(beta, "De otro portal")
    log.read(PATH, portal=alfa, times=3, looked_for="feria")
    log.read("/noticias/de-otro-portal/", portal=beta)
    log.read("/noticias/", portal=alfa, day=localdate() - timedelta(days=20))
    count()
    report = as_editor.get(reverse("lecturas:index"))
    assert rows(report) == [["Una feria", "Alfa", "3"], ["Noticias", "Alfa", "1"]]
    week = as_editor.get(reverse("lecturas:index"), {"dias": "7"})
    assert rows(week) == [["Una feria", "Alfa", "3"]]
    exported = as_editor.get(reverse("lecturas:index"), {"export": "csv"}).getvalue().decode()
    assert "Una feria,Alfa,3" in exported
    assert "De otro portal" not in exported


def test_the_page_leads_to_its_readings_day_by_day(log, as_editor, alfa, noticia):
    log.read(PATH, portal=alfa, times=3, looked_for="feria")
    log.read(PATH, portal=alfa, day=localdate() - timedelta(days=2), hour=3)
    count()
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[noticia.pk]))
    [link] = [a for a in soup(form).find_all("a") if "Cuántos la leen" in a.get_text()]
    told = soup(as_editor.get(link["href"]))
    assert told.find("figcaption").get_text() == "4 lecturas en los últimos 30 días"
    days = [
        cells[1].get_text()
        for row in told.figure.find_all("tr")[1:]
        if (cells := row.find_all(["th", "td"]))
    ]
    assert days[-3:] == ["1", "sin datos", "3"]
    # 29 past days, with data for one hour only.
    assert f"De {29 * 24 - 1} horas de esos días no hay datos" in told.get_text(" ", strip=True)
    assert "feria" in told.find_all("table")[-1].get_text()


def test_the_list_of_pages_tells_how_often_each_was_read_lately(log, as_editor, alfa, noticia):
    make_noticia(alfa, "Sin leer")
    log.read(PATH, portal=alfa, times=3)
    log.read(PATH, portal=alfa, day=localdate() - timedelta(days=40))
    count()
    url = reverse("wagtailadmin_explore", args=[noticia.get_parent().pk])
    page = as_editor.get(url)
    assert "Lecturas, 30 días" in soup(page).find("table", class_="listing").thead.get_text()
    told = {row[1].split("\n")[0].split(" ")[0]: row for row in cells_of(page)}
    assert "3" in told["Una"]
    assert "0" in told["Sin"]


def test_where_nothing_is_counted_the_list_of_pages_has_no_such_column(as_editor, noticia):
    page = as_editor.get(reverse("wagtailadmin_explore", args=[noticia.get_parent().pk]))
    assert "Una feria" in page.text
    assert "Lecturas, 30 días" not in page.text


def test_who_works_on_several_portals_compares_them(
    log, as_editor, as_moderator, alfa, beta, noticia
):
    make_noticia(beta, "Otra")
    log.read(PATH, portal=alfa, times=3)
    log.read("/noticias/otra/", portal=beta, day=localdate() - timedelta(days=10))
    count()
    url = reverse("lecturas:portales")
    everywhere = {row[0]: row[1:] for row in cells_of(as_moderator.get(url))}
    assert everywhere["Alfa"] == ["3", "3", "3"]
    assert everywhere["Beta"] == ["0", "1", "1"]
    assert "4 lecturas en los últimos 30 días" in as_moderator.get(url).text
    assert [row[0] for row in cells_of(as_editor.get(url))] == ["Alfa"]
    exported = as_moderator.get(url, {"export": "csv"}).getvalue().decode()
    assert "Beta,0,1,1" in exported
    assert url in as_editor.get(reverse("lecturas:index")).text


def test_a_page_of_another_portal_tells_nothing(as_editor, beta):
    other = make_noticia(beta, "Otra")
    assert as_editor.get(reverse("lecturas:ver", args=[other.pk])).status_code == 404


def test_a_draft_does_not_lead_to_readings(as_editor, alfa):
    draft = make_noticia(alfa, "Borrador", live=False)
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "Cuántos la leen" not in form.content.decode()


def test_numbers_are_of_days_and_hold_nobody(log, alfa, noticia):
    log.read(PATH, portal=alfa)
    count()
    [lectura] = Lectura.objects.all()
    kept = {field.name for field in Lectura._meta.fields}
    assert kept == {"id", "site", "page", "dia", "veces"}
    assert lectura.dia == localdate()
