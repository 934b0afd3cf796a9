"""Menus without the entries that lead where the person may not go, or finds nothing."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from wagtail.admin.widgets.button import BaseDropdownMenuButton
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from .addresses import get_address
from .scope import scope_of
from .tree import HOME_DEPTH

# These are offered to everybody; they are empty or refused for who may do none of this.
_USELESS_WITHOUT = {
    "tenancy:translations": (Page, {"add", "change"}),
    "tenancy:aging_pages": (Page, {"publish"}),
    "wagtaillocales:index": (Locale, {"add", "change", "delete"}),
}


def useless_without(name, model, *actions):
    """Do not offer the address ``name`` to who may do none of ``actions`` with ``model``."""
    _USELESS_WITHOUT[name] = (model, set(actions))


def leave_only_open(request, items):
    """For the hooks of the menus: what the guard refuses, or helps nobody, is not offered."""
    is_total = scope_of(request.user).is_total
    items[:] = [
        item
        for item in items
        if (is_total or is_open(item.url)) and _is_of_use(request.user, item.url)
    ]


def leave_only_allowed(buttons, page, user):
    """Of the buttons of a page, take out those that Wagtail offers to all and opens to some.

    The homes of a portal are translated, not the container above them.
    """
    refused = set()
    if not page.permissions_for_user(user).can_edit():
        refused.add(reverse("wagtailadmin_pages:history", args=[page.pk]))
    if page.depth < HOME_DEPTH:
        refused.add(reverse("wagtail_localize:submit_page_translation", args=[page.pk]))
    buttons[:] = [button for button in buttons if button.url not in refused]


def leave_only_allowed_in_row(buttons, page, user, context):
    """For the hook of the buttons in a list of pages: they fold into a menu."""
    for button in buttons:
        if isinstance(button, BaseDropdownMenuButton):
            leave_only_allowed(button.dropdown_buttons, page, user)


def _is_of_use(user, url):
    name = _name(url)
    if name not in _USELESS_WITHOUT:
        return True
    model, actions = _USELESS_WITHOUT[name]
    return policy_registry.get_by_type(model).user_has_any_permission(user, actions)


def _name(url):
    """The name of an address, or None for what is no address: a submenu."""
    try:
        return resolve(urlsplit(str(url)).path).view_name
    except Resolver404:
        return None


def is_open(url):
    """Whether the guard opens the address to more than the province's people."""
    name = _name(url)
    address = get_address(name)
    return name is None or (address is not None and not address.is_total)
