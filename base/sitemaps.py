from wagtail.contrib.sitemaps import Sitemap


class PortalSitemap(Sitemap):
    """The public pages of one portal in all its languages."""

    def items(self):
        container = self.get_wagtail_site().root_page.get_parent()
        pages = container.get_descendants().live().public().order_by("path")
        return pages.defer_streamfields().specific()
