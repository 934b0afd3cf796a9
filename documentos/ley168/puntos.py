"""The rows of a list of Ley 168 for templates: the obligación, its state and its link."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from wagtail.models import Page

from base.frame import Frame
from base.links import Link
from base.nombres import con_idioma
from base.publicas import publicas
from base.retirados import withdrawn
from directorio.cards import idioma_de
from documentos.models.documento import alcanzables

from .deberes import Deber
from .situacion import SituacionDeLaObligacion, SituacionesDelDia


@dataclass(frozen=True)
class Punto:
    """One obligación of a list; ``nota`` says why it has no link, or the type of its file."""

    deber: Deber
    situacion: SituacionDeLaObligacion
    destino: Link | None = None
    es_externo: bool = False
    desde: date | None = None
    hasta: date | None = None
    nota: str = ""


def puntos(pairs, request):
    """Return a :class:`Punto` for each of ``pairs``, (Deber, its row or None).

    The rows may be of a draft that is not in the database. Load their ``documento`` before
    (``select_related``), to avoid one query for each row.
    """
    pairs = list(pairs)
    named = Page.objects.filter(pk__in={row.pagina_id for _deber, row in pairs if row})
    public = {page.pk: page for page in alcanzables(named)}
    reading = SituacionesDelDia(timezone.localdate(), frozenset(public), withdrawn())
    pages = _in_the_language_of(request, public)
    return [_punto(deber, row, reading, pages, request) for deber, row in pairs]


def _in_the_language_of(request, pages):
    """Return ``pages``, {pk: page}, each replaced by its translation for the reader if any."""
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
    """Return (Link, type and size of the file or "") of a row whose target is available."""
    if row.pagina_id:
        page = pages[row.pagina_id]
        return Link(con_idioma(page.title, idioma_de(page, request)), page.get_url(request)), ""
    if row.documento_id:
        archivo = row.documento
        facts = [archivo.file_extension.upper()]
        facts += [filesizeformat(archivo.file_size)] if archivo.file_size else []
        return Link(archivo.title, archivo.url), ", ".join(facts)
    return Link(row.enlace.partition("://")[2].rstrip("/"), row.enlace), ""
