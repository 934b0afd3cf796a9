"""Images and documents that pages use, and changes of them in the forms of the admin."""

import json
from functools import partial
from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage

from archivos.models import CambioDeArchivo
from base.models import PortalDocument, PortalImage, PortalSettings
from tests.factories import make_noticia, make_page
from tests.reading import soup

ANTES, DESPUES = b"%PDF-1.4 Lo aprobado", b"%PDF-1.4 Lo que nadie ha visto"
AZUL, ROJO = (0x33, 0x66, 0x99), (0xCC, 0x00, 0x00)


def colour(content):
    """Return the colour of a picture that has only one, in any format."""
    with PillowImage.open(BytesIO(content)) as image:
        return image.convert("RGB").getpixel((5, 5))


def is_red(content):
    red, green, blue = colour(content)
    return red > 150 and green < 60 and blue < 60


def red_picture(name="otra.png"):
    buffer = BytesIO()
    PillowImage.new("RGB", (800, 450), ROJO).save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/png")


def pdf(content=DESPUES, name="acta.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def edit_url(file):
    name = "wagtailimages:edit" if isinstance(file, PortalImage) else "wagtaildocs:edit"
    return reverse(name, args=[file.pk])


def change(browser, archivo, **changes):
    """Submit the form of ``archivo`` as it is, with ``changes``."""
    url = edit_url(archivo)
    response = browser.get(url)
    assert response.status_code == 200
    form = soup(response).find("input", attrs={"name": "title"}).find_parent("form")
    data = {}
    for tag in form.find_all(["input", "select", "textarea"]):
        if tag.get("name") and tag.get("type") not in ("file", "submit"):
            if tag.name == "select":
                chosen = tag.find("option", selected=True)
                data[tag["name"]] = chosen["value"] if chosen else ""
            else:
                data[tag["name"]] = tag.get("value", "") if tag.name == "input" else tag.string
    data = {name: value or "" for name, value in data.items() if name != "csrfmiddlewaretoken"}
    return browser.post(url, data | changes)


# --- Pages and settings that use a file ----------------------------------------------------


def as_cover(portal, file, **fields):
    return make_noticia(portal, "Con portada", imagen_portada=file, **fields)


def in_block(portal, file, **fields):
    value = {"imagen": {"image": file.pk, "alt_text": "", "decorative": True}, "credito": ""}
    return make_page(
        portal, "Con bloque", cuerpo=json.dumps([{"type": "imagen", "value": value}]), **fields
    )


def in_list(portal, file, **fields):
    rows = [{"type": "item", "value": file.pk, "id": str(uuid4())}]
    value = {"titulo": "Actas", "documentos": rows}
    block = {"type": "documentos", "value": value, "id": str(uuid4())}
    title = fields.pop("title", "Con lista")
    return make_page(portal, title, cuerpo=json.dumps([block]), **fields)


def in_text(portal, file, **fields):
    html = f'<p><a linktype="document" id="{file.pk}">El acta</a></p>'
    return make_page(
        portal, "Con enlace", cuerpo=json.dumps([{"type": "texto", "value": html}]), **fields
    )


def in_settings(portal, file, name):
    record = PortalSettings.objects.get(slug=portal.slug)
    setattr(record, name, file)
    record.save()
    return record


as_shield = partial(in_settings, name="escudo")
as_skyline = partial(in_settings, name="silueta")
as_front_cover = partial(in_settings, name="imagen_portada")


def public_bytes(portal, document):
    """Return what a citizen downloads from the address of ``document``; None if it is refused."""
    document = PortalDocument.objects.get(pk=document.pk)
    response = portal.get(document.url)
    return b"".join(response.streaming_content) if response.status_code == 200 else None


def kept_bytes(file):
    file = type(file).objects.get(pk=file.pk)
    with file.file.open("rb") as stream:
        return stream.read()


def is_kept_red(image):
    return is_red(kept_bytes(image))


# --- Changes that wait ------------------------------------------------------------------------


def pending():
    return CambioDeArchivo.objects.get(estado="espera")


def decide(browser, cambio, decision, **extra):
    url = reverse("moderacion:archivo", args=[cambio.pk])
    return browser.post(url, {"decision": decision, **extra})
