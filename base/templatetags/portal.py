"""Template tags that give pages the frame of their portal."""

import json
import re
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import template_localtime

from base.blocks import body_images
from base.documentos import withdrawn
from base.fotos import cover, picture, prefetch_all, share_image, texto_alternativo
from base.frame import Frame
from base.idiomas import ESPANOL, EnEspanol, is_original
from base.share_cards.card import tarjeta_de, tarjeta_url
from identidad.tarjetas import SIZE

register = template.Library()

# To phones, as if they were two thirds as wide: two dots a pixel are enough, if they have three.
_IN_TEXT = "(min-width: 48em) 45rem, 66vw"
_BEFORE_AM_PM = re.compile(r"(?<=\d) (?=(?:[ap]\.)?m\.)")

# What could end a script element or break out of it is written as JSON escapes.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def frame(context):
    """The frame of this request's portal (:class:`base.frame.Frame`)."""
    return Frame.for_request(context["request"], context.get("page"))


@register.simple_tag
@cache
def icono(nombre):
    """An icon of the sprite, silent for screen readers: the text beside it speaks."""
    return format_html(
        '<svg class="icono" aria-hidden="true" focusable="false">'
        '<use xlink:href="{}#{}"></use></svg>',
        static("img/iconos.svg"),
        nombre,
    )


@register.simple_tag
def foto(imagen, clase="", *, lazy=True, alt=None, sizes=_IN_TEXT, telefono=""):
    """The responsive ``<picture>`` of an image, or nothing without one.

    ``telefono`` is how a card has it on a phone (:func:`base.fotos.picture`).
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
    """The strip of a picture at the head of a front page; to phones, two dots a pixel at most."""
    alt = texto_alternativo(imagen)
    attrs = {"alt": alt, "sizes": "(min-width: 48em) 100vw, 66vw", "decoding": "async"}
    if alt and isinstance(alt, EnEspanol):
        attrs["lang"] = ESPANOL
    return mark_safe(cover(imagen, **attrs))  # noqa: S308 - Wagtail escapes the attributes


@register.filter
def en_su_idioma(texto):
    """The text, told to be Spanish where it stands in for one in the language of the page."""
    if isinstance(texto, EnEspanol):
        return format_html('<span lang="{}">{}</span>', ESPANOL, texto)
    return texto


@register.simple_tag
def prepare_images(cuerpo):
    """Fetch the pictures of a whole body at once, before its blocks are drawn one by one."""
    prefetch_all(body_images(cuerpo))
    return ""


@register.simple_tag
def retiro_de(documento):
    """Since when and why a file is not given any more; None for one that is."""
    return withdrawn().get(documento.pk)


@register.inclusion_tag("components/meta.html", takes_context=True)
def meta_tags(context):
    """Everything in ``<head>`` that describes the page to readers, networks and robots.

    A view may override ``titulo_pagina``, ``descripcion_pagina`` and ``canonica`` in its
    context, and add ``json_ld`` to what the page tells programs; without a page there is no
    canonical address and robots are asked not to index, and where it says ``sin_robots``
    neither to index nor to go on from there.
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
    """Return the picture with which networks show ``page``: its cover, else its card.

    None for what has no address yet, as a draft in its first preview.
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
    # A page of the province that another portal shows has the card of that portal.
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
    """Keep each hour of the clock on one line: «8:00 a.m.» is read as one word."""
    return _BEFORE_AM_PM.sub("\u00a0", str(text))


@register.filter
def momento(value):
    """A moment as the ``datetime`` of a ``<time>``: the second is enough, and six decimals of it
    are no valid one.
    """
    return template_localtime(value).isoformat(timespec="seconds")


@register.filter
def lang(texto):
    """The attribute that says the same of an element that takes no other in it, as an option."""
    return format_html(' lang="{}"', ESPANOL) if isinstance(texto, EnEspanol) else ""


@register.simple_tag
def json_ld(items):
    """The schema.org objects as one data block, which no browser executes."""
    if not items:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_JSON_ESCAPES)),  # noqa: S308 - escaped just here
    )
