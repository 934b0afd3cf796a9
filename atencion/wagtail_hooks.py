from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .admin.viewsets import CasosViewSet, PlantillaViewSet
from .consultas import hooks as consultas  # noqa: F401
from .consultas.informe import ConsultasViewSet
from .estadisticas.informe import ComoSeRespondeViewSet
from .exportacion.views import DatosDeCasosViewSet
from .models import Movimiento
from .opiniones.informe import OpinionesViewSet


@hooks.register("register_admin_viewset")
def register_viewsets():
    reports = (ConsultasViewSet, ComoSeRespondeViewSet, DatosDeCasosViewSet, OpinionesViewSet)
    return [CasosViewSet(), PlantillaViewSet(), *(report() for report in reports)]


@hooks.register("register_log_actions")
def case_actions(actions):
    """What is done with a case, and who looked at it: the person who asks is never named."""
    for tipo in Movimiento.Tipo:
        actions.register_action(f"atencion.{tipo}", tipo.label, tipo.label)
    actions.register_action("atencion.abrir", _("Apertura del caso"), _("Abrió el caso"))
    actions.register_action(
        "atencion.ver_datos", _("Datos personales"), _("Vio los datos de la persona")
    )
    actions.register_action(
        "atencion.buscar", _("Búsqueda de una persona"), _("Lo encontró al buscar a una persona")
    )
    actions.register_action(
        "atencion.reintentar", _("Correo a la persona"), _("Volvió a mandar el correo a la persona")
    )
    actions.register_action("atencion.descargar", _("Descarga"), _("Descargó un archivo del caso"))
    # Of exports of personal data.
    for name, label, message in (
        ("exportar_persona", _("Entrega de datos"), _("Se descargaron para entregarlos")),
        ("exportacion.pedir", _("Exportación pedida"), _("Se pidió")),
        ("exportacion.aprobar", _("Exportación aprobada"), _("Se aprobó")),
        ("exportacion.denegar", _("Exportación denegada"), _("Se denegó")),
        ("exportacion.descargar", _("Exportación descargada"), _("Se descargó")),
    ):
        actions.register_action(f"atencion.{name}", label, message)
