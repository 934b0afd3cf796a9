"""What administrators read first when the clock of the server is not believed."""

from django.utils.functional import cached_property

from moderacion.reports import SEE_MAIL, policy
from servidor.reloj import duda
from tableros.paneles import UserPanel


class RelojPanel(UserPanel):
    """Tells administrators that nothing happens on time, because the clock is not believed."""

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
