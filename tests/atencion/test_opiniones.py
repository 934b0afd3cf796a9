"""Visitors rate a page with «¿Le sirvió esta página?», and its editors read the result."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from atencion.models import Opinion
from home.models import StandardPage
from tests.factories import make_entidad, make_page, make_private, make_user
from tests.reading import links, soup, text

from .opiniones import answer, question, say

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_page(portales.alfa, "Recogida de basura"))


@pytest.fixture
def pagina(_published, alfa):
    return StandardPage.objects.child_of(alfa.home).get(title="Recogida de basura")


def opinions():
    return list(Opinion.objects.values_list("page", "sirvio", "buscaba", "fallo"))


def test_two_taps_without_a_script_or_a_cookie_are_counted(alfa, pagina):
    thanks = answer(alfa, pagina, "si")
    assert "Contamos su respuesta" in text(thanks)
    assert links(thanks, within="main")["Volver a la página"] == "/recogida-de-basura/"
    assert not thanks.browser.cookies
    assert opinions() == [(pagina.pk, True, "", "")]


def test_whoever_wants_says_what_was_missing(alfa, pagina):
    told = say(answer(alfa, pagina), buscaba="El horario del camión", fallo="No dice los domingos")
    assert "leerá lo que usted dice" in text(told)
    assert opinions() == [(pagina.pk, False, "El horario del camión", "No dice los domingos")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT buscaba FROM atencion_opinion")
        assert "camión" not in cursor.fetchone()[0]


def test_what_may_name_somebody_is_masked_and_the_person_is_told(alfa, pagina):
    words = "Llamen al 22 65 43 21 o a ana@ejemplo.cu, carné 85010112345, sección 24 de 2026"
    told = say(answer(alfa, pagina), buscaba=words)
    assert "Tapamos en su texto" in text(told)
    assert opinions()[0][2] == "Llamen al ▒▒▒ o a ▒▒▒ carné ▒▒▒, sección 24 de 2026"


def test_words_are_taken_once_for_each_answer(alfa, pagina):
    thanks = answer(alfa, pagina)
    say(thanks, buscaba="El horario")
    say(thanks, buscaba="Otra cosa")
    assert opinions() == [(pagina.pk, False, "El horario", "")]


def test_too_long_a_text_comes_back_with_a_word(alfa, pagina):
    told = say(answer(alfa, pagina), buscaba="x" * 1001)
    assert told.status_code == 422
    assert "x" * 1001 in soup(told).textarea.string
    assert "1000" in soup(told).select_one("[role=alert]").get_text()


def test_forms_archives_and_what_is_no_page_do_not_ask(alfa):
    make_entidad(alfa, "Registro Civil")
    for path in ("/", "/directorio/", "/directorio/registro-civil/", "/noticias/"):
        assert question(alfa.get(path)), path
    for path in (
        "/directorio/registro-civil/informar/",
        "/agenda/pasados/",
        "/buscar/",
        "/no-existe/",
    ):
        assert question(alfa.get(path)) is None, path


def test_a_page_of_the_province_is_judged_where_it_was_read(provincia, alfa):
    entidad = make_entidad(provincia, "Acueducto", municipios=[alfa])
    path = "/directorio/provincia/acueducto/"
    form = question(alfa.get(path))
    headers = {"sec-fetch-site": "same-origin", "referer": f"{alfa.url}{path}"}
    thanks = alfa.browser().post(form["action"], {"sirvio": "no"}, headers=headers, follow=True)
    assert links(thanks, within="main")["Volver a la página"] == path
    assert opinions() == [(entidad.pk, False, "", "")]


@pytest.mark.parametrize(
    "path",
    ["//evil.example/phish", "/\\evil.example/phish", "\\\\evil.example", "///evil.example"],
)
def test_the_way_back_leads_to_no_other_host(alfa, pagina, path):
    thanks = answer(alfa, pagina, referer=f"{alfa.url}{path}")
    assert "Contamos su respuesta" in text(thanks)
    assert "evil" not in "".join(links(thanks).values())
    assert "Volver a la página" not in links(thanks)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://ejemplo.org"},
        {"origin": "null"},
        {"origin": "http://["},
    ],
)
def test_a_form_of_another_host_is_refused(alfa, pagina, headers):
    response = alfa.browser().post(f"/opinion/{pagina.pk}/", {"sirvio": "si"}, headers=headers)
    assert response.status_code == 403
    assert opinions() == []


def test_those_who_know_the_password_of_a_page_judge_it_as_well(alfa, pagina):
    make_private(pagina)
    assert alfa.browser().post(f"/opinion/{pagina.pk}/", {"sirvio": "si"}).status_code == 302
    assert opinions() == [(pagina.pk, True, "", "")]


def test_what_nobody_may_read_cannot_be_judged(alfa):
    draft = make_page(alfa, "Borrador", live=False)
    for pk in (draft.pk, alfa.container.pk, 1, 10**17):
        assert alfa.browser().post(f"/opinion/{pk}/", {"sirvio": "si"}).status_code == 404
    assert alfa.get("/opinion/gracias/nadie/").status_code == 404
    assert opinions() == []


@pytest.mark.parametrize("choice", ["", "x"])
def test_without_a_choice_the_question_comes_back_and_says_so(alfa, pagina, choice):
    asked = answer(alfa, pagina, choice)
    assert asked.status_code == 422
    assert "toque «Sí» o «No»" in text(asked)
    assert links(asked, within="main")["Volver a la página"] == "/recogida-de-basura/"
    assert opinions() == []
    asked.browser.post(question(asked)["action"], {"sirvio": "si"})
    assert opinions() == [(pagina.pk, True, "", "")]


def test_the_address_to_which_it_is_sent_leads_back_to_the_page(alfa, pagina):
    opened = alfa.get(f"/opinion/{pagina.pk}/")
    assert (opened.status_code, opened["Location"]) == (302, pagina.get_url_parts()[2])
    make_private(pagina)
    for pk in (pagina.pk, make_page(alfa, "Borrador", live=False).pk, alfa.container.pk, 10**17):
        assert alfa.get(f"/opinion/{pk}/").status_code == 404


def test_a_flood_from_one_place_is_told_to_wait(alfa, pagina):
    for _turn in range(30):
        assert alfa.browser().post(f"/opinion/{pagina.pk}/", {"sirvio": "no"}).status_code == 302
    refused = alfa.browser().post(f"/opinion/{pagina.pk}/", {"sirvio": "no"})
    assert refused.status_code == 429
    assert "Pruebe más tarde" in text(refused)
    assert Opinion.objects.count() == 30


@pytest.mark.on_both_databases
def test_the_editor_reads_it_on_the_front_page_and_in_the_report(alfa, pagina, as_editor):
    say(answer(alfa, pagina), buscaba="El horario del camión")
    answer(alfa, pagina, "si")
    front = as_editor.get("/admin/")
    page = reverse("opiniones:ver", args=[pagina.pk])
    assert links(front, within="[aria-labelledby=opiniones-titulo]")["Recogida de basura"] == page
    assert "A 1 persona no le sirvió; a 1 sí" in text(front)
    report = as_editor.get(reverse("opiniones:index"))
    cells = [td.get_text(strip=True) for td in soup(report).select("tbody td")]
    assert cells[:4] == ["Recogida de basura", "Alfa", "1", "1"]
    assert "El horario del camión" in text(as_editor.get(page))
    exported = as_editor.get(page, {"export": "csv"}).getvalue().decode()
    assert "El horario del camión" in exported
    # The export has ISO dates, which can be sorted; the screen has dates in words.
    assert f"{localdate():%Y-%m-%d}" in exported
    assert date_format(localdate()) in text(as_editor.get(page))


def test_nobody_reads_the_opinions_of_another_portal(beta, pagina, alfa):
    answer(alfa, pagina)
    other = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    assert "Recogida" not in text(other.get(reverse("opiniones:index")))
    assert other.get(reverse("opiniones:ver", args=[pagina.pk])).status_code == 404
    assert "Recogida" not in text(other.get("/admin/"))


def test_the_report_costs_the_same_for_more_pages(alfa, as_editor, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(60) as counted:
            as_editor.get(reverse("opiniones:index"))
        return len(counted)

    pages = [make_page(alfa, f"Página {number}") for number in range(4)]
    answer(alfa, pages[0])
    queries()
    with_one = queries()
    for page in pages[1:]:
        answer(alfa, page)
    assert queries() == with_one


@pytest.mark.on_both_databases
def test_they_go_when_their_time_is_over(alfa, pagina, settings):
    settings.OPINIONES_DIAS = 30
    answer(alfa, pagina)
    answer(alfa, pagina, "si")
    old = timezone.localdate() - timedelta(days=31)
    Opinion.objects.filter(sirvio=True).update(dia=old)
    call_command("purgar_opiniones", verbosity=0)
    assert opinions() == [(pagina.pk, False, "", "")]


def test_the_question_is_part_of_the_page_that_everybody_gets(alfa, pagina):
    form = str(question(alfa.get("/recogida-de-basura/")))
    assert "csrf" not in form
    assert form == str(question(alfa.get("/recogida-de-basura/")))


def test_a_page_is_looked_for_in_the_report_by_its_title(alfa, pagina, as_editor):
    answer(alfa, pagina)
    report = reverse("opiniones:index")
    assert "Recogida de basura" in text(as_editor.get(report, {"q": "basura"}))
    assert "Recogida de basura" not in text(as_editor.get(report, {"q": "zanahoria"}))
