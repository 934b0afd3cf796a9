from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .fragmentos import fragments


class PublicPageLinkHandler(PageLinkHandler):
    """Links to published pages only, at most one query a text and none while it is kept.

    Wagtail asks for the language once a link, also where nothing is translated.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        language = get_language()
        keys = [f"enlace-{language}-{attrs.get('id')}" for attrs in attrs_list]
        urls = fragments(keys, cls.find_urls)
        return [format_html('<a href="{}">', urls[key]) if urls[key] else "<a>" for key in keys]

    @staticmethod
    def find_urls(keys):
        """Return the address behind each key; an empty one where nobody could read the page."""
        ids = {key: key.rpartition("-")[2] for key in keys}
        pages = Page.objects.live().in_bulk([pk for pk in ids.values() if pk.isdecimal()])
        urls = {}
        for key, pk in ids.items():
            page = pages.get(int(pk)) if pk.isdecimal() else None
            if page is not None and get_language() != settings.LANGUAGE_CODE:
                page = page.localized
            urls[key] = (page and page.url) or ""
        return urls
