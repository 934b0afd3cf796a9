"""Planteamientos one by one, where a portal shows them: narrowed by what was answered, by whom,
where and by words; and the page of each.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.chrome import Chrome, Link
from base.compartir import share_links
from base.fragmentos import fragment
from base.idiomas import en_espanol
from base.nombres import con_idioma, con_nombre, nombre_de
from base.paginacion import paginate
from base.publicas import publicas
from base.texto import plain
from directorio.consultas import publica
from directorio.tarjetas import idioma_de
from transparencia.filtros import asked, enlaces, narrowed_by, words
from transparencia.gobierno.acuerdos import entidades_publicas
from transparencia.propias import propias

from .consultas import modelo
from .estados import Estado, Origen

PER_PAGE = 20


@dataclass(frozen=True)
class Tarjeta:
    """``idioma`` is the language of the page where it is not the reader's."""

    titulo: str
    url: str
    resumen: str
    estado: Estado
    fecha: date
    entidad: str
    lugar: str
    idioma: str


def planteamientos_de(chrome):
    """Return those that a portal shows, the newest first."""
    found = propias(modelo("PlanteamientoPage").objects.all(), chrome)
    return found.order_by("-fecha", "-pk")


def pagina(index, request):
    if not index.muestra_planteamientos:
        raise Http404
    chrome = Chrome.for_request(request, index)
    every = planteamientos_de(chrome)
    options = _options(every, chrome, request)
    text = words(request)
    chosen = {name: asked(request, name, options[name]) for name in options}
    found = every.matching(text) if text else every
    for name, field in (("origen", "origen"), ("entidad", "entidad"), ("consejo", "consejo")):
        if chosen[name]:
            found = found.filter(**{field: chosen[name]})
    counts = dict(found.order_by().values_list("estado").annotate(Count("pk")))
    if chosen["estado"]:
        found = found.filter(estado=chosen["estado"])
    of_whom = (Prefetch("consejo", queryset=_consejos()), publica("entidad"))
    paging = paginate(request, found.prefetch_related(*of_whom), PER_PAGE)
    total = paging["pagina"].paginator.count
    url = f"{index.get_url(request)}lista/"
    title = _("Planteamientos, uno a uno")
    named = [str(dict(options[name]).get(value, "")) for name, value in chosen.items()]
    narrowed = ", ".join(filter(None, [*named, text]))
    return index.render(
        request,
        template="transparencia/planteamientos.html",
        context_overrides={
            **paging,
            **narrowed_by(request, chrome, text, *chosen.values()),
            "titulo": title,
            "titulo_pagina": f"{title}: {narrowed}" if narrowed else title,
            "url": url,
            "consulta": text,
            "elegidos": chosen,
            "estados": _states(request, url, counts, chosen["estado"]),
            "origenes": enlaces(
                request, url, "origen", options["origen"], chosen["origen"], every=_("Todos")
            ),
            "entidades": enlaces(
                request, url, "entidad", options["entidad"], chosen["entidad"], every=_("Todas")
            ),
            "consejos": enlaces(
                request, url, "consejo", options["consejo"], chosen["consejo"], every=_("Todos")
            ),
            "cuantos": ngettext("%(total)d planteamiento", "%(total)d planteamientos", total)
            % {"total": total},
            "planteamientos": [_tarjeta(page, request) for page in paging["pagina"]],
        },
    )


def _options(every, chrome, request):
    """Return {filter: [(value, words)]} of what there is to choose among."""

    def compute():
        rows = every.order_by()
        consejos = _consejos().filter(pk__in=rows.values("consejo"))
        names = [(str(page.pk), nombre_de(page)) for page in consejos]
        entities = entidades_publicas(rows.values_list("entidad", flat=True).distinct(), request)
        return {
            "entidad": [(str(pk), link.titulo) for pk, link in entities.items()],
            "consejo": sorted(names, key=lambda name: plain(name[1])),
        }

    known = fragment(f"filtros-planteamientos-{chrome.inicio.pk}", compute)
    return {"estado": Estado.choices, "origen": Origen.choices, **known}


def _states(request, url, counts, chosen):
    """Return [(link, how many, icon)]: all, and each state that there is."""
    there = [(state.value, state.label) for state in Estado if counts.get(state)]
    links = enlaces(request, url, "estado", there, chosen, every=_("Todos"))
    totals = [sum(counts.values()), *(counts[value] for value, _label in there)]
    icons = ["", *(Estado(value).icono for value, _label in there)]
    return list(zip(links, totals, icons, strict=True))


def _tarjeta(page, request):
    idioma = idioma_de(page, request)
    consejo = nombre_de(page.consejo) if page.consejo else ""
    return Tarjeta(
        titulo=page.title,
        url=page.get_url(request),
        resumen=page.resumen,
        estado=page.situacion,
        fecha=page.fecha,
        entidad=nombre_de(page.entidad) if page.entidad else en_espanol(page.nombre),
        lugar=con_idioma(page.lugar, idioma) if page.lugar else consejo,
        idioma=idioma,
    )


def _consejos():
    return con_nombre(publicas(modelo("ConsejoPopularPage").objects.all()))


def consejo_publico(page):
    """Return where it was raised, unless that is not public."""
    if not page.consejo_id:
        return None
    return _consejos().filter(pk=page.consejo_id).first()


def _consejo_leido(page):
    """Return the same in the language of ``page``, where it is there."""
    if not page.consejo_id:
        return None
    named = modelo("ConsejoPopularPage").objects.filter(pk=page.consejo_id)
    every = _consejos().filter(translation_key__in=named.order_by().values("translation_key"))
    found = {consejo.locale_id: consejo for consejo in every}
    original = (consejo for consejo in found.values() if consejo.pk == page.consejo_id)
    return found.get(page.locale_id) or next(original, None)


def contexto(page, request):
    """What the page of a single one shows beside its own fields."""
    entity = entidades_publicas([page.entidad_id], request).get(page.entidad_id)
    consejo = _consejo_leido(page)
    return {
        "donde": consejo
        and Link(con_idioma(consejo.title, idioma_de(consejo, request)), consejo.get_url(request)),
        "de_quien": entity,
        "compartir": share_links(page.get_full_url(request) or "", page.title),
    }
