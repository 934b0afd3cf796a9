from wagtail.admin.utils import get_user_display_name

from equipos.mixins import GestionMixin


class PersonMixin(GestionMixin):
    """A view of one account in the person's charge; it finds no others."""

    def get_base_object_queryset(self):
        return self.gestion.others

    def get_page_subtitle(self):
        return get_user_display_name(self.object)
