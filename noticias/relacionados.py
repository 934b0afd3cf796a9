"""What a news item leads to beside its text: other news, entities, procedures."""

from dataclasses import dataclass

from wagtail.models import Page

from base.direcciones import address_here
from base.fragmentos import fragment
from base.publicas import publicas


@dataclass(frozen=True)
class Relacionado:
    """A link, and what kind of page it leads to."""

    titulo: str
    url: str
    tipo: str


def related_links(noticia, request):
    """Return what editors related to ``noticia``, as far as anyone may read it in its language.

    In their order, procedures first: what there is to do comes before what there is to read.
    """
    if getattr(request, "is_preview", False):
        return _related_links(noticia, request)  # as it will be, not as it is
    return fragment(f"relacionados-{noticia.pk}", lambda: _related_links(noticia, request))


def _related_links(noticia, request):
    chosen = [
        *(row.tramite for row in noticia.tramites_relacionados.select_related("tramite")),
        *(row.entidad for row in noticia.entidades_relacionadas.select_related("entidad")),
        *(row.noticia for row in noticia.noticias_relacionadas.select_related("noticia")),
    ]
    keys = dict.fromkeys(page.translation_key for page in chosen if page)
    if not keys:
        return []
    here = Page.objects.filter(translation_key__in=keys, locale_id=noticia.locale_id)
    found = {page.translation_key: page for page in publicas(here.exclude(pk=noticia.pk))}
    return [
        Relacionado(page.title, address_here(page, request), str(page.page_type_display_name))
        for page in (found[key] for key in keys if key in found)
    ]
