"""What the page of an entity shows of the planteamientos that fall to it."""

from django.db.models import Subquery
from django.utils.translation import gettext as _

from base.chrome import Chrome
from base.de_la_entidad import Parte
from base.graficos import Tabla

from .consultas import informes_de, modelo, seccion
from .estados import Cuenta, Origen, cabeceras
from .listado import planteamientos_de


def de_la_entidad(entidad, request):
    """Return the figures of the last report of this portal that names the entity, or None."""
    chrome = Chrome.for_request(request)
    of_entity = modelo("CifraDePlanteamientos").objects.filter(
        entidad__translation_key=entidad.translation_key
    )
    single = planteamientos_de(chrome).filter(entidad__translation_key=entidad.translation_key)
    newest = informes_de(chrome).filter(pk__in=of_entity.values("page")).values("pk")[:1]
    rows = list(
        of_entity.filter(page__in=newest)
        .select_related("page")
        .annotate(en_lista=Subquery(single.order_by().values("entidad")[:1]))
    )
    if not rows:
        return None
    report = rows[0].page
    counts = [
        (str(origen.label), sum((r.cuenta for r in rows if r.origen == origen), Cuenta()))
        for origen in Origen
    ]
    section = seccion(chrome)
    url = section.get_url(request) if section else ""
    return Parte(
        clave="planteamientos",
        titulo=_("Planteamientos"),
        plantilla="transparencia/partes/planteamientos_de_la_entidad.html",
        contexto={
            "mandato": report.mandato,
            "periodo": report.trimestre.nombre,
            "fuente": report.fuente,
            "dia": report.actualizado_el,
            "cuenta": sum((count for _name, count in counts), Cuenta()),
            "tabla": Tabla(
                (_("Origen"), *cabeceras()),
                tuple((name, *count.celdas) for name, count in counts if count.total),
            ),
            "tablero_url": f"{url}?mandato={report.mandato}" if url else "",
            "lista_url": _lista_url(section, rows[0].en_lista, request),
        },
    )


def _lista_url(section, entidad, request):
    """The address of the planteamientos of an entity one by one, where the portal shows any."""
    if section is None or not section.muestra_planteamientos or entidad is None:
        return ""
    return f"{section.get_url(request)}lista/?entidad={entidad}"
