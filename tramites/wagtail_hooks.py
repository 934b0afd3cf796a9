from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from . import advertencias
from .choosers import por_adaptar_chooser, tramite_chooser
from .faltantes import FaltantesDeTramitesViewSet
from .models import EventoDeVida
from .viewsets import PorConfirmarViewSet


class EventoDeVidaViewSet(ListaProvincialViewSet):
    model = EventoDeVida
    menu_label = _("Eventos de vida")
    menu_order = 930
    menu_description = _("Nacer, mudarse, jubilarse…: lo que reúne trámites.")
    sort_order_field = "orden"


register_snippet(EventoDeVidaViewSet)
hooks.register("before_edit_page", advertencias.warn_of_gaps)
hooks.register("before_edit_page", advertencias.warn_of_change)


@hooks.register("register_admin_viewset")
def register_viewsets():
    reports = (PorConfirmarViewSet, FaltantesDeTramitesViewSet)
    return [tramite_chooser, por_adaptar_chooser, *(report() for report in reports)]
