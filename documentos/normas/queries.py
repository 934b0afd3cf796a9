"""Queries of the normas that a portal shows: its own and those of the province."""

from django.db.models import Q

from base.del_portal import publicas_del_portal, section_model
from base.frame import Frame
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.tree import in_one_tree
from documentos.models import NormaPage


def normas_de(request):
    """Return the public normas that the portal shows."""
    return publicas_del_portal(
        NormaPage.objects.all(), Frame.for_request(request), shared=in_the_province()
    )


def de_la_provincia(section, slug):
    """Return the norma of the province that ``section``, of another portal, shows, or None."""
    if es_de_la_provincia(section.path):
        return None
    found = NormaPage.objects.filter(in_the_province(), slug=slug, locale=section.locale_id)
    return publicas(found).first()


def is_shared(norma, request):
    """Whether ``norma`` is of the province and this portal, another one, shows it."""
    is_own = in_one_tree(norma.path, Frame.for_request(request).site.root_page.path)
    return not is_own and es_de_la_provincia(norma.path)


def url_of(norma, request):
    """Return the URL of a norma; one of the province has a URL in this portal if possible."""
    if is_shared(norma, request):
        frame = Frame.for_request(request)
        for find in (frame.seccion, frame.seccion_original):
            section = find(section_model(NormaPage))
            if section is not None and section.locale_id == norma.locale_id:
                return section.presentation.get_shared_url(norma, request)
    return norma.get_url(request)


def derogada_por(norma, request):
    """Return the norma that derogated ``norma``, or None if there is none or it is not shown."""
    if norma.derogada_por is None:
        return None
    key = norma.derogada_por.translation_key
    return normas_de(request).filter(translation_key=key).first()


def modificada_por(norma, request):
    """Return the normas that changed ``norma``, the oldest first."""
    keys = {row.norma.translation_key for row in norma.modificaciones.all() if row.norma}
    return normas_de(request).filter(translation_key__in=keys).order_by("fecha", "pk")


def cambiadas_por(norma, request):
    """Return two lists: the normas that ``norma`` derogated, and those that it only changed.

    The pages of those normas store the relation, and may be in any language.
    """
    key = norma.translation_key
    derogated = Q(derogada_por__translation_key=key)
    changed = Q(modificaciones__norma__translation_key=key)
    said = NormaPage.objects.filter(derogated | changed).values("translation_key")
    shown = normas_de(request).filter(translation_key__in=said).order_by("fecha", "pk")
    keys = set(NormaPage.objects.filter(derogated).values_list("translation_key", flat=True))
    shown = list(shown)
    return (
        [page for page in shown if page.translation_key in keys],
        [page for page in shown if page.translation_key not in keys],
    )
