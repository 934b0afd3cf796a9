"""The search finds pages by the words that people use, on both databases."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import StandardPage
from scripts.bulk_pages import insert, place
from search.busqueda import TOPE, find_pages, suggest
from tests.factories import (
    add_page,
    make_entidad,
    make_evento,
    make_noticia,
    make_page,
    make_tramite,
    publish_in_english,
)
from tests.search.asking import ask, found, suggested
from tramites.models import TramitePage

pytestmark = pytest.mark.on_both_databases


@pytest.fixture(scope="module")
def _certificacion(once):
    once(_make_certificacion)


def _make_certificacion(portales):
    make_tramite(
        portales.provincia,
        "Certificación de nacimiento",
        nombres_populares="partida de nacimiento, inscripción",
        resumen="Documento que da fe de quién es una persona",
        requisitos=[{"texto": "Tomo y folio", "detalle": "Del registro civil"}],
        pasos=[{"texto": "Compre el sello en Correos"}],
        base_legal=[{"norma": "Ley 51 del Registro del Estado Civil"}],
    )


@pytest.fixture
def certificacion(_certificacion, portales):
    return TramitePage.objects.get(title="Certificación de nacimiento")


@pytest.mark.parametrize(
    "words",
    [
        "certificación de nacimiento",
        "CERTIFICACION NACIMIENTO",
        "nacimiento certificacion",
        "certificaciones de nacimientos",
        "Certificacio\u0301n",
        "partida de nacimiento",
        "inscripciones",
        "la certificación del nacimiento",
        "fe de quién es",
        "tomo folio",
        "correos",
        "ley 51",
    ],
)
def test_a_procedure_is_found_in_the_words_of_people(alfa, certificacion, words):
    result = ask(alfa, words)
    assert [item.page_id for item in result.hallazgos] == [certificacion.pk]
    assert result.totales == {"tramites": 1, "directorio": 0, "noticias": 0, "otros": 0}
    assert not result.corregida
    assert not result.alguna


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("certifcación", "certificación"),
        ("Nacimineto", "nacimiento"),
        ("certifcacion de naciminto", "certificación de nacimiento"),
    ],
)
def test_a_misspelt_word_is_led_to_the_one_that_was_meant(alfa, certificacion, words, meant):
    result = ask(alfa, words)
    assert [item.page_id for item in result.hallazgos] == [certificacion.pk]
    assert result.corregida == meant


@pytest.mark.parametrize(
    "words", ["sertificasion", "certificacion de nasimiento", "inscripsión", "kiero mi sertifico"]
)
def test_what_sounds_like_what_people_say_is_understood_as_it_is(alfa, certificacion, words):
    result = ask(alfa, words)
    assert [item.page_id for item in result.hallazgos] == [certificacion.pk]
    assert not result.corregida


def test_a_word_of_a_name_is_known_by_its_sound(alfa):
    make_page(alfa, "Homologación de envases")
    result = ask(alfa, "omologasion de embaces")
    assert result.corregida == "homologación de envases"
    assert found(alfa, "omologasion") == ["Homologación de envases"]


@pytest.mark.parametrize(
    "words",
    [
        "buenos días mire yo quisiera saber cómo hago para el pago de multas",
        "se me botó el papel de la multa",
        "dónde es que se pagan las multas esas",
        "¿A qué hora abre la oficina de multas?",
    ],
)
def test_what_is_said_round_about_a_question_is_no_part_of_it(alfa, words):
    make_page(alfa, "Pago de multas")
    make_page(alfa, "Casa de cultura", cuerpo=[("texto", "<p>Buenos días: mire y pase.</p>")])
    assert found(alfa, words)[0] == "Pago de multas"


def test_rare_words_tell_more_than_common_ones(alfa):
    for number in range(4):
        make_page(alfa, f"Reunión vecinal {number}")
    make_page(alfa, "Trasplante de orquídeas")
    assert found(alfa, "reunión sobre orquídeas")[0] == "Trasplante de orquídeas"


def test_who_asks_for_hours_wants_the_place_and_who_asks_for_papers_the_procedure(alfa):
    make_tramite(alfa, "Licencia de pesca")
    make_entidad(alfa, "Licencia de pesca: taquilla")
    assert found(alfa, "horario de la licencia de pesca")[0] == "Licencia de pesca: taquilla"
    assert found(alfa, "requisitos de la licencia de pesca")[0] == "Licencia de pesca"


def test_of_what_the_portal_is_called_all_of_it_speaks(alfa):
    make_page(alfa, "Alfa en cifras")
    make_page(alfa, "Puestos de guarapo")
    assert found(alfa, "guarapo en alfa")[0] == "Puestos de guarapo"
    assert found(alfa, "alfa") == ["Alfa en cifras"]


def test_a_neighbour_is_no_part_of_what_is_asked_for(portales):
    make_page(portales.alfa, "Cambio de domicilio")
    make_page(portales.alfa, "Fiestas de Beta")
    assert found(portales.alfa, "soy de Beta y quiero domicilio")[0] == "Cambio de domicilio"
    assert found(portales.alfa, "fiestas en Beta")[0] == "Fiestas de Beta"


def test_a_correction_must_find_something_in_the_portal(portales, certificacion):
    make_page(portales.beta, "Servicio de panadería")
    assert ask(portales.alfa, "panadria").corregida == ""
    assert found(portales.alfa, "panadria") == []
    assert found(portales.beta, "panadria") == ["Servicio de panadería"]


@pytest.mark.parametrize("typed", ["taller de casetas", "taller de caseta"])
def test_what_some_page_is_called_is_no_fault_in_whatever_form(portales, typed):
    make_page(portales.alfa, "Taller de caretas")
    make_page(portales.beta, "Permiso para una caseta")
    result = ask(portales.alfa, typed)
    assert (result.corregida, result.ofrecida) == ("", "")
    assert found(portales.alfa, typed) == ["Taller de caretas"]
    assert result.alguna


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("construir un cuarto", "¿Cuántos quieren construir?"),
        ("licencia de conducción", "Licencia de construcción"),
        ("niño recién nacido", "Reciben al nacido"),
    ],
)
def test_a_word_is_not_taken_for_one_that_is_hardly_like_it(alfa, typed, there):
    make_page(alfa, there)
    result = ask(alfa, typed)
    assert (result.corregida, result.ofrecida) == ("", "")
    assert found(alfa, typed) == [there]


def test_what_has_some_of_the_words_is_shown_and_a_correction_that_has_all_is_offered(alfa):
    make_page(alfa, "Pago de impuestos", cuerpo=[("texto", "<p>Vaya al mostrador.</p>")])
    make_page(alfa, "Mostrador de informes")
    result = ask(alfa, "mostrador de inpuestos")
    assert found(alfa, "mostrador de inpuestos") == ["Mostrador de informes"]
    assert (result.alguna, result.corregida) == (True, "")
    assert result.ofrecida == "mostrador de impuestos"


def test_a_word_may_be_only_begun(alfa, certificacion):
    assert found(alfa, "certificación de naci") == ["Certificación de nacimiento"]
    assert not ask(alfa, "certificación de naci").corregida


def test_if_not_all_words_are_found_some_are_enough(alfa, certificacion):
    result = ask(alfa, "nacimiento extraterrestre")
    assert [item.page_id for item in result.hallazgos] == [certificacion.pk]
    assert result.alguna


def test_words_that_say_nothing_find_what_is_called_so(alfa):
    make_page(alfa, "Sobre nosotros")
    make_page(alfa, "El parque")
    assert found(alfa, "sobre") == ["Sobre nosotros"]


@pytest.mark.parametrize("words", ["", "   ", "¿?", "\x00", "💧", "__", '"*"'])
def test_no_words_find_nothing(alfa, certificacion, words):
    result = ask(alfa, words)
    assert result.hallazgos == []
    assert set(result.totales.values()) == {0}


HOSTILE = [
    '"nacimiento',
    "nacimiento' OR 1=1 --",
    "nacimiento & | ! <-> :* )",
    "nacimiento AND NOT OR NEAR(",
    "titulo:nacimiento",
    "nacimiento*",
    ":todos nacimiento",
    "%s %(x)s nacimiento",
    "nacimiento\\",
    "nacimiento\x00",
    "<b>nacimiento</b>",
    "nacimiento " * 500,
    "nacimiento " + " ".join(f"{number}x" for number in range(1500)),
    "nacimiento" + "a" * 5000,
    "вода 水 ماء ꙮ 𞤀𞤣𞤤𞤢𞤥 𐍈 ǅ ª ² Ⅷ ½",
    "𞤀𞤣𞤤𞤢𞤥",
    "a\u0300\u0301\u0302 \u200bnacimiento",
    "+53 " * 40,
    "1" * 400,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_is_typed_breaks_the_engine(alfa, certificacion, words):
    make_page(alfa, "Otra cosa")
    for options in ({}, {"todas": True}, {"grupo": "tramites"}):
        titles = found(alfa, words, **options)
        assert "Otra cosa" not in titles
    suggested(alfa, words)


@pytest.mark.parametrize(
    "words",
    ["22 65-43", "226543", "654321", "65 43", "+53 22 654321", "(22) 65-4321", "53 22654321"],
)
def test_a_telephone_is_found_by_its_beginning_however_written(alfa, words):
    make_entidad(alfa, "Acueducto", contactos=[("telefono", "22 654321")])
    make_entidad(alfa, "Correos", contactos=[("telefono", "22 111111")])
    assert found(alfa, words) == ["Acueducto"]


def test_a_short_number_is_found(alfa):
    make_entidad(alfa, "Policía", contactos=[("telefono", "106")])
    assert found(alfa, "106") == ["Policía"]


def test_an_entity_is_found_by_what_it_offers_and_where_it_is(alfa):
    make_entidad(
        alfa,
        "Empresa Eléctrica",
        otros_nombres="UNE, la luz",
        calle="Martí",
        numero="34",
        reparto="Vista Alegre",
        contactos=[("telefono", "22 654321", {"etiqueta": "Averías"})],
    )
    for words in ("une", "luz", "averias", "martí 34", "vista alegre"):
        assert found(alfa, words) == ["Empresa Eléctrica"], words


def test_names_come_before_summaries_and_these_before_texts(alfa):
    make_page(alfa, "Horarios", cuerpo=[("texto", "<p>También del hospital</p>")])
    make_page(alfa, "Farmacias", resumen="Cerca del hospital")
    make_page(alfa, "Hospital infantil")
    make_page(alfa, "Hospitales")
    assert found(alfa, "hospital") == ["Hospitales", "Hospital infantil", "Farmacias", "Horarios"]


def test_what_is_called_exactly_so_comes_first(alfa, provincia, certificacion):
    for number in range(3):
        make_noticia(alfa, f"Nacimiento número {number}: la partida")
    make_entidad(alfa, "Oficina de partida y nacimiento")
    assert found(alfa, "partida de nacimiento")[0] == "Certificación de nacimiento"


def test_of_equal_names_procedures_and_entities_come_before_news(alfa):
    make_noticia(alfa, "Pago de multas hoy")
    make_page(alfa, "Pago de multas aquí")
    make_entidad(alfa, "Pago de multas central")
    make_tramite(alfa, "Pago de multas municipal")
    assert found(alfa, "multas") == [
        "Pago de multas municipal",
        "Pago de multas central",
        "Pago de multas aquí",
        "Pago de multas hoy",
    ]


def test_news_lose_weight_with_age(alfa):
    today = timezone.localdate()
    make_noticia(alfa, "Feria de enero", fecha=today - timedelta(days=900))
    make_noticia(alfa, "Feria de marzo", fecha=today)
    make_noticia(alfa, "Feria de abril", fecha=today - timedelta(days=90))
    make_evento(alfa, "Feria de mayo", today + timedelta(days=3))
    assert found(alfa, "feria") == [
        "Feria de mayo",
        "Feria de marzo",
        "Feria de abril",
        "Feria de enero",
    ]


def test_results_of_one_group_are_shown_and_all_are_counted(alfa, certificacion):
    make_noticia(alfa, "Nacimiento de gemelos")
    result = ask(alfa, "nacimiento", grupo="noticias")
    assert [item.grupo for item in result.hallazgos] == ["noticias"]
    assert result.totales == {"tramites": 1, "directorio": 0, "noticias": 1, "otros": 0}


def test_sections_are_found_by_their_names(alfa):
    assert found(alfa, "directorio")[0] == "Directorio"


def test_each_language_has_its_own(alfa):
    english = publish_in_english(alfa)
    add_page(StandardPage, english, title="Drinking waters")
    make_page(alfa, "Agua potable")
    assert found(alfa, "the water", "en") == ["Drinking waters"]
    assert found(alfa, "drnking", "en") == ["Drinking waters"]
    assert found(alfa, "agua", "en") == []
    assert found(alfa, "water") == []


def test_what_is_asked_costs_the_same_whatever_it_finds(
    alfa, certificacion, django_assert_num_queries
):
    fill(alfa, 30, "Nacimiento del río")
    where = {"site": alfa.site, "locale": alfa.home.locale}
    find_pages("nacimiento", **where)  # caches the synonyms
    with django_assert_num_queries(1):
        assert len(find_pages("nacimiento", **where).hallazgos) == 31
    with django_assert_num_queries(1):
        assert len(suggest("naci", **where)) == 6
    # One query each: all words, the last one as a prefix, some words, likely words, whether these
    # exist, and all likely words.
    with django_assert_num_queries(6):
        assert find_pages("nasimiento imposible extraterrestre", **where).alguna


def test_more_than_is_counted_is_counted_as_one_more(alfa):
    fill(alfa, TOPE + 5, "Cosa")
    result = ask(alfa, "cosa")
    assert result.totales["otros"] == TOPE + 1
    assert len(result.hallazgos) == TOPE


def fill(portal, total, title):
    """Publish many pages at once."""
    pages, last = [], portal.home.get_last_child()
    for number in range(total):
        page = StandardPage(title=f"{title} {number}", slug=f"cosa-{number}", resumen="Resumen")
        last = place(page, portal.home, last)
        pages.append(page)
    insert(pages)


def test_suggestions_are_what_is_called_so(portales, certificacion):
    make_page(portales.alfa, "Cerca perimetral", resumen="Nacimiento")
    make_page(portales.beta, "Certeza de Beta")
    assert suggested(portales.alfa, "cert") == ["Certificación de nacimiento"]
    assert suggested(portales.alfa, "naci") == ["Certificación de nacimiento"]
    assert suggested(portales.alfa, "partida de na") == ["Certificación de nacimiento"]
    assert len(suggested(portales.alfa, "ce")) == 2
    assert suggested(portales.alfa, "ce", limite=1) == ["Certificación de nacimiento"]
    assert suggested(portales.alfa, "") == []


def test_what_has_some_of_the_words_stands_behind_the_few_that_have_all(alfa):
    make_page(alfa, "Pago de multas", cuerpo=[("texto", "<p>Vaya al mostrador.</p>")])
    make_page(alfa, "Cobro de multas")
    make_page(alfa, "Casa de cultura")
    assert found(alfa, "mostrador de multas") == ["Pago de multas", "Cobro de multas"]
    assert not ask(alfa, "mostrador de multas").alguna
    # A title with all the words leaves nothing to guess.
    assert found(alfa, "cobro de multas") == ["Cobro de multas"]


def test_a_page_is_found_once_however_many_ways_lead_to_it(alfa):
    make_page(
        alfa, "Orquesta provincial", cuerpo=[("texto", "<p>La orquesta de la provincia.</p>")]
    )
    assert found(alfa, "orquesta provincia") == ["Orquesta provincial"]
