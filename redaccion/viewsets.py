"""Admin views for the list of technical words."""

from django.utils.translation import gettext_lazy as _

from tableros.menu_entries import MenuGroup
from tableros.viewsets import RegistroViewSet

from .models import PalabraTecnica


class PalabraTecnicaViewSet(RegistroViewSet):
    model = PalabraTecnica
    name = "palabras_tecnicas"
    url_prefix = "palabras-tecnicas"
    icon = "glasses"
    menu_label = _("Palabras técnicas")
    menu_order = 945
    menu_group = MenuGroup.LISTS
    menu_description = _("Las que la gente no entiende, y qué decir en su lugar.")
    add_to_settings_menu = True
    list_display = ["expresion", "en_su_lugar"]
    search_fields = ["expresion", "en_su_lugar"]
