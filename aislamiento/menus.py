"""Menus without the entries that lead where the person may not go, or finds nothing."""

from functools import cache, lru_cache, partial
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from wagtail.admin.widgets.button import BaseDropdownMenuButton
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from .addresses import get_address
from .scope import scope_of

# These are offered to everybody; they are empty or refused for who may do none of this.
_USELESS_WITHOUT = {
    "aislamiento:aging_pages": ((Page,), frozenset({"publish"})),
    "wagtaillocales:index": ((Locale,), frozenset({"add", "change", "delete"})),
}
_refusals = []


def useless_without(name, *models, actions):
    """Do not offer the address ``name`` to who may do none of ``actions`` with any of ``models``.

    Of a type of pages, there must be one where the person may: rights on pages are of a place.
    """
    _USELESS_WITHOUT[name] = (models, frozenset(actions))


def leave_only_open(request, items):
    """For the hooks of the menus: what the guard refuses, or helps nobody, is not offered."""
    is_total = scope_of(request.user).is_total
    may = cache(partial(_may, request.user))
    items[:] = [
        item for item in items if (is_total or is_open(item.url)) and _is_of_use(item.url, may)
    ]


def refuses_buttons(function):
    """Let ``function`` name, of the buttons of a page, the addresses that are not for a person."""
    _refusals.append(function)
    return function


@refuses_buttons
def _history(buttons, page, user):
    if not page.permissions_for_user(user).can_edit():
        yield reverse("wagtailadmin_pages:history", args=[page.pk])


def leave_only_allowed(buttons, page, user):
    """Of the buttons of a page, take out those that Wagtail offers to all and opens to some."""
    refused = {url for refuses in _refusals for url in refuses(buttons, page, user)}
    buttons[:] = [button for button in buttons if button.url not in refused]


def leave_only_allowed_in_row(buttons, page, user, context):
    """For the hook of the buttons in a list of pages: they fold into a menu."""
    for button in buttons:
        if isinstance(button, BaseDropdownMenuButton):
            leave_only_allowed(button.dropdown_buttons, page, user)


def _is_of_use(url, may):
    models, actions = _USELESS_WITHOUT.get(name_of(str(url)), ((), None))
    return not models or any(may(model, actions) for model in models)


def _may(user, model, actions):
    if issubclass(model, Page) and model is not Page:
        return any(issubclass(kind, model) for kind in scope_of(user).kinds_of_pages(actions))
    return policy_registry.get_by_type(model).user_has_any_permission(user, actions)


@lru_cache(maxsize=1_000)
def name_of(url):
    """Return the name of an address, or None for what is no address: a submenu.

    The entries of all menus are asked for at every page of the admin, always the same few.
    """
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return None


def is_open(url):
    """Whether the guard opens the address to more than the province's people."""
    name = name_of(str(url))
    address = get_address(name)
    return name is None or (address is not None and not address.is_total)
