"""Open data set and downloads of the figures of planteamientos (docs/datos-abiertos.md)."""

from django.utils.translation import gettext_lazy as _

from conjuntos.declaracion import FECHA, NUMERO, Campo, Conjunto
from gobierno.models import CifraDePlanteamientos

from .queries import informes_de

_BATCH = 500


class Planteamientos(Conjunto):
    """Data set with one row for each entidad and origin of each informe, the newest first."""

    clave = "planteamientos"
    titulo = _("Planteamientos de los electores")
    descripcion = _(
        "Cuántos se plantearon en las rendiciones de cuenta y en los despachos, a qué entidad "
        "corresponden y en qué quedaron, al cierre de cada trimestre."
    )
    campos = (
        Campo("portal", _("Identificador del portal que informa")),
        Campo("mandato", _("Mandato, en números romanos")),
        Campo("periodo", _("Trimestre al cierre del cual son las cifras, como en 2026-T1")),
        Campo("desde", _("Primer día del trimestre"), FECHA, de="trimestre.desde"),
        Campo("hasta", _("Último día del trimestre"), FECHA, de="trimestre.hasta"),
        Campo("entidad", _("Nombre de la entidad a la que corresponden"), de="nombre"),
        Campo("origen", _("Dónde se plantearon: «rendicion» (de cuenta) o «despacho»")),
        Campo("solucionados", _("Cuántos están solucionados"), NUMERO),
        Campo("explicados", _("De cuántos se explicó la causa de no solución"), NUMERO),
        Campo("en_plan", _("Cuántos están en el plan de la economía"), NUMERO),
        Campo("pendientes", _("Cuántos están pendientes"), NUMERO),
        Campo(
            "total",
            _("Cuántos se plantearon desde que empezó el mandato"),
            NUMERO,
            de="cuenta.total",
        ),
        Campo("nota", _("Por qué son menos que en el informe anterior, si lo son")),
        Campo("fuente", _("Quién tiene el dato y en qué informe está")),
        Campo("actualizado", _("Día en que la fuente dio las cifras"), FECHA, de="actualizado_el"),
        Campo("url", _("Dirección del informe"), de="full_url"),
    )

    def items(self):
        reports = {report.pk: report for report in informes_de(self.frame)}
        rows = CifraDePlanteamientos.objects.filter(page__in=reports)
        in_order = rows.order_by("-page__periodo", "-page", "sort_order", "pk")
        for row in in_order.iterator(chunk_size=_BATCH):
            yield row, reports[row.page_id]

    def get_portal(self, item):
        return self.frame.datos.slug
