"""Template tags and filters that all pages of the portals use."""

import json
import re
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime, template_localtime

from base.fotos import cover, picture, share_image, texto_alternativo
from base.frame import Frame
from base.idiomas import ESPANOL, EnEspanol, is_original
from base.retirados import withdrawn
from base.share_cards.card import tarjeta_de, tarjeta_url
from identidad.share_cards import SIZE

register = template.Library()

# The 66vw sends phones smaller images: two dots per pixel are enough on a screen with three.
_IN_TEXT = "(min-width: 48em) 45rem, 66vw"
_BEFORE_AM_PM = re.compile(r"(?<=\d) (?=(?:[ap]\.)?m\.)")

# JSON escapes for the characters that could end a script element.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def frame(context):
    """Return the frame of this request's portal (:class:`base.frame.Frame`)."""
    return Frame.for_request(context["request"], context.get("page"))


@register.simple_tag
def trabajador():
    """Return the script that brings the service worker; "" where phones keep nothing."""
    if not settings.SIN_CONEXION:
        return ""
    return format_html(
        '<script src="{}" data-trabajador="{}" defer></script>',
        static("js/registro.js"),
        reverse("trabajador"),
    )


@register.simple_tag
def minutos_de_utc():
    """Return how far the clock is ahead of UTC: the time zones of a phone may be older."""
    return int(localtime().utcoffset().total_seconds() // 60)


@register.simple_tag
@cache
def icono(nombre):
    """Return an icon of the sprite, hidden from screen readers: there is text beside it."""
    return format_html(
        '<svg class="icono" aria-hidden="true" focusable="false">'
        '<use xlink:href="{}#{}"></use></svg>',
        static("img/iconos.svg"),
        nombre,
    )


@register.simple_tag
def foto(imagen, clase="", *, lazy=True, alt=None, sizes=_IN_TEXT, telefono=""):
    """Return the responsive ``<picture>`` of an image, or "" without one.

    ``telefono`` is the crop of a card on a phone (:func:`base.fotos.picture`).
    """
    if not imagen:
        return ""
    alt = texto_alternativo(imagen) if alt is None else alt
    attrs = {"alt": alt, "sizes": sizes}
    if alt and isinstance(alt, EnEspanol):
        attrs["lang"] = ESPANOL
    if clase:
        attrs["class"] = clase
    attrs |= {"loading": "lazy", "decoding": "async"} if lazy else {"fetchpriority": "high"}
    return mark_safe(picture(imagen, telefono, **attrs))  # noqa: S308 - Wagtail escapes the attributes


@register.simple_tag
def foto_de_portada(imagen):
    """Return the strip at the head of a portada; phones get at most two dots per pixel."""
    alt = texto_alternativo(imagen)
    attrs = {"alt": alt, "sizes": "(min-width: 48em) 100vw, 66vw", "decoding": "async"}
    if alt and isinstance(alt, EnEspanol):
        attrs["lang"] = ESPANOL
    return mark_safe(cover(imagen, **attrs))  # noqa: S308 - Wagtail escapes the attributes


@register.filter
def en_su_idioma(texto):
    """Return the text, with ``<span lang>`` if it is Spanish on a page of another language."""
    if isinstance(texto, EnEspanol):
        return format_html('<span lang="{}">{}</span>', ESPANOL, texto)
    return texto


@register.simple_tag
def retiro_de(documento):
    """Return since when and why the document is withdrawn (``Retiro``), or None."""
    return withdrawn().get(documento.pk)


@register.inclusion_tag("components/meta.html", takes_context=True)
def meta_tags(context):
    """Return the data in ``<head>`` that describe the page to readers, networks and robots.

    A view may override ``titulo_pagina``, ``descripcion_pagina`` and ``canonica`` in its context,
    and add objects in ``json_ld``. Without a page there is no canonical address, and robots must
    not index; with ``sin_robots`` they must neither index nor follow links.
    """
    request, page = context["request"], context.get("page")
    frame = Frame.for_request(request, page)
    data = {
        "frame": frame,
        "titulo": context.get("titulo_pagina"),
        "descripcion": context.get("descripcion_pagina"),
    }
    if page:
        shown = page.presentation
        data |= {
            "titulo": data["titulo"] or page.seo_title or page.title,
            "es_inicio": page.pk == frame.inicio.pk,
            "descripcion": data["descripcion"] or shown.get_description(),
            "canonica": context.get("canonica") or page.get_full_url(request),
            "compartida": frame.section and frame.pagina_url_completa,
            "sin_robots": context.get("sin_robots"),
            "tipo": shown.open_graph_type,
            "datos": [
                item for item in (*shown.get_json_ld(request), *context.get("json_ld", ())) if item
            ],
            "articulo": shown.get_article_facts(),
            "imagen": _shared_picture(page, frame),
        }
    return data


def _shared_picture(page, frame):
    """Return the image that networks show for ``page`` as a dict: its cover or its share card.

    None if the page has no address yet, as in the first preview of a draft.
    """
    if imagen := share_image(page.imagen_portada):
        return {
            "url": frame.absolute(imagen.url),
            "ancho": imagen.width,
            "alto": imagen.height,
            "tipo": "image/jpeg",
            "alt": page.alt_portada or (is_original() and imagen.alt) or page.title,
        }
    if page.pk is None or not frame.pagina_url:
        return None
    # A page of the province shown by another portal has the card of that portal.
    tarjeta = tarjeta_de(page, frame.datos)
    ancho, alto = SIZE
    return {
        "url": frame.absolute(tarjeta_url(page, tarjeta)),
        "ancho": ancho,
        "alto": alto,
        "tipo": "image/png",
        "alt": tarjeta.texto_alternativo,
    }


@register.filter
def horas_enteras(text):
    """Keep each time of day on one line, «8:00 a.m.», with a non-breaking space."""
    return _BEFORE_AM_PM.sub("\u00a0", str(text))


@register.filter
def momento(value):
    """Return a datetime for ``<time datetime>``, up to the second: six decimals are not valid
    there.
    """
    return template_localtime(value).isoformat(timespec="seconds")


@register.filter
def lang(texto):
    """Return ``lang="es-CU"`` for a Spanish text in an element without tags, as ``<option>``."""
    return format_html(' lang="{}"', ESPANOL) if isinstance(texto, EnEspanol) else ""


@register.simple_tag
def json_ld(items):
    """Return the schema.org objects as one data block, which browsers do not execute."""
    if not items:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_JSON_ESCAPES)),  # noqa: S308 - escaped just here
    )
