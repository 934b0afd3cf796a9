from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from .publicas import publicas


class PortalSitemap(Sitemap):
    """The public pages of one portal, in each language whose home is published."""

    def items(self):
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes), Q(pk=None))
        pages = publicas(Page.objects.filter(below)).order_by("path")
        # An address and a date are no fields of a page type: one query for all types.
        return pages.specific(defer=True)
