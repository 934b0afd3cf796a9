"""Files that a browser keeps instead of showing them, made of what a page tells; and for whom."""

import hashlib
import json
from io import BytesIO

from django.core.cache import caches
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from servidor.caches import misses

_FOR_EVER = f"public, max-age={365 * 24 * 3600}, immutable"


def para_otros_sitios(response):
    """Let pages and scripts of any site show and read what is the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def as_file(content, content_type, name):
    return HttpResponse(
        content,
        content_type=f"{content_type}; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def huella_de(*told):
    """Return a short hash of all that a drawing shows, for its address."""
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]


def as_drawing(name, draw, huella):
    """Answer with the PNG that ``draw()`` makes, once, whose address holds its ``huella``.

    It may be kept for ever, but for one that lacks a picture which could not be had. As a file,
    which the page cache leaves alone: it would keep it as long as browsers may, and once more for
    every query somebody invents.
    """
    cache, before = caches["tarjetas"], misses.count()
    picture = cache.get(name) or draw()
    headers = {"Content-Length": len(picture), "Cache-Control": "no-store"}
    if misses.count() == before:
        cache.add(name, picture)
        headers |= {"Cache-Control": _FOR_EVER, "ETag": f'"{huella}"'}
    response = FileResponse(BytesIO(picture), content_type="image/png", headers=headers)
    return para_otros_sitios(response)
