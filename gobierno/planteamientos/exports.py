"""Open data set of the figures of planteamientos, and downloads (docs/datos-abiertos.md)."""

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


class UnoAUno(Conjunto):
    """Rows of the list of planteamientos; their consejo and entidad are read already.

    It is not a published data set, because a portal may show no planteamientos. So it has no
    ``clave``, and its fields have no description.
    """

    campos = (
        Campo("id", de="translation_key"),
        Campo("titulo", de="title"),
        *map(Campo, ("mandato", "origen", "fecha", "lugar", "consejo", "entidad", "texto")),
        *map(Campo, ("estado", "respuesta", "respondido_el", "resumen")),
        Campo("actualizado", de="last_published_at"),
        Campo("url", de="full_url"),
    )

    @property
    def name(self):
        return f"{self.frame.datos.slug}-planteamientos-uno-a-uno"

    def get_consejo(self, page):
        return page.consejo and page.consejo.title

    def get_entidad(self, page):
        return page.entidad.title if page.entidad else page.nombre
