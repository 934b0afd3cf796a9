"""Buttons that lead from a published page to the form of a pedido de retiro."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button

from .queries import may_ask

_LABEL = _("Pedir que se retire")
_ICON = "download"  # the icon of Wagtail's unpublish button


def offer(page, user, view_name=None, next_url=None):
    """Yield the button for the header of the page's screens and for its row in lists."""
    if may_ask(page.permissions_for_user(user)):
        yield Button(_LABEL, _url(page), icon_name=_ICON, priority=60)


class PedirMenuItem(ActionMenuItem):
    """Entry at the foot of the form; also while a draft waits, as the old version is public."""

    name = "action-pedir-retiro"
    label = _LABEL
    icon_name = _ICON

    def is_shown(self, context):
        if context["view"] != "edit":
            return False
        return may_ask(self.get_user_page_permissions_tester(context))

    def get_url(self, context):
        return _url(context["page"])


def _url(page):
    return reverse("moderacion:pedir_retiro", args=[page.pk])
