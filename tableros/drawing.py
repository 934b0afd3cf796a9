"""Avoids repeated rendering and queries of Wagtail 8.0 on each page of the admin.

A form has about four hundred icons, and Wagtail renders a template for each. It builds whole menus
to know whether they are empty, and queries the page of each chooser and its parent, and the parent
of each row in the page chooser. A report reads the last page of each type with all its fields.
"""

from functools import lru_cache, wraps

from django.template import Library
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page

from servidor.rows import give_parents


def with_kept_icons(tags):
    """Return the template ``tags`` of Wagtail's admin with an icon tag that keeps what it drew."""
    own = Library()
    own.simple_tag(_icon, name="icon")
    return tags | own.tags


# typed: a safe string and an equal string that must be escaped have different cache entries.
@lru_cache(maxsize=1_000, typed=True)
def _icon(name=None, classname=None, title=None, wrapped=False):
    drawn = wagtailadmin_tags.icon(name, classname, title, wrapped)
    return render_to_string("wagtailadmin/shared/icon.html", drawn)


def get_page(chooser, value):
    """Return the page in its class, without the fields of that class: only its title is shown."""
    page = BaseChooser.get_instance(chooser, value)
    return page and page.specific_deferred


def with_parents(read):
    """Load the parents of pages that were read together with one query: choosers open there."""

    @wraps(read)
    def bulk_to_python(block, values):
        pages = read(block, values)
        give_parents(filter(None, pages))
        return pages

    return bulk_to_python


def with_parents_of_rows(make):
    """Load the parents of all rows of the page chooser with one query: each row names its own."""

    @wraps(make)
    def __init__(table, columns, data, **kwargs):  # noqa: N807 - it replaces that of the table
        make(table, columns, data, **kwargs)
        give_parents(table.data)

    return __init__


def with_last_pages(view, page_types):
    """Give each page type its page that was edited last; no field of the type is shown."""
    keys = {each.last_edited_page_id for each in page_types}
    pages = Page.objects.specific(defer=True).in_bulk(keys - {None})
    for each in page_types:
        each.last_edited_page = pages.get(each.last_edited_page_id)
    return page_types


def leads_somewhere(entry, request):
    """Whether the menu of ``entry`` has an item to show; stop at the first one."""
    return any(_leave([item], entry.menu, request) for item in entry.menu.registered_menu_items)


def _leave(items, menu, request):
    """Return the ``items`` that are shown, after the hooks of the menu have changed the list."""
    items = [item for item in items if item.is_shown(request)]
    if items and menu.construct_hook_name:
        for change in hooks.get_hooks(menu.construct_hook_name):
            change(request, items)
    return items
