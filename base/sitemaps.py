from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from .chrome import Chrome
from .publicas import publicas


class PortalSitemap(Sitemap):
    """The public pages of one portal, in each language that it offers."""

    def items(self):
        homes = Chrome.for_request(self.request).portadas.values()
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes), Q(pk=None))
        pages = publicas(Page.objects.filter(below)).order_by("path")
        # An address and a date are no fields of a page type: one query for all types.
        return pages.specific(defer=True)
