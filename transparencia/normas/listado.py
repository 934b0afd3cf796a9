"""The norms that a portal shows, as lists."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.chrome import Chrome
from base.fragmentos import fragment
from base.hallazgos import Encontrado
from base.paginacion import paginate
from directorio.tarjetas import idioma_de
from transparencia.filtros import asked, enlaces, narrowed_by, words

from .consultas import is_shared, normas_de, url_of

PER_PAGE = 20


@dataclass(frozen=True)
class Tarjeta:
    """``idioma`` is the language of the norm where it is not the reader's."""

    titulo: str
    url: str
    resumen: str
    tipo: str
    estado: str
    rige: bool
    fecha: date
    de_la_provincia: bool
    idioma: str


def tarjetas(normas, request):
    return [_tarjeta(page, request) for page in normas]


def _tarjeta(page, request):
    return Tarjeta(
        titulo=page.title,
        url=url_of(page, request),
        resumen=page.resumen,
        tipo=page.get_tipo_display(),
        estado=page.get_estado_display(),
        rige=page.rige,
        fecha=page.fecha,
        de_la_provincia=is_shared(page, request),
        idioma=idioma_de(page, request),
    )


def lista(index, request):
    """Render the norms of the portal and of the province, as the query string narrows them."""
    model = apps.get_model("transparencia", "NormaPage")
    chrome = Chrome.for_request(request, index)
    text = words(request)
    kinds = _kinds(index, request)
    kind = asked(request, "tipo", kinds)
    state = asked(request, "estado", model.Estado.choices)
    found = normas_de(request)
    if text:
        found = found.matching(text)
    if kind:
        found = found.filter(tipo=kind)
    if state:
        found = found.filter(estado=state)
    paging = paginate(request, found.order_by("-fecha", "-pk"), PER_PAGE)
    total = paging["pagina"].paginator.count
    url = f"{index.get_url(request)}normas/"
    titulo = _("Normas")
    named = (dict(kinds).get(kind), dict(model.Estado.choices).get(state), text)
    narrowed = ", ".join(str(name) for name in named if name)
    return index.render(
        request,
        template="transparencia/normas.html",
        context_overrides={
            **paging,
            **narrowed_by(request, chrome, text, kind, state),
            "titulo": titulo,
            "titulo_pagina": f"{titulo}: {narrowed}" if narrowed else titulo,
            "url": url,
            "consulta": text,
            "elegidos": {"tipo": kind, "estado": state},
            "estados": enlaces(
                request, url, "estado", model.Estado.choices, state, every=_("Todos los estados")
            ),
            "tipos": enlaces(request, url, "tipo", kinds, kind, every=_("Todos los tipos")),
            "cuantas": ngettext("%(total)d norma", "%(total)d normas", total) % {"total": total},
            "normas": tarjetas(paging["pagina"], request),
        },
    )


def _kinds(index, request):
    """Return the kinds that there are, as (value, words)."""
    model = apps.get_model("transparencia", "NormaPage")
    rows = normas_de(request).order_by().values_list("tipo", flat=True).distinct()
    known = fragment(f"normas-{index.pk}", lambda: set(rows))
    return [(kind.value, kind.label) for kind in model.Tipo if kind in known]


def resumen(index, request):
    """What the section itself says of norms: how many there are, and where."""
    total = normas_de(request).count()
    return {"url": f"{index.get_url(request)}normas/", "total": total}


def encontradas(pages, request):
    """Return {key: address and facts} of the norms among ``pages``, for a search."""
    model = apps.get_model("transparencia", "NormaPage")
    pks = [page.pk for page in pages if page.specific_class is model]
    found = normas_de(request).filter(pk__in=pks) if pks else ()
    return {
        page.pk: Encontrado(url_of(page, request), (str(page.get_estado_display()),))
        for page in found
    }
