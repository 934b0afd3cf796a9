from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from .models import CategoriaNoticia
from .propuestas import ACEPTAR, NO_ACEPTAR, PropuestasPanel, decides


class CategoriaNoticiaViewSet(ListaProvincialViewSet):
    model = CategoriaNoticia
    menu_label = _("Categorías de noticias")
    menu_order = 900


register_snippet(CategoriaNoticiaViewSet)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("propuestas/", include("noticias.urls"))]


class PropuestasMenuItem(MenuItem):
    def is_shown(self, request):
        return decides(request.user)


@hooks.register("register_reports_menu_item")
def register_report():
    return PropuestasMenuItem(
        _("Propuestas a la provincia"), reverse("propuestas:index"), icon_name="site", order=50
    )


@hooks.register("construct_homepage_panels", order=100)
def add_panel(request, panels):
    panels.append(PropuestasPanel(request.user))


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(
        ACEPTAR, _("Aceptar en la provincia"), _("Se muestra en el portal provincial")
    )
    actions.register_action(
        NO_ACEPTAR, _("No aceptar en la provincia"), _("No se muestra en el portal provincial")
    )
