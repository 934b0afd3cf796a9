"""What the admin shows of imports outside their own screens."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from .destinos import imports_at_all


class ImportarMenuItem(MenuItem):
    def is_shown(self, request):
        return imports_at_all(request.user)


class _Saved(LogFormatter):
    label = gettext_lazy("Importación")

    def format_message(self, log_entry):
        return _("Se cargaron %(nuevas)d páginas nuevas y %(cambiadas)d con cambios") % (
            log_entry.data
        )


def register_actions(actions):
    actions.register_action("importacion.guardar")(_Saved)
