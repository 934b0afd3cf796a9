"""The figures of a portal as files, and as a data set (docs/datos-abiertos.md)."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.frame import Frame
from transparencia.models import CifraDePlanteamientos

from .estados import CUENTAS
from .queries import informes_de

_BATCH = 500

CAMPOS = (
    Campo("portal", _("Identificador del portal que informa")),
    Campo("mandato", _("Mandato, en números romanos")),
    Campo("periodo", _("Trimestre al cierre del cual son las cifras, como en 2026-T1")),
    Campo("desde", _("Primer día del trimestre"), TipoDeCampo.FECHA),
    Campo("hasta", _("Último día del trimestre"), TipoDeCampo.FECHA),
    Campo("entidad", _("Nombre de la entidad a la que corresponden")),
    Campo("origen", _("Dónde se plantearon: «rendicion» (de cuenta) o «despacho»")),
    Campo("solucionados", _("Cuántos están solucionados"), TipoDeCampo.NUMERO),
    Campo("explicados", _("De cuántos se explicó la causa de no solución"), TipoDeCampo.NUMERO),
    Campo("en_plan", _("Cuántos están en el plan de la economía"), TipoDeCampo.NUMERO),
    Campo("pendientes", _("Cuántos están pendientes"), TipoDeCampo.NUMERO),
    Campo("total", _("Cuántos se plantearon desde que empezó el mandato"), TipoDeCampo.NUMERO),
    Campo("nota", _("Por qué son menos que en el informe anterior, si lo son")),
    Campo("fuente", _("Quién tiene el dato y en qué informe está")),
    Campo("actualizado", _("Día en que la fuente dio las cifras"), TipoDeCampo.FECHA),
    Campo("url", _("Dirección del informe")),
)


def registros(request):
    """Yield a line for each entity and origin of each report of the portal, the newest first."""
    frame = Frame.for_request(request)
    reports = {report.pk: report for report in informes_de(frame)}
    rows = CifraDePlanteamientos.objects.filter(page__in=reports)
    in_order = rows.order_by("-page__periodo", "-page", "sort_order", "pk")
    for row in in_order.iterator(chunk_size=_BATCH):
        report = reports[row.page_id]
        period = report.trimestre
        yield {
            "portal": frame.datos.slug,
            "mandato": report.mandato,
            "periodo": str(period),
            "desde": period.desde,
            "hasta": period.hasta,
            "entidad": row.nombre,
            "origen": row.origen,
            **{name: getattr(row, name) for name in CUENTAS},
            "total": row.cuenta.total,
            "nota": row.nota,
            "fuente": report.fuente,
            "actualizado": report.actualizado_el,
            "url": report.get_full_url(request),
        }


PLANTEAMIENTOS = Conjunto(
    clave="planteamientos",
    titulo=_("Planteamientos de los electores"),
    descripcion=_(
        "Cuántos se plantearon en las rendiciones de cuenta y en los despachos, a qué entidad "
        "corresponden y en qué quedaron, al cierre de cada trimestre."
    ),
    campos=CAMPOS,
    registros=registros,
)
