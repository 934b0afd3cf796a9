from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from equipos.gestion import GestionMixin
from equipos.nombramientos.rules import anybody_decides


class PersonMixin(GestionMixin):
    """View of one account that the user manages; 404 for any other."""

    def get_base_object_queryset(self):
        return self.gestion.others

    def get_page_subtitle(self):
        return get_user_display_name(self.object)


def tell_what_waits(request, rows):
    """Show on the next page which groups are pending, and warn if nobody can confirm them."""
    if not rows:
        return
    names = {"grupos": ", ".join(row.grupo.name for row in rows)}
    messages.info(request, _("Espera que otra persona lo confirme: %(grupos)s.") % names)
    if not anybody_decides(rows):
        messages.warning(
            request,
            _(
                "No hay nadie más que pueda confirmarlo: pídalo a quien lleva el servidor, con "
                "«confirmar_nombramientos»."
            ),
        )
