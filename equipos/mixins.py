from django.utils.functional import cached_property

from .gestion import Gestion


class GestionMixin:
    """A view that knows what is in the person's charge."""

    @cached_property
    def gestion(self):
        return Gestion(self.request.user)
