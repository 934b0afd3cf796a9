from django.utils.functional import cached_property
from wagtail.admin.utils import get_user_display_name

from equipos.gestion import Gestion


class GestionMixin:
    """A view that knows what is in the person's charge."""

    @cached_property
    def gestion(self):
        return Gestion(self.request.user)


class PersonMixin(GestionMixin):
    """A view of one account in the person's charge; it finds no others."""

    def get_base_object_queryset(self):
        return self.gestion.others

    def get_page_subtitle(self):
        return get_user_display_name(self.object)
