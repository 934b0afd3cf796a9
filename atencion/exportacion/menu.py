"""Where the admin leads to the screens on which personal data leave, and how the log tells it."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from atencion.permisos import coordina_alguno

from . import urls


@hooks.register("register_admin_urls")
def register_urls():
    return [path("datos-de-casos/", include(urls))]


class DatosMenuItem(MenuItem):
    def is_shown(self, request):
        return coordina_alguno(request.user)


@hooks.register("register_reports_menu_item")
def register_report():
    return DatosMenuItem(
        _("Datos personales de los casos"),
        reverse("exportar_casos:index"),
        name="datos-de-casos",
        icon_name="download",
        order=830,
    )


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
