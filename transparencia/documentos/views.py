"""The documents of a portal as lists: all of them, their feed, the latest, those of an entity."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.de_la_entidad import Parte
from base.feeds import feed_response, new_feed, se_dice_en
from base.fragmentos import fragment
from base.frame import Frame
from base.nombres import con_idioma
from base.paginacion import paginate
from base.texto import xml_text
from base.tree import in_one_tree
from directorio.tarjetas import idioma_de
from transparencia.filters import Filters
from transparencia.models import DocumentoPage, TransparenciaIndexPage
from transparencia.queries import bajo, hijas

from .queries import documentos_de, entidades_con_documentos

PER_PAGE = 20
FEED_LENGTH = 20
# In the section, and on the page of an entity.
FEW = 4


def lista(index, request):
    """All the documents of the portal, as the query string narrows them."""
    frame = Frame.for_request(request, index)
    every = documentos_de(request)
    entities = entidades_con_documentos(every, frame)
    named = [(str(pk), name) for pk, name, _paths in entities]
    filters = Filters(request, _options(index, every) | {"entidad": named})
    found = every.matching(filters.text)
    if filters["tipo"]:
        found = found.filter(tipo=filters["tipo"])
    if filters["anio"]:
        found = found.filter(fecha__year=int(filters["anio"]))
    if filters["emisor"]:
        found = found.filter(emisor=filters["emisor"])
    if filters["entidad"]:
        places = {str(pk): paths for pk, _name, paths in entities}
        found = found.filter(bajo(places[filters["entidad"]]))
    paging = paginate(request, found, PER_PAGE)
    total = paging["pagina"].paginator.count
    url = _url(index, request)
    return index.render(
        request,
        template="transparencia/documentos.html",
        context_overrides={
            **paging,
            **filters.context(frame, _("Documentos")),
            "url": url,
            "tipos": filters.links(url, "tipo", every=_("Todos los tipos")),
            "anios": filters.links(url, "anio", every=_("Todos los años")),
            "emisores": filters.links(url, "emisor", every=_("De cualquiera")),
            "entidades": filters.links(url, "entidad", every=_("Todas las entidades")),
            "cuantos": ngettext("%(total)d documento", "%(total)d documentos", total)
            % {"total": total},
            "documentos": tarjetas(paging["pagina"], request),
        },
    )


def _url(index, request):
    return f"{index.get_url(request)}documentos/"


def _options(index, every):
    """Return {parameter: [(value, words)]} of the kinds, the years and the issuers there are."""

    def compute():
        rows = every.order_by().values_list("tipo", "fecha__year", "emisor").distinct()
        return [set(column) for column in zip(*rows, strict=True)] or [set()] * 3

    kinds, years, issuers = fragment(f"documentos-{index.pk}", compute)
    return {
        "tipo": [(kind.value, kind.label) for kind in DocumentoPage.Tipo if kind in kinds],
        "anio": [(str(year), str(year)) for year in sorted(years, reverse=True)],
        "emisor": [(issuer, issuer) for issuer in sorted(issuers)],
    }


def tarjetas(documentos, request):
    return [_tarjeta(page, request) for page in documentos]


def _tarjeta(page, request):
    """``formato`` and ``tamano`` are of the file; ``idioma`` is not the reader's, or empty."""
    archivo, idioma = page.archivo_vigente, idioma_de(page, request)
    return {
        "titulo": page.title,
        "url": page.get_url(request),
        "resumen": page.resumen,
        "tipo": page.get_tipo_display(),
        "fecha": page.fecha,
        "emisor": con_idioma(page.emisor, idioma),
        "formato": archivo.file_extension.upper() if archivo else "",
        "tamano": archivo.file_size if archivo else None,
        "retirado_el": page.retirado_el,
        "idioma": idioma,
    }


def resumen(index, request):
    """What the section itself shows of documents: the latest."""
    latest = documentos_de(request).filter(retirado_el=None)[:FEW]
    return {"url": _url(index, request), "tarjetas": tarjetas(latest, request)}


def de_la_entidad(entidad, request):
    """Return what the page of an entity shows of its documents, or None."""
    frame = Frame.for_request(request)
    found = hijas(DocumentoPage, entidad, frame).select_related("archivo")
    latest = list(found.order_by("-fecha", "-pk")[: FEW + 1])
    if not latest:
        return None
    section = frame.seccion(TransparenciaIndexPage)
    # Another portal does not list the documents of an entity that serves it: its page shows all.
    is_listed = section is not None and in_one_tree(entidad.path, section.path)
    if len(latest) > FEW and not is_listed:
        latest = list(found.order_by("-fecha", "-pk"))
    is_cut = is_listed and len(latest) > FEW
    return Parte(
        clave="documentos-de-la-entidad",
        titulo=_("Documentos"),
        plantilla="transparencia/partes/documentos_de_la_entidad.html",
        contexto={
            "tarjetas": tarjetas(latest[:FEW] if is_cut else latest, request),
            "todos_url": f"{_url(section, request)}?entidad={entidad.pk}" if is_cut else "",
        },
    )


def feed(index, request, formato):
    """What is in force, the newest first: who follows it takes nothing that was withdrawn."""
    frame = Frame.for_request(request, index)
    feed = new_feed(request, index, formato, subject=_("Documentos"))
    for page in documentos_de(request).filter(retirado_el=None)[:FEED_LENGTH]:
        url = page.get_full_url(request)
        midnight = timezone.make_aware(datetime.combine(page.fecha, time.min))
        idioma = idioma_de(page, request)
        with se_dice_en(idioma):
            feed.add_item(
                title=xml_text(page.title),
                link=url,
                description=xml_text(page.resumen),
                author_name=xml_text(page.emisor) or frame.titulo,
                unique_id=url,
                pubdate=midnight,
                updateddate=page.last_published_at or midnight,
                categories=[str(page.get_tipo_display())],
                idioma=idioma,
            )
    return feed_response(feed, request)
