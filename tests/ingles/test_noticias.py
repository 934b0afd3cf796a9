"""News and events in English."""

from datetime import date, time

import pytest

from noticias.models import Correccion, EntidadRelacionada, TramiteRelacionado
from tests.factories import make_evento, make_noticia, publish
from tests.reading import soup, text
from tests.traducir import translate


@pytest.fixture
def news_in_english(in_english, alfa):
    for section, title in ((alfa.noticias, "News"), (alfa.agenda, "What is on")):
        translate(section, {section.title: title})


def test_corrections_and_what_is_related_follow_the_language(
    news_in_english, certificate, certificacion, registro, alfa
):
    noticia = make_noticia(alfa, "Nueva oficina")
    noticia.correcciones.add(Correccion(fecha=date(2026, 5, 4), texto="Decía lunes."))
    noticia.tramites_relacionados.add(TramiteRelacionado(tramite=certificacion))
    noticia.entidades_relacionadas.add(EntidadRelacionada(entidad=registro))
    publish(noticia)
    translate(noticia, {"Nueva oficina": "New office", "Decía lunes.": "It said Monday."})
    response = alfa.get("/en/noticias/nueva-oficina/")
    assert "Corrections 4 May 2026 It said Monday." in text(response)
    related = soup(response).find("h2", id="relacionados").find_parent("section")
    # The entidad has no English page.
    assert [(a.find("span").get_text(), a["href"]) for a in related.find_all("a")] == [
        ("Birth certificate", "/en/tramites/certificacion-de-nacimiento/")
    ]


def test_an_event_says_when_in_english(news_in_english, alfa):
    hours = {"empieza_a_las": time(9), "termina_a_las": time(12)}
    feria = make_evento(alfa, "Feria", date(2030, 12, 7), **hours)
    translate(feria, {"Feria": "Fair"})
    response = alfa.get("/en/agenda/feria/")
    assert soup(response).h1.get_text() == "Fair"
    words = text(response).replace("\xa0", " ")
    assert "Saturday 7 December 2030, from 9:00 a.m. to 12:00 p.m." in words
    feria.empieza_el = date(2030, 12, 8)
    publish(feria)
    translate(feria, {"Feria": "Fair"})
    assert feria.get_translations().get().empieza_el == date(2030, 12, 8)
