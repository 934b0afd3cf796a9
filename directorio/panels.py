from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from aislamiento.scope import scope_of
from moderacion.tableros.alcance import editable_pages, portales_of
from moderacion.tableros.filas import Fila
from moderacion.tableros.paneles import PendientesPanel

from .informes import abiertos, seen_by


class InformesPanel(Panel):
    """What citizens have reported about this entity, above its form; nothing without any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directorio/admin/informes_panel.html"

        @property
        def informes(self):
            return list(abiertos().filter(entidad=self.instance.pk))

        def is_shown(self):
            return bool(super().is_shown() and self.instance.pk and self.informes)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"informes": self.informes}


class PorComprobarPanel(PendientesPanel):
    """On the admin's front page: what citizens have reported about the entities one writes."""

    name = "por_comprobar"
    titulo = _("Datos por comprobar")
    lista = "informes_de_datos:index"
    order = 140

    def find(self):
        own = editable_pages(self.user).order_by().values("pk")
        return seen_by(scope_of(self.user)).filter(entidad__in=own)

    def make_filas(self, found):
        portales = portales_of(self.user)
        several = len(portales) > 1
        return [
            Fila(
                pk=informe.entidad_id,
                titulo=informe.entidad.title,
                url=reverse("wagtailadmin_pages:edit", args=[informe.entidad_id]),
                datos=[portales.get_name(informe.entidad.path)] if several else [],
                estado=[str(informe)],
            )
            for informe in found
        ]
