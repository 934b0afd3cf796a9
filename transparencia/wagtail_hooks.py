from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from .choosers import norma_chooser
from .ley168.informe import PorVencerViewSet
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


register_snippet(MedidaViewSet)
register_snippet(ObligacionViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [norma_chooser, PorVencerViewSet()]
