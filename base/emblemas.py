"""What stands for a portal: its icon and its skyline, drawn of what its settings say.

Their addresses hold a hash of all that they show, so that they may be kept for ever; no other hash
is answered, and nobody makes the server draw what they like.
"""

from base64 import b64encode
from io import BytesIO

from django.urls import reverse

from identidad.iconos import dibujar
from identidad.silueta import ALTO, ANCHO, mascara
from identidad.silueta import dibujar as ridges

from .descargas import huella_de
from .fotos import open_image

# Raised when the drawing changes: the addresses of all of them change with it.
_EDITION = 1
_SHIELD, _SKYLINE = "max-512x512|format-png", "width-2400|format-png"
# Pixels: twice the strip on a screen of 1300.
_SKYLINE_HEIGHT = 120


def huella_del_icono(datos):
    shield = datos.escudo and datos.escudo.file.name
    return huella_de(_EDITION, datos.letras, datos.clave, datos.acento, shield)


def icono_url(datos, lado):
    return reverse("icono", args=[lado, huella_del_icono(datos)])


def draw_icon(datos, lado):
    """Return the icon of the portal of ``datos``, ``lado`` pixels a side, as a PNG."""
    return dibujar(
        lado,
        letras=datos.letras,
        clave=datos.clave,
        acento=datos.acento,
        escudo=datos.escudo and open_image(datos.escudo, _SHIELD),
    )


def huella_de_la_silueta(datos):
    """Return the hash of the drawing of ``datos``; empty where its ridges stand."""
    return huella_de(_EDITION, datos.silueta.file.name) if datos.silueta else ""


def silueta_url(datos):
    return reverse("silueta", args=[huella_de_la_silueta(datos)]) if datos.silueta else ""


def embedded(png):
    """Return ``png`` as an address of its own, for what only a preview shows."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


def draw_skyline(datos):
    """Return the mask of the drawing of ``datos`` as a PNG; if it cannot be read, of its ridges."""
    image = open_image(datos.silueta, _SKYLINE)
    if image is None:
        mask = ridges(datos.clave, (_SKYLINE_HEIGHT * ANCHO // ALTO, _SKYLINE_HEIGHT))
    else:
        mask = mascara(image, _SKYLINE_HEIGHT)
    file = BytesIO()
    mask.save(file, "PNG", optimize=True)
    return file.getvalue()
