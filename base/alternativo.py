"""Rules for alternative texts, which describe an image to a person who cannot see it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# File names that cameras and programs give, and words that only say that there is a picture. An
# underscore counts only where the text is one word: mail addresses and accounts have it too. The
# pattern must be valid in JavaScript too: «Comprobaciones» uses it in the browser.
PATTERN = (
    r"\.(avif|gif|heic|heif|jpe?g|png|svg|webp)$|^\S{0,30}\w_\w\S{0,30}$|"
    r"^(screenshot|whatsapp image)\b|"
    r"^(?=.)(captura( de pantalla)?|dcim|dscn?|foto|fotograf[ií]a|image|imagen|img|photo|"
    r"picture|portada|pxl|sin t[ií]tulo|vid)?[\s\d().:_-]{0,30}$"
)
FILE_NAME = _(
    "Eso parece el nombre de un archivo. Diga qué se ve, como se lo contaría a alguien por "
    "teléfono: «Dos médicas vacunan a una niña en el policlínico»."
)
_NO_ALT = _(
    "Diga qué se ve en la imagen de portada: ni la página ni la imagen lo dicen, y quien no puede "
    "verla no sabría qué hay."
)
_SAYS_NOTHING = re.compile(PATTERN, re.IGNORECASE)


def says_something(text):
    """Return whether ``text`` is more than a file name; True for an empty text."""
    return not _SAYS_NOTHING.search(text)


def refuse_cover(cover, text):
    """Return the reason not to publish a page with the image ``cover``; "" if there is none.

    ``text`` is the page's alternative text; if it is empty, that of the image itself counts.
    """
    if cover is None:
        return ""
    text = text or cover.description
    if not text.strip():
        return _NO_ALT
    return "" if says_something(text) else FILE_NAME


def check(text):
    """Raise ``ValidationError`` if ``text`` is only a file name; an empty text is valid."""
    if text and not says_something(text):
        raise ValidationError(FILE_NAME, code="file_name")
