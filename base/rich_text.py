from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from servidor.caches.fragments import fragments
from servidor.claves import as_key

from .idiomas import is_original
from .nombres import por_clave


class PublicPageLinkHandler(PageLinkHandler):
    """Links to live pages only, with at most one query per text, and none if it is cached.

    Wagtail queries the language once per link, even if nothing is translated.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        language = get_language()
        keys = [f"enlace-{language}-{attrs.get('id')}" for attrs in attrs_list]
        urls = fragments(keys, cls.find_urls)
        return [format_html('<a href="{}">', urls[key]) if urls[key] else "<a>" for key in keys]

    @staticmethod
    def find_urls(keys):
        """Return {key: address of the page}; "" if the page does not exist or is not live."""
        ids = {key: as_key(key.rpartition("-")[2]) for key in keys}
        numbers = set(ids.values()) - {None}
        live = Page.objects.live()
        # In a Spanish text, a link to an English page means that page.
        pages = live.in_bulk(numbers) if is_original() else por_clave(live, numbers, get_language())
        return {key: page.url or "" if (page := pages.get(pk)) else "" for key, pk in ids.items()}


class SoundDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents. For an id that no document can have, Wagtail's would raise an error."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [as_key(attrs.get("id", "")) for attrs in attrs_list]
        found = cls.get_model().objects.in_bulk(set(ids) - {None})
        return [found.get(pk) for pk in ids]
