"""Public consultations of the sample: an open one and a closed one."""

from datetime import timedelta
from html import escape
from operator import itemgetter

from wagtail.rich_text import RichText

from atencion.consultas.blocks import opciones
from atencion.models import ConsultaPublicaPage, ConsultasIndexPage, OpcionMarcada
from home.contenido.filas import add_below

from .contenido import as_notice, new_entries, read
from .publicacion import publish


def load_consultas(load):
    """Add the consultations that the portal of ``load`` never had; return how many."""
    index = ConsultasIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = read("consultas")
    new = new_entries(load, data["consulta"], itemgetter("clave"))
    for entry in new:
        _add(load, index, entry, notice=data["aviso"])
    return len(new)


def _add(load, index, entry, *, notice):
    page = ConsultaPublicaPage(
        title=entry["titulo"],
        resumen=entry["resumen"],
        abre=load.today + timedelta(days=entry["abre"]),
        cierra=load.today + timedelta(days=entry["cierra"]),
    )
    text = as_notice(notice)
    page.cuerpo = [("texto", RichText(text))]
    if decision := entry.get("decision"):
        page.decision = [("texto", RichText(f"<p>{escape(decision, quote=False)}</p>"))]
    page.preguntas = [_question(item) for item in entry["pregunta"]]
    add_below(index, page)
    publish(page, load.portal, entry["clave"])
    page.refresh_from_db()
    _answer(page, [item.get("votos", []) for item in entry["pregunta"]])


def _question(item):
    if item["clase"] == "texto":
        return "texto", {"texto": item["texto"]}
    return item["clase"], {name: item[name] for name in ("texto", "opciones", "otra")}


def _answer(page, votes):
    """Create as many invented answers as the question with most votes has votes."""
    number = max(map(sum, votes))
    people = [page.respuestas.model(consulta=page, dia=page.cierra) for _ in range(number)]
    people = page.respuestas.bulk_create(people)
    marks = []
    for pregunta, counts in zip(page.preguntas, votes, strict=True):
        turn = iter(people)
        for (key, _text), chosen in zip(opciones(pregunta), counts, strict=True) if counts else ():
            marks += [
                OpcionMarcada(respuesta=next(turn), pregunta=pregunta.id, opcion=key)
                for _ in range(chosen)
            ]
    OpcionMarcada.objects.bulk_create(marks)
