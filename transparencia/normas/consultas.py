"""Which norms a portal shows: its own, and those that the province has published for all."""

from django.apps import apps
from django.db.models import Q

from base.chrome import Chrome
from base.fragmentos import fragment
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.tree import in_one_tree
from transparencia.propias import propias


def _normas():
    return apps.get_model("transparencia", "NormaPage").objects


def _section_model():
    return apps.get_model("transparencia", "TransparenciaIndexPage")


def normas_de(request):
    """The public norms that the portal shows."""
    return propias(_normas().all(), Chrome.for_request(request), shared=in_the_province())


def de_la_provincia(section, slug):
    """Return the norm of the province at ``slug`` that ``section``, of another portal, shows."""
    if es_de_la_provincia(section.path):
        return None
    found = _normas().filter(in_the_province(), slug=slug, locale=section.locale_id)
    return publicas(found).first()


def is_shared(norma, request):
    """Whether it is one of the province that this portal shows at an address of its own."""
    is_own = in_one_tree(norma.path, Chrome.for_request(request).site.root_page.path)
    return not is_own and es_de_la_provincia(norma.path)


def url_of(norma, request):
    """Return the address of a norm, in this portal if it shows it."""
    if not is_shared(norma, request):
        return norma.get_url(request)
    chrome = Chrome.for_request(request)
    section = chrome.seccion(_section_model())
    if section is None or section.locale_id != norma.locale_id:
        section = _spanish_section(chrome.site)
    if section is None or section.locale_id != norma.locale_id:
        return norma.get_url(request)
    return section.get_shared_url(norma, request)


def _spanish_section(site):
    found = publicas(_section_model().objects.child_of(site.root_page))
    return fragment(f"transparencia-de-{site.pk}", found.first)


def derogada_por(norma, request):
    """Return the norm that derogated ``norma`` as this portal shows it, or None."""
    if norma.derogada_por is None:
        return None
    key = norma.derogada_por.translation_key
    return normas_de(request).filter(translation_key=key).first()


def modificada_por(norma, request):
    """Return the norms that changed ``norma``, the oldest first."""
    keys = {row.norma.translation_key for row in norma.modificaciones.all() if row.norma}
    return normas_de(request).filter(translation_key__in=keys).order_by("fecha", "pk")


def cambiadas_por(norma, request):
    """Return those that ``norma`` derogated, and those that it changed.

    It is their pages that say so, in Spanish.
    """
    key = norma.translation_key
    derogated = Q(derogada_por__translation_key=key)
    changed = Q(modificaciones__norma__translation_key=key)
    said = _normas().filter(derogated | changed).values("translation_key")
    shown = normas_de(request).filter(translation_key__in=said).order_by("fecha", "pk")
    keys = set(_normas().filter(derogated).values_list("translation_key", flat=True))
    shown = list(shown)
    return (
        [page for page in shown if page.translation_key in keys],
        [page for page in shown if page.translation_key not in keys],
    )
