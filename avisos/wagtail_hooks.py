from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .advertencias import warn_of_another
from .viewsets import APAGAR, ENCENDER, ModoEmergenciaViewSet

hooks.register("after_publish_page", warn_of_another)


@hooks.register("register_admin_viewset")
def register_emergency():
    return ModoEmergenciaViewSet()


@hooks.register("register_log_actions")
def register_actions(actions):
    @actions.register_action(ENCENDER)
    class EncenderFormatter(LogFormatter):
        label = _("Encender el modo emergencia")

        def format_message(self, log_entry):
            return _("Encendido en %(nombres)s: «%(motivo)s»") % log_entry.data

    @actions.register_action(APAGAR)
    class ApagarFormatter(LogFormatter):
        label = _("Apagar el modo emergencia")

        def format_message(self, log_entry):
            return _("Apagado en %(nombres)s: «%(motivo)s»") % log_entry.data
