"""Menus without the entries that lead where the person may not go, or finds nothing."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .addresses import get_address
from .scope import scope_of

# Reports that are empty for who may do none of these to any page; Wagtail offers them still.
_EMPTY_WITHOUT = {
    "tenancy:translations": {"add", "change"},
    "wagtailadmin_reports:aging_pages": {"publish"},
}


def leave_only_open(request, items):
    """For the hooks of the menus: what the guard refuses, or shows empty, is not offered."""
    if not scope_of(request.user).is_total:
        items[:] = [item for item in items if is_open(item.url) and _has_rows(request, item.url)]


def _has_rows(request, url):
    actions = _EMPTY_WITHOUT.get(_name(url))
    policy = policy_registry.get_by_type(Page)
    return actions is None or policy.user_has_any_permission(request.user, actions)


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
