"""Related links of a news item: trámites, entidades and other news."""

from dataclasses import dataclass

from django.db.models import Value
from wagtail.models import Page

from base.direcciones import address_here, estado_de
from base.publicas import publicas
from base.states import States
from servidor.caches.fragments import published_fragment


@dataclass(frozen=True)
class Relacionado:
    """Link to a page, with the name of its type and its state, None if it is normal."""

    titulo: str
    url: str
    tipo: str
    estado: States | None = None


# Order of the links: what people can do comes before what they can read.
_RELATIONS = {
    "tramites_relacionados": "tramite",
    "entidades_relacionadas": "entidad",
    "noticias_relacionadas": "noticia",
}


def related_links(noticia, request):
    """Return links to the public pages that editors related to ``noticia``, in its language.

    Trámites come first, then entidades, then news, each in the order of the editors.
    """
    is_draft = getattr(request, "is_preview", False)

    def compute():
        return _links(noticia, (_written if is_draft else _published)(noticia), request)

    return published_fragment(request, f"relacionados-{noticia.pk}", compute)


def _written(noticia):
    """Return the translation keys of the related pages in the form, saved or not."""
    rows = (
        getattr(row, field)
        for relation, field in _RELATIONS.items()
        for row in getattr(noticia, relation).all()
    )
    return [page.translation_key for page in rows if page]


def _published(noticia):
    """Return the translation keys of the related pages in the database, with one query."""
    parts = [
        getattr(type(noticia), relation)
        .rel.related_model.objects.filter(page=noticia.pk)
        .annotate(kind=Value(place))
        .order_by()
        .values_list("kind", "sort_order", f"{field}__translation_key")
        for place, (relation, field) in enumerate(_RELATIONS.items())
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("kind", "sort_order")
    return [key for _kind, _place, key in rows if key]


def _links(noticia, keys, request):
    if not keys:
        return []
    here = Page.objects.filter(translation_key__in=keys, locale_id=noticia.locale_id)
    found = {page.translation_key: page for page in publicas(here.exclude(pk=noticia.pk))}
    return [
        Relacionado(
            titulo=page.title,
            url=address_here(page, request),
            tipo=str(page.page_type_display_name),
            estado=estado_de(page, request),
        )
        for page in (found[key] for key in dict.fromkeys(keys) if key in found)
    ]
