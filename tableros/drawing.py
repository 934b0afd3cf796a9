"""What Wagtail 8.0 draws or asks again for each field and each entry of a page of the admin, once.

A form has some four hundred icons, each of which is a template to Wagtail; it makes whole menus to
know whether they are empty, and asks for the page of each chooser and for its parent.
"""

from functools import cache, lru_cache, wraps

from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.widgets import AdminPageChooser, BaseChooser
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page


def install():
    wagtailadmin_tags.register.simple_tag(_icon, name="icon")
    SubmenuMenuItem.is_shown = _leads_somewhere
    AdminPageChooser.get_instance = _get_page
    PageChooserBlock.bulk_to_python = _with_parents(PageChooserBlock.bulk_to_python)


# Typed: what may be trusted is another string than what must be escaped.
@lru_cache(maxsize=1_000, typed=True)
def _icon(name=None, classname=None, title=None, wrapped=False):
    drawn = wagtailadmin_tags.icon(name, classname, title, wrapped)
    return render_to_string("wagtailadmin/shared/icon.html", drawn)


def _get_page(chooser, value):
    """Return the page of its own type, without what only that type has: a title is all it tells."""
    page = BaseChooser.get_instance(chooser, value)
    return page and page.specific_deferred


def _with_parents(read):
    """Have pages that were read together know their parents together: a chooser opens there."""

    @wraps(read)
    def bulk_to_python(block, values):
        pages = read(block, values)
        above = {page.pk: page.path[: -page.steplen] for page in pages if page}
        paths = set(above.values())
        parents = cache(lambda: {row.path: row for row in Page.objects.filter(path__in=paths)})
        for page in filter(None, pages):
            page._cached_parent_obj = SimpleLazyObject(lambda path=above[page.pk]: parents()[path])
        return pages

    return bulk_to_python


def _leads_somewhere(entry, request):
    """Whether something is left of the menu of ``entry``: the first that is found will do."""
    return any(_leave([item], entry.menu, request) for item in entry.menu.registered_menu_items)


def _leave(items, menu, request):
    """Return those of ``items`` that are shown, as the hooks of the menu leave them."""
    items = [item for item in items if item.is_shown(request)]
    if items and menu.construct_hook_name:
        for change in hooks.get_hooks(menu.construct_hook_name):
            change(request, items)
    return items
