from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .views import ImportarViewSet

hooks.register("register_admin_viewset", ImportarViewSet)


@hooks.register("register_log_actions")
def register_actions(actions):
    @actions.register_action("importacion.guardar")
    class Saved(LogFormatter):
        label = gettext_lazy("Importación")

        def format_message(self, log_entry):
            return _("Se cargaron %(nuevas)d páginas nuevas y %(cambiadas)d con cambios") % (
                log_entry.data
            )
