"""Admin view sets of the cases and of the plantillas."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import TitleColumn

from aislamiento.forms import DelPortalForm
from atencion.models import Adjunto, Caso, Plantilla
from atencion.permissions import atiende, casos_de
from tableros.menu_entries import MenuGroup
from tableros.reports import Screen, ScreensViewSet
from tableros.viewsets import DelPortalViewSet, OwnIndexView

from .actions import ACCIONES, TomarView
from .caso import AdjuntoView, CasoView, PersonaDelCasoView, ReintentarView
from .cola import ColaView
from .filters import abiertos
from .panels import CasosPanel
from .persona import PersonaView

_CASO = {"pk": Caso}


class CasosViewSet(ScreensViewSet):
    """The queue of cases and the screens of each case, for the users who answer."""

    name = "casos"
    results_route = "results/"
    menu_label = _("Casos")
    icon = "clipboard-list"
    menu_order = 95
    add_to_admin_menu = True
    panel_class = CasosPanel
    addresses = (
        Screen("", ColaView, "index"),
        Screen("persona/", PersonaView, "persona"),
        Screen(
            "<int:pk>/archivo/<int:adjunto>/", AdjuntoView, "adjunto", _CASO | {"adjunto": Adjunto}
        ),
        Screen("<int:pk>/", CasoView, "ver", _CASO),
        Screen("<int:pk>/datos/", PersonaDelCasoView, "datos", _CASO),
        Screen("<int:pk>/tomar/", TomarView, "tomar", _CASO),
        Screen("<int:pk>/reintentar/", ReintentarView, "reintentar", _CASO),
        *(Screen(f"<int:pk>/{accion.name}/", accion, accion.name, _CASO) for accion in ACCIONES),
    )

    def may_enter(self, user):
        return atiende(user)

    def count_waiting(self, user):
        return abiertos(casos_de(user)).count()

    def add_panel(self, request, panels):
        """Remove the «sin_tareas» panel: a user who answers cases has work without any page."""
        if self.may_enter(request.user):
            panels[:] = [panel for panel in panels if panel.name != "sin_tareas"]
        super().add_panel(request, panels)


class PlantillasIndexView(OwnIndexView):
    def get_own_columns(self):
        return [self._get_title_column("nombre", TitleColumn)]


class PlantillaViewSet(DelPortalViewSet):
    model = Plantilla
    name = "plantillas"
    icon = "doc-full"
    menu_label = _("Plantillas de respuesta")
    menu_order = 945
    menu_group = MenuGroup.PORTAL
    menu_description = _("Textos ya escritos para responder casos.")
    add_to_settings_menu = True
    index_view_class = PlantillasIndexView
    search_fields = ["nombre"]
    edit_handler = ObjectList(
        [FieldPanel("site"), FieldPanel("nombre"), FieldPanel("texto")],
        base_form_class=DelPortalForm,
    )
