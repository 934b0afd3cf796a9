"""Alternative texts: what is to be seen, said to who cannot see it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Names that cameras and programs give their files, and words that only say that it is a picture.
# An underscore counts only where the text is one word: mail and accounts have it too.
# A pattern of JavaScript as well: «Comprobaciones» reads it in the browser.
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
    """Whether ``text`` is more than the name of a file; of no text at all nobody asks."""
    return not _SAYS_NOTHING.search(text)


def refuse_cover(cover, text):
    """Return why nothing is published with ``cover``, of which ``text`` says what is to be seen.

    The text of the image itself counts where there is none; an empty answer is none.
    """
    if cover is None:
        return ""
    text = text or cover.description
    if not text.strip():
        return _NO_ALT
    return "" if says_something(text) else FILE_NAME


def check(text):
    """Raise ``ValidationError`` where ``text`` is the name of a file and tells nothing."""
    if text and not says_something(text):
        raise ValidationError(FILE_NAME, code="file_name")
