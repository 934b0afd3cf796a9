"""How the log tells that personal data left."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_actions(actions):
    for name, label, message in (
        ("exportar_persona", _("Entrega de datos"), _("Se descargaron para entregarlos")),
        ("exportacion.pedir", _("Exportación pedida"), _("Se pidió")),
        ("exportacion.aprobar", _("Exportación aprobada"), _("Se aprobó")),
        ("exportacion.denegar", _("Exportación denegada"), _("Se denegó")),
        ("exportacion.descargar", _("Exportación descargada"), _("Se descargó")),
    ):
        actions.register_action(f"atencion.{name}", label, message)
