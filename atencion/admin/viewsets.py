"""The addresses under which cases are answered, and the texts with which answers begin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.base import ViewSet

from aislamiento.forms import DelPortalForm
from aislamiento.records import sites_for
from atencion.models import Plantilla
from tableros.viewsets import DelPortalViewSet, OwnIndexView

from .acciones import ACCIONES, TomarView
from .caso import AdjuntoView, CasoView, PersonaDelCasoView, ReintentarView
from .cola import ColaView
from .persona import PersonaView


class CasosViewSet(ViewSet):
    name = "casos"
    icon = "clipboard-list"

    def get_urlpatterns(self):
        views = {"ver": ("", CasoView), "datos": ("datos/", PersonaDelCasoView)}
        views |= {"tomar": ("tomar/", TomarView), "reintentar": ("reintentar/", ReintentarView)}
        views |= {accion.name: (f"{accion.name}/", accion) for accion in ACCIONES}
        return [
            path("", ColaView.as_view(), name="index"),
            path("results/", ColaView.as_view(results_only=True), name="index_results"),
            path("persona/", PersonaView.as_view(), name="persona"),
            path("<int:pk>/archivo/<int:adjunto>/", AdjuntoView.as_view(), name="adjunto"),
            *(
                path(f"<int:pk>/{route}", view.as_view(), name=name)
                for name, (route, view) in views.items()
            ),
        ]


class PlantillasIndexView(OwnIndexView):
    @property
    def columns(self):
        title = self._get_title_column("nombre", TitleColumn)
        several = len(sites_for(Plantilla, self.request.user, "change")[:2]) > 1
        site = Column("site.site_name", label=_("Portal"), sort_key="site__site_name")
        return [title, *([site] if several else [])]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("site")


class PlantillaViewSet(DelPortalViewSet):
    model = Plantilla
    name = "plantillas"
    icon = "doc-full"
    menu_label = _("Plantillas de respuesta")
    menu_order = 945
    add_to_settings_menu = True
    index_view_class = PlantillasIndexView
    search_fields = ["nombre"]
    edit_handler = ObjectList(
        [FieldPanel("site"), FieldPanel("nombre"), FieldPanel("texto")],
        base_form_class=DelPortalForm,
    )
