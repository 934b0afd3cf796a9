"""Warning for administrators that nothing happens on time: the clock, or the scheduler."""

from django.utils.functional import cached_property

from moderacion.reports import SEE_MAIL, policy
from servidor.reloj import parada
from tableros.panels import UserPanel


class RelojPanel(UserPanel):
    """First panel: tells that nothing runs on schedule, since when, and what to do."""

    name = "reloj"
    template_name = "moderacion/dashboard/reloj.html"
    order = 10

    @cached_property
    def parada(self):
        return parada()

    def is_shown(self):
        return policy.user_has_permission(self.user, SEE_MAIL) and self.parada is not None

    def get_context_data(self, parent_context):
        title, why = self.parada
        return {"titulo": title, "motivo": why}
