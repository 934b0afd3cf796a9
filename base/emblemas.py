"""The icon and the skyline of a portal, drawn from its settings.

Their addresses contain a hash of everything they show, so browsers may cache them for ever. The
views answer 404 to any other hash: nobody can make the server draw something else.
"""

from base64 import b64encode
from io import BytesIO

from django.urls import reverse

from identidad.iconos import draw
from identidad.silueta import ALTO, ANCHO, mascara
from identidad.silueta import draw as ridges
from servidor.responses import huella_de

from .fotos import open_image

# Raise this number when the drawing changes: the addresses of all icons and skylines change too.
_EDITION = 1
_SHIELD, _SKYLINE = "max-512x512|format-png", "width-2400|format-png"
# In pixels: twice the height of the strip on a screen 1300 pixels wide.
_SKYLINE_HEIGHT = 120


def huella_del_icono(datos):
    shield = datos.escudo and datos.escudo.file.name
    return huella_de(_EDITION, datos.iniciales, datos.clave, datos.acento, shield)


def icono_url(datos, lado):
    return reverse("icono", args=[lado, huella_del_icono(datos)])


def draw_icon(datos, lado):
    """Return the icon of the portal with the settings ``datos`` as a PNG of ``lado`` pixels."""
    return draw(
        lado,
        iniciales=datos.iniciales,
        clave=datos.clave,
        acento=datos.acento,
        escudo=datos.escudo and open_image(datos.escudo, _SHIELD),
    )


def huella_de_la_silueta(datos):
    """Return the hash of the skyline image of ``datos``; "" if the portal has none."""
    return huella_de(_EDITION, datos.silueta.file.name) if datos.silueta else ""


def silueta_url(datos):
    return reverse("silueta", args=[huella_de_la_silueta(datos)]) if datos.silueta else ""


def embedded(png):
    """Return ``png`` as a data URL, for images that only a preview shows."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


def draw_skyline(datos):
    """Return the mask of the skyline image as a PNG; that of the ridges if it cannot be read."""
    image = open_image(datos.silueta, _SKYLINE)
    if image is None:
        mask = ridges(datos.clave, (_SKYLINE_HEIGHT * ANCHO // ALTO, _SKYLINE_HEIGHT))
    else:
        mask = mascara(image, _SKYLINE_HEIGHT)
    file = BytesIO()
    mask.save(file, "PNG", optimize=True)
    return file.getvalue()
