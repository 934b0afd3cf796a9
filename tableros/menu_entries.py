"""The group and the description of an entry of the menus."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MenuGroup(TextChoices):
    """The purposes of entries; the menus show the groups in this order."""

    WANTING = "falta", _("Qué falta o vence")
    PEOPLE = "gente", _("Qué lee, busca y dice la gente")
    UNDER_WAY = "en-camino", _("Qué está en camino")
    DONE = "hecho", _("Qué se hizo y qué salió")
    PORTAL = "portal", _("El portal")
    LISTS = "listas", _("Listas de la provincia")
    ACCESS = "acceso", _("Personas y acceso")
    INSTALLATION = "instalacion", _("La instalación")


class MenuEntryMixin:
    """A view set whose menu entry has a group and a line of description."""

    menu_group = None
    menu_description = ""

    def get_menu_item(self, order=None):
        item = super().get_menu_item(order)
        item.group, item.description = self.menu_group, self.menu_description
        return item
