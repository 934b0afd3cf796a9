from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from aislamiento.choosers import OfferedChooserViewSet
from tableros.viewsets import ListaProvincialViewSet

from .ley168.informe import PorVencerPanel, PorVencerView
from .models import Medida, Obligacion


class MedidaViewSet(ListaProvincialViewSet):
    model = Medida
    menu_label = _("Medidas comparables")
    menu_order = 940
    list_display = [*ListaProvincialViewSet.list_display, "unidad", "periodicidad"]


class ObligacionViewSet(ListaProvincialViewSet):
    model = Obligacion
    menu_label = _("Obligaciones de la Ley 168")
    menu_order = 950
    list_display = ["nombre", ListaProvincialViewSet.idioma, "para", "meses", "base_legal"]


# The one chooser of norms, for every foreign key to one.
norma_chooser = OfferedChooserViewSet(
    "norma_chooser",
    model="transparencia.NormaPage",
    icon="doc-full",
    choose_one_text=_("Elegir una norma"),
    choose_another_text=_("Elegir otra norma"),
    edit_item_text=_("Editar esta norma"),
)

register_snippet(MedidaViewSet)
register_snippet(ObligacionViewSet)


@hooks.register("register_admin_viewset")
def register_choosers():
    return norma_chooser


@hooks.register("register_admin_urls")
def register_ley168_report():
    urls = [
        path("", PorVencerView.as_view(), name="index"),
        path("resultados/", PorVencerView.as_view(results_only=True), name="index_results"),
    ]
    return [path("informes/ley-168/", include((urls, "ley168")))]


@hooks.register("register_reports_menu_item")
def register_ley168_menu_item():
    return MenuItem(
        _("Ley 168: por vencer"), reverse("ley168:index"), icon_name="calendar-check", order=70
    )


@hooks.register("construct_homepage_panels", order=100)
def add_ley168_panel(request, panels):
    panels.append(PorVencerPanel(request.user))
