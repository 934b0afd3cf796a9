from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from .models import CategoriaNoticia
from .propuestas import ACEPTAR, NO_ACEPTAR, PropuestasViewSet


class CategoriaNoticiaViewSet(ListaProvincialViewSet):
    model = CategoriaNoticia
    menu_label = _("Categorías de noticias")
    menu_order = 900


register_snippet(CategoriaNoticiaViewSet)
hooks.register("register_admin_viewset", PropuestasViewSet)


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(
        ACEPTAR, _("Aceptar en la provincia"), _("Se muestra en el portal provincial")
    )
    actions.register_action(
        NO_ACEPTAR, _("No aceptar en la provincia"), _("No se muestra en el portal provincial")
    )
