"""Queries of the indicadores that a portal lists, and links to the comparisons."""

from base.del_portal import publicas_del_portal, section_model
from base.frame import Frame
from base.links import Link
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from directorio.queries import de_las_que_atienden
from servidor.caches.fragments import fragment

from .models import IndicadorPage, Medida


def indicadores_de(frame):
    """Return the public indicadores that the portal lists, annotated with their last value.

    They include the indicadores of entidades of the province that serve the portal.
    """
    shared = de_las_que_atienden(frame.site)
    return publicas_del_portal(IndicadorPage.objects.all(), frame, shared=shared).con_ultimo()


def seccion_provincial(request):
    """Return the province's public section in the reader's language, else in Spanish, or None."""
    frame = Frame.for_request(request)
    languages = [frame.inicio.locale_id, frame.site.root_page.locale_id]

    def compute():
        every = section_model(IndicadorPage).objects.filter(in_the_province())
        return list(publicas(every.filter(locale_id__in=languages)))

    found = fragment(f"transparencia-provincial-{languages[0]}", compute)
    return min(found, key=lambda page: languages.index(page.locale_id), default=None)


def comparacion_url(page, request):
    """Return the URL of the comparison that includes ``page``, or "" if there is none."""
    if page.medida_id is None or not page.path or es_de_la_provincia(page.path):
        return ""
    section = seccion_provincial(request)
    return f"{section.get_full_url(request)}comparar/{page.medida.slug}/" if section else ""


def comparaciones(request):
    """Return the links to the comparisons of each Medida, in the section of the province."""
    section = seccion_provincial(request)
    if section is None:
        return []
    named = Medida.objects.filter(indicadores__live=True).annotate(titulo=Medida.translated())
    url = section.get_full_url(request)
    rows = named.distinct().order_by("titulo", "pk").values_list("titulo", "slug")
    return [Link(titulo, f"{url}comparar/{slug}/") for titulo, slug in rows]
