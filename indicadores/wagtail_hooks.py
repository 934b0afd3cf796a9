from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from .models import Medida


class MedidaViewSet(ListaProvincialViewSet):
    model = Medida
    menu_label = _("Medidas comparables")
    menu_order = 940
    menu_description = _("Los indicadores que se comparan entre municipios.")
    list_display = [*ListaProvincialViewSet.list_display, "unidad", "periodicidad"]


register_snippet(MedidaViewSet)
