from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from aislamiento.pages import add_page_column

from .dias import are_counted, with_readings
from .faltas import FaltasViewSet
from .reports import LecturasViewSet

hooks.register("register_admin_viewset", LecturasViewSet)
hooks.register("register_admin_viewset", FaltasViewSet)
add_page_column(
    Column("leidas", label=_("Lecturas, 30 días"), width="8%"),
    annotate=with_readings,
    is_shown=are_counted,
)


@hooks.register("register_page_header_buttons")
def lead_to_readings(page, user, view_name, next_url=None):
    """Add a button to the readings of a page; only a live page has readings."""
    if page.live and page.permissions_for_user(user).can_edit():
        url = reverse("lecturas:ver", args=[page.pk])
        yield Button(_("Cuántos la leen"), url, icon_name="view", priority=75)
