"""Files that people send with a case: what they are is read from them, not from their names.

Photos are drawn anew, which leaves behind where and with what they were taken, and whatever
else was hidden in them. Nothing of this is ever served but as a download.
"""

import unicodedata
from io import BytesIO
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.cache import add_never_cache_headers
from django.utils.functional import lazy
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from base.cifrado import descifrar

from .casos import Archivo

register_heif_opener()  # what iPhones make

_PHOTOS = ("JPEG", "PNG", "WEBP", "HEIF")
ACEPTADOS = "image/jpeg,image/png,image/webp,image/heic,application/pdf"
# A page of a document that was photographed is still read well.
_SIDE = 2400
_JPEG_QUALITY = 82
_PDF_START = b"%PDF-"
_PDF_END = b"%%EOF"
# Some programs write a few lines more after the end.
_PDF_TAIL = 2048
_NAME_LENGTH = 60


def comprobar(uploaded):
    """Return the ``Archivo`` to keep of an uploaded file; ``ValidationError`` if it is refused."""
    nombre = _clean_name(uploaded.name)
    limit = settings.ATENCION_ADJUNTO_MAX_BYTES
    if uploaded.size > limit:
        raise ValidationError(
            _("«%(nombre)s» pesa %(peso)s y cada archivo puede pesar hasta %(limite)s."),
            code="too_big",
            params={
                "nombre": nombre,
                "peso": filesizeformat(uploaded.size),
                "limite": filesizeformat(limit),
            },
        )
    uploaded.seek(0)
    contenido = uploaded.read()
    stem = PurePath(nombre).stem
    if contenido.startswith(_PDF_START):
        if _PDF_END not in contenido[-_PDF_TAIL:]:
            raise _unreadable(nombre)
        return Archivo(f"{stem}.pdf", "application/pdf", contenido)
    return Archivo(f"{stem}.jpg", "image/jpeg", _drawn_anew(contenido, nombre))


def _drawn_anew(contenido, nombre):
    try:
        photo = Image.open(BytesIO(contenido), formats=_PHOTOS)
    except Image.UnidentifiedImageError:
        raise ValidationError(
            _("«%(nombre)s» no es una foto ni un PDF, aunque su nombre lo diga."),
            code="other_kind",
            params={"nombre": nombre},
        ) from None
    except Exception:  # as many kinds of it as there are decoders
        raise _unreadable(nombre) from None
    if photo.width * photo.height > settings.ATENCION_FOTO_MAX_PIXELES:
        raise ValidationError(
            _("La imagen «%(nombre)s» es demasiado grande. Redúzcala o envíe otra."),
            code="too_large",
            params={"nombre": nombre},
        )
    try:
        photo.thumbnail((_SIDE, _SIDE))
        photo = ImageOps.exif_transpose(photo).convert("RGBA")
    except Exception:
        raise _unreadable(nombre) from None
    paper = Image.new("RGB", photo.size, "white")
    paper.paste(photo, mask=photo)
    written = BytesIO()
    paper.save(written, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return written.getvalue()


def _unreadable(nombre):
    return ValidationError(
        _("«%(nombre)s» está incompleto o dañado: no se puede abrir. Mande otro."),
        code="unreadable",
        params={"nombre": nombre},
    )


def _clean_name(name):
    """Without control characters, nor those that turn the direction of what is read."""
    path = PurePath(" ".join("".join(filter(_is_visible, name)).split()))
    return f"{path.stem[:_NAME_LENGTH].strip(' .') or 'archivo'}{path.suffix[:8]}"


def _is_visible(character):
    return not unicodedata.category(character).startswith("C") and character not in "/\\"


def _limits():
    return _(
        "Hasta %(cuantos)s archivos, de %(peso)s cada uno: fotos (JPEG, PNG, WebP, HEIC) o PDF. "
        "A las fotos les quitamos los datos que llevan dentro, como el lugar donde se tomaron."
    ) % {
        "cuantos": settings.ATENCION_ADJUNTOS_MAX,
        "peso": filesizeformat(settings.ATENCION_ADJUNTO_MAX_BYTES),
    }


class _ArchivosInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class ArchivosField(forms.FileField):
    """Several files in one field; its clean value is a list of ``Archivo``."""

    widget = _ArchivosInput
    default_error_messages = {
        "too_many": gettext_lazy(
            "Se pueden enviar hasta %(limite)s archivos: elija los más importantes."
        ),
    }

    def __init__(self, *, required=False, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Fotos o documentos, si los tiene"))
        kwargs.setdefault("help_text", lazy(_limits, str)())
        super().__init__(required=required, **kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ACEPTADOS, "multiple": True}

    def clean(self, data, initial=None):
        if not data:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        limit = settings.ATENCION_ADJUNTOS_MAX
        if len(data) > limit:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"limite": limit}
            )
        archivos, errors = [], []
        for uploaded in data:
            try:
                archivos.append(comprobar(super().clean(uploaded)))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return archivos


def descargar(adjunto):
    """Return the response that gives the file of ``adjunto`` to whoever may have it."""
    with adjunto.archivo.open("rb") as file:
        contenido = descifrar(file.read())
    response = HttpResponse(
        contenido,
        content_type=adjunto.tipo,
        headers={"Content-Disposition": content_disposition_header(True, adjunto.nombre)},
    )
    add_never_cache_headers(response)
    return response
