from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import UserViewSet

from .actions import ACTIONS
from .filters import PersonaFilterSet
from .forms import InvitacionForm, PersonaForm
from .views import CreateView, EditView, HistoryView, IndexView


class PersonaViewSet(UserViewSet):
    """People are invited by mail and deactivated; nobody sets their password or deletes them."""

    menu_label = _("Equipo")
    icon = "group"
    menu_order = 600
    ordering = "name"
    template_prefix = "equipos/personas/"
    filterset_class = PersonaFilterSet
    copy_view_enabled = False

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    history_view_class = HistoryView

    def get_form_class(self, for_update=False):
        return PersonaForm if for_update else InvitacionForm

    def get_urlpatterns(self):
        closed = {"delete", "usage"}
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in closed]
        actions = [
            path(f"{view.name}/<int:pk>/", self.construct_view(view), name=view.name)
            for view in ACTIONS
        ]
        return [*kept, *actions]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"delete_url_name": None, "usage_url_name": None, **kwargs}
        )
