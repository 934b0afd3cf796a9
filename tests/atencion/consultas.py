"""Helpers that create a consulta pública, answer it as a browser does, and read its results."""

import csv
from datetime import timedelta
from io import StringIO

from django.utils.timezone import localdate
from wagtail.models import Page

from atencion.consultas.blocks import opciones
from atencion.models import ConsultaPublicaPage, ConsultasIndexPage
from servidor.caches.generations import empty
from tests.factories import add_page
from tests.reading import soup

from .escritos import answer_to

PAGE = "/consultas/el-parque/"


def una(texto="¿Qué día?", opciones=("Sábado", "Domingo"), *, otra=False, clase="una"):
    return (clase, {"texto": texto, "opciones": list(opciones), "otra": otra})


def varias(texto="¿Qué hace falta?", opciones=("Bancos", "Luces"), *, otra=False):
    return una(texto, opciones, otra=otra, clase="varias")


def palabras(texto="¿Algo más?"):
    return ("texto", {"texto": texto})


def make_consulta(portal, title="El parque", *, preguntas=None, abre=-1, cierra=5, **fields):
    """Return a new consulta of ``portal``; ``abre`` and ``cierra`` are days from today."""
    index = ConsultasIndexPage.objects.get(path__startswith=portal.home.path)
    page = add_page(
        ConsultaPublicaPage,
        Page.objects.get(pk=index.pk),
        title=title,
        abre=localdate() + timedelta(days=abre),
        cierra=localdate() + timedelta(days=cierra),
        preguntas=[una(), varias(otra=True), palabras()] if preguntas is None else preguntas,
        **fields,
    )
    return ConsultaPublicaPage.objects.get(pk=page.pk)


def close(consulta):
    end(consulta, 1)


def end(consulta, days_ago):
    ConsultaPublicaPage.objects.filter(pk=consulta.pk).update(
        abre=localdate() - timedelta(days=days_ago + 9),
        cierra=localdate() - timedelta(days=days_ago),
    )


def fill(response, marked=(), **texts):
    """Return (action, data) of the form; ``marked`` are labels, ``textos`` is {label: text}."""
    form = soup(response).select_one("form.aviso-form")
    data = {}
    for label in form.find_all("label"):
        words = label.get_text(" ", strip=True)
        field = label.find("input") or form.find(id=label.get("for"))
        if words in marked:
            data.setdefault(field["name"], []).append(field["value"])
        elif words in texts.get("textos", {}):
            data[field["name"]] = texts["textos"][words]
    return form["action"], data | carried(form)


def carried(form):
    """Return the hidden antispam fields of the form, and the answer to its question."""
    hidden = {field["name"]: field.get("value", "") for field in form.select("[type=hidden]")}
    question = form.select_one("label[for=id_respuesta]")
    return hidden | {"respuesta": answer_to(question.get_text())}


def answer(portal, consulta, *marked, browser=None, place="192.0.2.1", textos=None):
    browser = browser or portal.browser()
    browser.handler.enforce_csrf_checks = True
    page = browser.get(consulta.get_url_parts()[2])
    action, data = fill(page, marked, textos=textos or {})
    headers = {"sec-fetch-site": "same-origin"}
    return browser.post(action, data, headers=headers, follow=True, REMOTE_ADDR=place)


def many(consulta, red=None, **numbers):
    """Create answers without the form; ``numbers`` is {option: answers that mark only it}.

    ``red`` is the digest of the network from which all of them came.
    """
    network = red and consulta.redes.get_or_create(huella=red)[0]
    keys = {
        text: (pregunta.id, key)
        for pregunta in consulta.preguntas
        if pregunta.block_type != "texto"
        for key, text in opciones(pregunta)
    }
    for choice, number in numbers.items():
        pregunta, opcion = keys[choice]
        for _turn in range(number):
            respuesta = consulta.respuestas.create(red=network)
            respuesta.marcadas.create(pregunta=pregunta, opcion=opcion)


def results(portal, question):
    empty()
    figure = soup(portal.get(PAGE)).find("figcaption", string=question).parent
    return {
        row.th.get_text(): tuple(cell.get_text() for cell in row.find_all("td"))
        for row in figure.select("tbody tr")
    }


def read(portal):
    content = portal.get(f"{PAGE}csv/").content.decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))[1:]


def published(portal):
    """Return the text of the results on the page, and the rows of the CSV."""
    empty()
    return soup(portal.get(PAGE)).select_one("[aria-labelledby=resultados]").get_text(), read(
        portal
    )
