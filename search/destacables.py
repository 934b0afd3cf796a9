"""Which pages may be promoted: those that the search of a portal shows."""

from wagtail.models import Page

from base.publicas import publicas
from base.tenancy.scope import scope_of
from base.tenancy.tree import in_tree_of


def shown_in(site):
    """The pages that the search of ``site`` may show, its own and those of the province."""
    return publicas(Page.objects.filter(in_tree_of(site.root_page.path)))


def seen_by(user):
    """The same of all the portals in which ``user`` works."""
    return scope_of(user).filter(publicas(Page.objects.all()))
