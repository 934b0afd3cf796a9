from collections import defaultdict
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from base.frame import Frame
from base.publicas import publicas


class PortalSitemap(Sitemap):
    """Sitemap of the public pages of one portal, in each language that it offers."""

    @property
    def homes(self):
        return Frame.for_request(self.request).portadas

    def items(self):
        homes = self.homes.values()
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes), Q(pk=None))
        pages = publicas(Page.objects.filter(below)).order_by("path")
        # An address and a date are no fields of a page type: one query for all types.
        return pages.specific(defer=True)

    def _urls(self, page, protocol, domain):
        """Return the URLs, each with the URLs of the same page in other languages."""
        urls = super()._urls(page, protocol, domain)
        codes = {home.locale_id: code for code, home in self.homes.items()}
        versions = defaultdict(dict)
        for url in urls:
            # Skips a page that was moved into the tree of another language.
            if code := codes.get(url["idioma"]):
                versions[url["clave"]][code] = url["location"]
        for url in urls:
            there = versions[url["clave"]]
            if len(there) > 1:
                if original := there.get(settings.LANGUAGE_CODE):
                    there = there | {"x-default": original}
                url["alternates"] = [
                    {"lang_code": code, "location": location} for code, location in there.items()
                ]
        return urls
