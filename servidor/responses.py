"""Responses: downloads, generated PNG images, 404, and the headers for use on other sites."""

import hashlib
import json
from io import BytesIO

from django.core.cache import caches
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from servidor.caches import misses

_FOR_EVER = f"public, max-age={365 * 24 * 3600}, immutable"


def para_otros_sitios(response):
    """Allow pages and scripts of any site to show and read this ``response``; return it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def or_404(found):
    """Return ``found``, or raise ``Http404`` if it is None."""
    if found is None:
        raise Http404
    return found


def as_file(content, content_type, name):
    return HttpResponse(
        content,
        content_type=f"{content_type}; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def huella_de(*told):
    """Return a short hash of the values ``told``; the address of a generated image contains it."""
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]


def as_drawing(name, draw, huella):
    """Return the PNG that ``draw()`` makes as a response; the image is cached under ``name``.

    Its address contains ``huella``, so browsers may cache it for ever; if an image was missing
    while drawing, nobody caches it. The page cache skips a ``FileResponse``: else it would store
    the image as long as browsers do, and again for each invented query.
    """
    cache, before = caches["tarjetas"], misses.count()
    picture = cache.get(name) or draw()
    headers = {"Content-Length": len(picture), "Cache-Control": "no-store"}
    if misses.count() == before:
        cache.add(name, picture)
        headers |= {"Cache-Control": _FOR_EVER, "ETag": f'"{huella}"'}
    response = FileResponse(BytesIO(picture), content_type="image/png", headers=headers)
    return para_otros_sitios(response)
