"""The norms that a portal shows, as lists."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.fragmentos import fragment
from base.frame import Frame
from base.paginacion import paginate
from directorio.tarjetas import idioma_de
from transparencia.filters import Filters
from transparencia.models import NormaPage

from .queries import is_shared, normas_de, url_of

PER_PAGE = 20


def lista(index, request):
    """The norms of the portal and of the province, as the query string narrows them."""
    frame = Frame.for_request(request, index)
    filters = Filters(request, {"tipo": _kinds(index, request), "estado": NormaPage.Estado.choices})
    found = normas_de(request).matching(filters.text)
    for name, value in filters.chosen.items():
        if value:
            found = found.filter(**{name: value})
    paging = paginate(request, found.order_by("-fecha", "-pk"), PER_PAGE)
    total = paging["pagina"].paginator.count
    url = f"{index.get_url(request)}normas/"
    return index.render(
        request,
        template="transparencia/normas.html",
        context_overrides={
            **paging,
            **filters.context(frame, _("Normas")),
            "url": url,
            "estados": filters.links(url, "estado", every=_("Todos los estados")),
            "tipos": filters.links(url, "tipo", every=_("Todos los tipos")),
            "cuantas": ngettext("%(total)d norma", "%(total)d normas", total) % {"total": total},
            "normas": tarjetas(paging["pagina"], request),
        },
    )


def _kinds(index, request):
    """Return the kinds that there are, as (value, words)."""
    rows = normas_de(request).order_by().values_list("tipo", flat=True).distinct()
    known = fragment(f"normas-{index.pk}", lambda: set(rows))
    return [(kind.value, kind.label) for kind in NormaPage.Tipo if kind in known]


def tarjetas(normas, request):
    """Return the cards of norms; ``idioma`` is theirs where it is not the reader's."""
    return [
        {
            "titulo": page.title,
            "url": url_of(page, request),
            "resumen": page.resumen,
            "tipo": page.get_tipo_display(),
            "estado": page.get_estado_display(),
            "rige": page.rige,
            "fecha": page.fecha,
            "de_la_provincia": is_shared(page, request),
            "idioma": idioma_de(page, request),
        }
        for page in normas
    ]


def resumen(index, request):
    """What the section itself says of norms: how many there are, and where."""
    total = normas_de(request).count()
    return {"url": f"{index.get_url(request)}normas/", "total": total}
