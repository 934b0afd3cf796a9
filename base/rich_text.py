from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler


class PublicPageLinkHandler(PageLinkHandler):
    """Links to published pages only, all of a text with one query.

    Wagtail asks for the language once a link, also where nothing is translated.
    """

    @classmethod
    def get_many(cls, attrs_list):
        return LinkHandler.get_many.__func__(cls, attrs_list)

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [cls.open_tag(page) for page in cls.get_many(attrs_list)]

    @classmethod
    def open_tag(cls, page):
        if page is None or not page.live:
            return "<a>"
        if get_language() != settings.LANGUAGE_CODE:
            page = page.localized
        return format_html('<a href="{}">', page.url)
