"""Menus without the entries that lead where the person may not go, or finds nothing."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from .addresses import get_address
from .scope import scope_of

# Their lists are empty for who works on no page; Wagtail offers them to everybody.
_ABOUT_PAGES = {"tenancy:translations"}


def leave_only_open(request, items):
    """For the hooks of the menus: what the guard refuses is not offered."""
    scope = scope_of(request.user)
    if scope.is_total:
        return
    items[:] = [item for item in items if is_open(item.url)]
    if not scope.paths:
        items[:] = [item for item in items if _name(item.url) not in _ABOUT_PAGES]


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
