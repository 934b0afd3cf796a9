"""Makes the portals to take along: which ones are due, and one of them."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from base.homes import portal_records
from servidor.caches import generations

from . import archivo
from .indice import Indice
from .nombres import de_pagina, relativo
from .paquete import Paquete
from .recorrido import MOST_PAGES, Recorrido
from .recursos import MOST_OF_A_DOCUMENT, MOST_OF_ALL, Recursos
from .reescritura import Pagina
from .texto import TextoParaLlevar

logger = logging.getLogger(__name__)

# Until this hour a portal is made every night of a day on which something was published in it.
_NIGHT_ENDS = 6
# A portal that the nights have left out, because there was no electricity, is made at any hour.
_WITHOUT_A_NIGHT = timedelta(hours=36)
# Whoever withdraws one page often withdraws others.
_AFTER_A_WITHDRAWAL = timedelta(minutes=10)
# Some pages change with the date alone: the agenda, for example.
_OLDEST = timedelta(days=7)


@dataclass(frozen=True)
class Hecho:
    """What was made: the number of pages, and the size of the ZIP in bytes."""

    paginas: int
    tamano: int


def abiertos():
    """Return the settings of the portals that anybody may take along."""
    return [record for record in portal_records() if record.esta_abierto]


def prepare_one():
    """Make the portal that waits longest, if one is due, and delete the files of closed portals."""
    records = abiertos()
    archivo.delete_others([record.site.hostname for record in records])
    due = [(tried, record) for record in records if (tried := _waiting_since(record))]
    if due:
        prepare_copy(min(due, key=lambda pair: pair[0])[1])


def _waiting_since(datos):
    """Return the time of the last attempt if the portal is due, or None."""
    now, host = timezone.localtime(), datos.site.hostname
    mark, tried = archivo.marca(host)
    if tried is None:  # a new portal waits for its first night
        archivo.note_attempt(host)
        return None
    if archivo.es_de_retiro(mark):
        return tried if now - tried > _AFTER_A_WITHDRAWAL else None
    is_time = now.hour < _NIGHT_ENDS or now - tried > _WITHOUT_A_NIGHT
    if not is_time or timezone.localdate(tried) == now.date():
        return None
    made = archivo.hecho(host)
    is_same = made and now - made.hecho_el < _OLDEST and mark == _mark(datos)
    return None if is_same else tried


def _mark(datos):
    """Return the mark of what citizens see in the portal: any publication deletes it."""
    return generations.marks(datos.slug)[0][datos.slug] or ""


def prepare_copy(datos):
    """Make the ZIP of the portal with the settings ``datos``; return a :class:`Hecho`.

    Raise ``OSError`` if it cannot be written: the old one stays.
    """
    host = datos.site.hostname
    with archivo.turno(host):
        before, noted, moment = _mark(datos), archivo.marca(host)[0], timezone.localtime()
        texto = TextoParaLlevar()
        try:
            with archivo.reemplazo(host) as target:
                paginas = _write(datos, target, moment, texto)
                size = target.tell()
            archivo.save_text(host, *texto.archivos())
            is_whole = before == _mark(datos)
        finally:
            if was_withdrawn := archivo.marca(host)[0] != noted:
                archivo.withdraw([host])  # something, meanwhile: it may be inside
            generations.empty([host])  # the pages that tell of it
        if not was_withdrawn:
            with suppress(OSError):  # without the note it is made again the next night
                archivo.note(host, _mark(datos) if is_whole else "")
    logger.info("%s: %d pages, %d bytes", datos.slug, paginas, size)
    return Hecho(paginas, size)


def _write(datos, target, moment, texto):
    """Write the portal into ``target`` and ``texto``; return the number of its pages."""
    recorrido = Recorrido(datos)
    indices = {}
    with Paquete(target, moment) as paquete:
        recursos = Recursos(paquete, recorrido.raiz)
        for direccion in recorrido:
            pagina = Pagina(direccion, recorrido, recursos, datos, moment.date())
            indice = indices.setdefault(pagina.idioma, Indice(pagina.idioma))
            if pagina.se_busca:
                place = relativo(_search_page(pagina.idioma), pagina.nombre)
                indice.add(place, pagina.titulo, pagina.resumen, pagina.texto)
                texto.add(direccion, pagina.titulo, pagina.para_telefono())
            paquete.add(pagina.nombre, pagina.as_html())
        for code, indice in indices.items():
            paquete.add(f"recursos/indice-{code}.js", indice.as_script())
        recursos.propio("js/portatil.js")
        paquete.add("LEAME.txt", _readme(datos, moment, recorrido, recursos))
    return len(recorrido)


def _search_page(code):
    with translation.override(code):
        return de_pagina(reverse("buscar"))


def _readme(datos, moment, recorrido, recursos):
    """Return what to do with the copy, and what is not in it, for the editors of Windows too."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(
            "portatil/leame.txt",
            {
                "datos": datos,
                "dia": date_format(moment, "DATE_FORMAT"),
                "direccion": f"{recorrido.raiz}/",
                "clave": f"{recorrido.raiz}{reverse('clave_de_portatil')}",
                "paginas": len(recorrido),
                "paginas_fuera": recorrido.faltan,
                "limite": MOST_PAGES,
                "documentos_fuera": recursos.documentos_fuera,
                "tope": filesizeformat(MOST_OF_A_DOCUMENT),
                "esta_lleno": recursos.esta_lleno,
                "todo": filesizeformat(MOST_OF_ALL),
            },
        )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
