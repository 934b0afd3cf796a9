"""Menus without the entries that lead where the person may not go."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from .addresses import get_address
from .scope import scope_of


def leave_only_open(request, items):
    """For the hooks of the menus: what the guard refuses is not offered."""
    if not scope_of(request.user).is_total:
        items[:] = [item for item in items if _is_open(item.url)]


def _is_open(url):
    try:
        name = resolve(urlsplit(url).path).view_name
    except Resolver404:
        return True  # a submenu, or elsewhere than in the admin
    address = get_address(name)
    return address is not None and not address.is_total
