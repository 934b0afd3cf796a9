"""Warning for administrators that the clock of the server is not trusted."""

from django.utils.functional import cached_property

from moderacion.reports import SEE_MAIL, policy
from servidor.reloj import duda
from tableros.panels import UserPanel


class RelojPanel(UserPanel):
    """First panel: tells that nothing runs on schedule while the clock is not trusted."""

    name = "reloj"
    template_name = "moderacion/dashboard/reloj.html"
    order = 10

    @cached_property
    def duda(self):
        return duda()

    def is_shown(self):
        return policy.user_has_permission(self.user, SEE_MAIL) and self.duda is not None

    def get_context_data(self, parent_context):
        return {"duda": self.duda}
