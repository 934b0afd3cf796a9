from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from base.viewsets import ListaProvincialViewSet

from .choosers import norma_chooser
from .models import Medida


class MedidaViewSet(ListaProvincialViewSet):
    model = Medida
    menu_label = _("Medidas comparables")
    menu_order = 940
    list_display = [*ListaProvincialViewSet.list_display, "unidad", "periodicidad"]


register_snippet(MedidaViewSet)


@hooks.register("register_admin_viewset")
def register_choosers():
    return norma_chooser
