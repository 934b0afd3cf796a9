"""What the page of an entity shows of the planteamientos that fall to it."""

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
    report = informes_de(chrome).filter(pk__in=of_entity.values("page")).first()
    if report is None:
        return None
    rows = list(of_entity.filter(page=report))
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
            "lista_url": _lista_url(section, entidad, chrome),
        },
    )


def _lista_url(section, entidad, chrome):
    """The address of its planteamientos one by one, where the portal shows any."""
    if section is None or not section.muestra_planteamientos:
        return ""
    own = planteamientos_de(chrome).filter(entidad__translation_key=entidad.translation_key)
    key = own.order_by().values_list("entidad", flat=True).first()
    return f"{section.get_url(chrome.request)}lista/?entidad={key}" if key else ""
