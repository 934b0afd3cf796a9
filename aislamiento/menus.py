"""Removes from menus the entries that the user may not open or has no use for.

What the buttons of rows ask is read for all rows at once: see :func:`reads_rows`.
"""

from functools import cache, lru_cache, partial
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from wagtail.admin.widgets.button import BaseDropdownMenuButton
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from .addresses import get_address
from .scope import scope_of

# Wagtail offers these to everybody; without one of these permissions they are empty or refused.
_USELESS_WITHOUT = {
    "aislamiento:aging_pages": ((Page,), frozenset({"publish"})),
    "wagtaillocales:index": ((Locale,), frozenset({"add", "change", "delete"})),
}
_readers = []


def useless_without(name, *models, actions):
    """Hide menu entries of the URL ``name`` from users without any of ``actions`` on ``models``.

    For a page type, the user must have the permission on some page of that type.
    """
    _USELESS_WITHOUT[name] = (models, frozenset(actions))


def leave_only_open(request, items):
    """Remove menu entries that the guard refuses or the user cannot use (hook of the menus)."""
    is_total = scope_of(request.user).is_total
    may = cache(partial(_may, request.user))
    items[:] = [
        item for item in items if (is_total or is_open(item.url)) and _is_of_use(item.url, may)
    ]


def reads_rows(function):
    """Register a function (pages, user) that reads at once what the buttons of all rows ask."""
    _readers.append(function)
    return function


def read_rows(pages, user):
    """Read what the buttons of ``pages`` ask; for a view that lists them, before it draws them."""
    for read in _readers:
        read(pages, user)


def leave_only_allowed(buttons, page, user):
    """Remove from the buttons of a page its history, if the user may not edit it."""
    if not page.permissions_for_user(user).can_edit():
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        buttons[:] = [button for button in buttons if button.url != history]


def leave_only_allowed_in_row(buttons, page, user, context):
    """Apply ``leave_only_allowed`` to the drop-down menus in a list of pages (Wagtail hook)."""
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
    """Return the name of a URL, or None if it does not resolve, as for a submenu.

    Cached, because every page of the admin looks up the entries of all menus, always the same few.
    """
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return None


def is_open(url):
    """Return whether the guard opens the URL also to users who do not work on all portals."""
    name = name_of(str(url))
    address = get_address(name)
    return name is None or (address is not None and not address.is_total)
