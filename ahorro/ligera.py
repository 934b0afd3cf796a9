"""A page for who saves data: the same text, with links in the place of pictures and no script."""

from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from lxml.html import HTMLParser, document_fromstring, fragment_fromstring, tostring

_STYLE = "css/ahorro.css"
# Decoration, scripts, and what the head tells to social networks and to phones with icons.
_LEFT_OUT = " | ".join(
    (
        "//script",
        "//svg",  # icons, and charts, whose table stands below
        "//li[form[contains(@class, 'barra-ahorro')]]",
        "//head/link[not(@rel='stylesheet' or @rel='canonical' or @rel='alternate')]",
        "//head/meta[@property or @name='theme-color' or starts-with(@name, 'twitter:')]",
    )
)


def ligera(content):
    """Return the page ``content`` without what is heavy; both are bytes in UTF-8."""
    page = document_fromstring(content, parser=HTMLParser(encoding="utf-8"))
    styles = page.xpath("//head/link[@rel='stylesheet']")
    if not styles:  # not a page of a portal
        return content
    for element in page.xpath(_LEFT_OUT):
        element.drop_tree()
    for element in page.xpath("//picture | //source"):
        element.drop_tag()  # the parser takes <source> for an element around the picture
    styles[0].set("href", static(_STYLE))
    for style in styles[1:]:
        style.drop_tree()
    # Browsers ask for /favicon.ico if a page names no icon.
    page.head.append(fragment_fromstring('<link rel="icon" href="data:,">'))
    with translation.override(page.get("lang", settings.LANGUAGE_CODE).partition("-")[0]):
        for image in page.xpath("//img"):
            _tell(image)
        for control in page.iter("a", "button", "summary"):
            _show_words(control)
        page.body.insert(
            1,  # behind the link that skips to the content
            fragment_fromstring(render_to_string("ahorro/banda.html").strip()),
        )
    return tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")


def _tell(image):
    """Put a link to the picture in its place, with its size; nothing if it says nothing."""
    link = next(image.iterancestors("a"), None)
    words = image.get("alt", "").strip()
    is_told = bool(words) or next(image.iterancestors("figure"), None) is not None
    label = ": ".join(filter(None, (_label(image.get("src", "")), words)))
    if link is not None:
        image.drop_tree()
        if not link.text_content().strip():
            link.text = label
    elif is_told:
        new = fragment_fromstring('<a class="ver-foto"></a>')
        new.set("href", image.get("src", ""))
        new.text, new.tail = label, image.tail
        image.getparent().replace(image, new)
    else:
        image.drop_tree()


def _show_words(control):
    """Show the words for those who hear the page, if only an icon stood beside them."""
    hidden = control.xpath(".//*[contains(@class, 'oculto')]")
    if sum(_letters(words) for words in hidden) == _letters(control):
        for words in hidden:
            words.classes.discard("oculto")


def _letters(element):
    return len("".join(element.text_content().split()))


def _label(source):
    try:
        size = default_storage.size(unquote(source.removeprefix(settings.MEDIA_URL)))
    except (OSError, SuspiciousFileOperation):
        return _("Ver foto")
    return _("Ver foto (%(tamano)s)") % {"tamano": filesizeformat(size)}
