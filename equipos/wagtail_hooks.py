from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from .bulk_actions import CLOSED_ACTIONS
from .gestion import keeps_accounts
from .models import Equipo, can_have_team
from .nombramientos.views import DecisionView, NombramientosView
from .permissions import EquipoPermissionPolicy
from .views import EquipoViewSet

register_permission_policy(Equipo, EquipoPermissionPolicy(Equipo))

for action_class in CLOSED_ACTIONS:
    # After Wagtail's own actions, which these replace.
    hooks.register("register_bulk_action", action_class, order=100)


@hooks.register("register_admin_viewset")
def equipos():
    return EquipoViewSet()


@hooks.register("register_admin_urls")
def nombramientos():
    return [
        path("nombramientos/", NombramientosView.as_view(), name="nombramientos"),
        path("nombramientos/<int:pk>/", DecisionView.as_view(), name="decidir_nombramiento"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def create_team(page, user, next_url=None, view_name=None):
    if can_have_team(page) and keeps_accounts(user):
        yield Button(
            _("Crear equipo editor"),
            f"{reverse('equipos:add')}?pagina={page.pk}",
            icon_name="group",
            priority=70,
        )
