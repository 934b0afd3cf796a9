"""What a portal publishes without being asked: its Government and each entity, side by side."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.de_la_entidad import Parte
from base.frame import Frame
from base.nombres import con_idioma
from base.paginacion import paginate
from directorio.tarjetas import idioma_de
from transparencia.exports import csv_of, json_of
from transparencia.filters import Filters, by_state
from transparencia.models import FichaLey168Page, TransparenciaIndexPage
from transparencia.queries import hijas, secciones

from .cumplimiento import Cuenta, con_cuenta, de_portales
from .deberes import deberes
from .exports import LEY_168, records
from .listas import estados, hallados, listas, tarjetas
from .situacion import Situacion

PER_PAGE = 20


def lista(index, request):
    """All lists of the portal, or the points that the query string asks for."""
    frame = Frame.for_request(request, index)
    every, filters, in_any_state = _asked(frame, request)
    url = f"{index.get_url(request)}ley-168/"
    counted = Counter(situacion for _list, _deber, situacion, _row in in_any_state)
    common = filters.context(frame, _("Lista de Ley 168")) | {
        "url": url,
        "opciones": filters.options,
        "estados": by_state(
            {item: counted[item] for item in Situacion},
            lambda state: url + filters.as_query(estado=state),
            every=_("Todas"),
            chosen=filters["estado"],
        ),
        "csv_url": f"{url}csv/{filters.as_query()}",
        "json_url": f"{url}json/{filters.as_query()}",
    }
    return index.render(
        request,
        template="transparencia/ley168.html",
        context_overrides=common
        | (
            _narrowed(_in_state(in_any_state, filters), request)
            if filters
            else _everything(every, request)
        ),
    )


def _asked(frame, request):
    """Return all lists, the filters, and what is asked of those lists in whatever state."""
    every = listas(frame)
    filters = Filters(
        request,
        {
            "estado": Situacion.choices,
            "entidad": [(item.valor, item.nombre(frame)) for item in every],
            "obligacion": [(deber.slug, deber.nombre) for deber in deberes()],
        },
        has_words=False,
    )
    found = estados(every, de=filters["entidad"], obligacion=filters["obligacion"])
    return every, filters, found


def _in_state(found, filters):
    wanted = filters["estado"]
    return [item for item in found if not wanted or item[2] == wanted]


def _narrowed(found, request):
    paging = paginate(request, found, PER_PAGE)
    total = paging["pagina"].paginator.count
    return {
        **paging,
        "cuantos": ngettext("%(total)d obligación", "%(total)d obligaciones", total)
        % {"total": total},
        "hallados": hallados(paging["pagina"], request),
    }


def _everything(every, request):
    government, *entities = every
    paging = paginate(request, entities, PER_PAGE)
    cards = tarjetas([government, *paging["pagina"]], request)
    frame = Frame.for_request(request)
    shown = frame.registros if frame.es_provincial else [frame.datos]
    counted = de_portales([record.site for record in shown])
    return {
        **paging,
        "gobierno": cards[0],
        "entidades": cards[1:],
        "total": paging["pagina"].paginator.count,
        "cuentas": counted[frame.site.pk],
        "portales": _portales(counted, frame) if frame.es_provincial else [],
    }


def _portales(counted, frame):
    """What each portal has published, for the province: in the order of their names."""
    sections = secciones(TransparenciaIndexPage, frame)
    found = []
    for record in frame.registros:
        section = sections.get(record.site.root_page.path)
        found.append(
            {
                "nombre": record.territorio,
                "url": f"{section.get_full_url(frame.request)}ley-168/" if section else None,
                "cuentas": counted[record.site_id],
            }
        )
    return sorted(found, key=lambda item: item["nombre"])


def lista_csv(index, request):
    return csv_of(LEY_168, _records(index, request), request)


def lista_json(index, request):
    data = {
        "portal": Frame.for_request(request, index).titulo,
        "dia": timezone.localdate(),
        "obligaciones": list(_records(index, request)),
    }
    return json_of(LEY_168, data, request)


def _records(index, request):
    """The obligations that the filters leave, each with the state of today."""
    _every, filters, found = _asked(Frame.for_request(request, index), request)
    return records(_in_state(found, filters), request)


def resumen(index, request):
    """What the section itself says of the lists: where they are, and how much is published."""
    site = Frame.for_request(request, index).site
    return {"url": f"{index.get_url(request)}ley-168/", "cuentas": de_portales([site])[site.pk]}


def de_la_entidad(entidad, request):
    """Return what the page of an entity says of its list, or None without a public one.

    What is missing is told there: that page asks the database enough as it is.
    """
    lists = hijas(FichaLey168Page, entidad, Frame.for_request(request))
    page = con_cuenta(lists, timezone.localdate()).first()
    if page is None:
        return None
    return Parte(
        clave="ley-168",
        titulo=_("Ley 168: qué publica"),
        plantilla="transparencia/partes/ley168_de_la_entidad.html",
        contexto={
            "resumen": con_idioma(page.resumen, idioma_de(page, request)),
            "cuenta": Cuenta(page.publicadas, page.obligadas),
            "url": page.get_url(request),
        },
    )
