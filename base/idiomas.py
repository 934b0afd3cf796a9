"""The language of the reader, and that in which everything is written first."""

from django.conf import settings
from django.utils.translation import get_language

_HTML_LANG = {"es": "es-CU"}
# The parameter with the language in which a reader asked for a page that is not translated.
SIN_TRADUCCION = "desde"


def is_original():
    """Whether the reader reads Spanish, in which everything is written first."""
    return get_language() == settings.LANGUAGE_CODE


def html_lang(code):
    """Return the language ``code`` as HTML is told it, with its country where it has one."""
    return _HTML_LANG.get(code, code)
