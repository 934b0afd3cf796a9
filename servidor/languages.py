"""The language of a response."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import get_language


class AddressLocaleMiddleware(LocaleMiddleware):
    """Sets the language from the address alone, and the header ``Content-Language``.

    Django adds ``Vary: Accept-Language`` to pages without a language prefix: caches would store a
    copy for each browser, though that header is never used here. And Django takes «/en-vivo/» for
    English, and so would not find that page.
    """

    def process_request(self, request):
        first = request.path_info.partition("/")[2].partition("/")[0]
        code = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(code)
        request.LANGUAGE_CODE = code

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", get_language())
        return response
