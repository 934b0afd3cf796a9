"""The points of a list as readers are told of them: the obligation, how it stands, and where."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from wagtail.models import Page

from base.documentos import withdrawn
from base.frame import Frame
from base.links import Link
from base.nombres import con_idioma
from base.publicas import publicas
from directorio.cards import idioma_de
from transparencia.models.documento import alcanzables

from .deberes import Deber
from .situacion import Lectura, SituacionDeLaObligacion


@dataclass(frozen=True)
class Punto:
    """``nota`` says why there is nothing, or what kind of file there is."""

    deber: Deber
    situacion: SituacionDeLaObligacion
    destino: Link | None = None
    es_externo: bool = False
    desde: date | None = None
    hasta: date | None = None
    nota: str = ""


def puntos(pairs, request):
    """Return the :class:`Punto` of each of ``pairs``: an obligation, and its row or None.

    The rows may be those of a draft, which the database does not have; their documents are at
    hand.
    """
    pairs = list(pairs)
    named = Page.objects.filter(pk__in={row.pagina_id for _deber, row in pairs if row})
    public = {page.pk: page for page in alcanzables(named)}
    reading = Lectura(timezone.localdate(), frozenset(public), withdrawn())
    pages = _in_the_language_of(request, public)
    return [_punto(deber, row, reading, pages, request) for deber, row in pairs]


def _in_the_language_of(request, pages):
    """Return {key: page} of ``pages``, each in the language of the reader where it is there."""
    frame = Frame.for_request(request)
    if not frame.is_translated:
        return pages
    there = publicas(
        Page.objects.filter(
            locale=frame.inicio.locale_id,
            translation_key__in=[page.translation_key for page in pages.values()],
        )
    )
    translated = {page.translation_key: page for page in there}
    return {pk: translated.get(page.translation_key, page) for pk, page in pages.items()}


def _punto(deber, row, reading, pages, request):
    situacion = reading.situacion(row)
    if row is None:
        return Punto(deber, situacion)
    if situacion == SituacionDeLaObligacion.NO_CORRESPONDE:
        return Punto(deber, situacion, nota=con_idioma(row.motivo, idioma_de(row.page, request)))
    if fault := reading.falla(row):
        return Punto(deber, situacion, nota=fault)
    link, note = _destino(row, pages, request)
    return Punto(
        deber, situacion, link, bool(row.enlace), desde=row.desde, hasta=row.hasta, nota=note
    )


def _destino(row, pages, request):
    """Return (link, what kind of file it is) of a row whose target is to be had."""
    if row.pagina_id:
        page = pages[row.pagina_id]
        return Link(con_idioma(page.title, idioma_de(page, request)), page.get_url(request)), ""
    if row.documento_id:
        archivo = row.documento
        facts = [archivo.file_extension.upper()]
        facts += [filesizeformat(archivo.file_size)] if archivo.file_size else []
        return Link(archivo.title, archivo.url), ", ".join(facts)
    return Link(row.enlace.partition("://")[2].rstrip("/"), row.enlace), ""
