"""Files sent with a case. Their kind is read from their content, not from their names.

Photos are decoded and encoded again, which removes the metadata (place, camera) and anything
hidden. Files are only ever served as downloads.

The form checks the number and size of the files. Nothing is decoded before the view calls
:func:`prepare`, when it is known that the sender is a person and has not sent too much.
"""

import time
import unicodedata
from contextlib import contextmanager, nullcontext
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
from django.utils.translation import gettext_lazy, ngettext

from servidor.cifrado import decrypt
from servidor.fotos import (
    SEGUNDOS_DE_RELOJ,
    DanadaError,
    DemasiadoGrandeError,
    OcupadoError,
    OtraClaseError,
    draw_anew,
    turno,
)

from .casos import ArchivoRecibido

_FOTOS = ("JPEG", "PNG", "WEBP", "HEIF")
ACEPTADOS = "image/jpeg,image/png,image/webp,image/heic,application/pdf"
_PDF_START = b"%PDF-"
_PDF_END = b"%%EOF"
# Some programs write a few more lines after the end mark.
_PDF_TAIL = 2048
_NAME_LENGTH = 60
# Seconds to wait before sending again, if there was no free turn to decode photos.
ESPERA = 60


def prepare(form, fotos=None):
    """Replace the uploads of a valid ``form`` by the ``ArchivoRecibido`` objects to store.

    Return False if any is refused, with the errors in the field «archivos»; the code «busy» means
    «send again later», not that a file is wrong. ``fotos`` adds up the seconds that photos cost.
    """
    uploads = form.cleaned_data.get("archivos")
    if not uploads:
        return True
    try:
        with nullcontext() if all(map(_is_pdf, uploads)) else _counted(fotos):
            form.cleaned_data["archivos"] = _all(uploads)
    except ValidationError as error:
        form.add_error("archivos", error)
        return False
    return True


def esta_ocupado(form):
    """Whether ``prepare`` refused the files of ``form`` only for now (code «busy»)."""
    return form.has_error("archivos", "busy")


@contextmanager
def _counted(fotos):
    """Take a turn to decode photos, unless the network of the sender has used too much time."""
    if fotos and (seconds := fotos.wait()):
        raise _spent(seconds)
    try:
        with turno():
            begin = time.monotonic()
            try:
                yield
            finally:
                if fotos:
                    fotos.spend(time.monotonic() - begin)
    except OcupadoError:
        raise _busy() from None


def _all(uploads):
    """Return the ``ArchivoRecibido`` of each upload; raise all their errors together."""
    kept, errors = [], []
    end = time.monotonic() + SEGUNDOS_DE_RELOJ
    for uploaded in uploads:
        try:
            kept.append(check_file(uploaded, seconds=max(1, end - time.monotonic())))
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)
    return kept


def _is_pdf(uploaded):
    uploaded.seek(0)
    return uploaded.read(len(_PDF_START)) == _PDF_START


def check_file(uploaded, *, seconds=SEGUNDOS_DE_RELOJ):
    """Return the ``ArchivoRecibido`` to store for an uploaded file; ``ValidationError`` if refused.

    A photo that takes more than ``seconds`` to decode is refused as too large.
    """
    nombre = _clean_name(uploaded.name)
    uploaded.seek(0)
    contenido = uploaded.read()
    stem = PurePath(nombre).stem
    if contenido.startswith(_PDF_START):
        if _PDF_END not in contenido[-_PDF_TAIL:]:
            raise _unreadable(nombre)
        return ArchivoRecibido(f"{stem}.pdf", "application/pdf", contenido)
    return ArchivoRecibido(f"{stem}.jpg", "image/jpeg", _drawn_anew(contenido, nombre, seconds))


def _drawn_anew(contenido, nombre, seconds):
    most_dots = settings.ATENCION_FOTO_MAX_PIXELES
    try:
        return draw_anew(contenido, kinds=_FOTOS, most_dots=most_dots, seconds=seconds)
    except OtraClaseError:
        raise ValidationError(
            _(
                "«%(nombre)s» no es una foto ni un PDF, aunque su nombre lo diga. Elija otro "
                "archivo."
            ),
            code="other_kind",
            params={"nombre": nombre},
        ) from None
    except DemasiadoGrandeError:
        raise _too_large(nombre) from None
    except DanadaError:
        raise _unreadable(nombre) from None


def _busy():
    return ValidationError(
        _(
            "En este momento llegan muchas fotos a la vez. Espere un minuto y envíe otra vez: "
            "lo que escribió sigue aquí."
        ),
        code="busy",
    )


def _spent(seconds):
    minutes = max(1, -(-seconds // 60))
    return ValidationError(
        ngettext(
            "Desde su red se han enviado muchas fotos. Envíe el escrito ahora sin ellas, o con "
            "ellas dentro de %(minutos)d minuto: lo que escribió sigue aquí.",
            "Desde su red se han enviado muchas fotos. Envíe el escrito ahora sin ellas, o con "
            "ellas dentro de %(minutos)d minutos: lo que escribió sigue aquí.",
            minutes,
        )
        % {"minutos": minutes},
        code="busy",
    )


def _too_large(nombre):
    return ValidationError(
        _("La imagen «%(nombre)s» es demasiado grande. Redúzcala o envíe otra."),
        code="too_large",
        params={"nombre": nombre},
    )


def _unreadable(nombre):
    return ValidationError(
        _("«%(nombre)s» está incompleto o dañado: no se puede abrir. Mande otro."),
        code="unreadable",
        params={"nombre": nombre},
    )


def _clean_name(name):
    """Return the name without control characters and marks that change the text direction."""
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
    """Several files in one field. The clean value is a list of uploads, for :func:`prepare`."""

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
        files, errors = [], []
        for uploaded in data:
            try:
                files.append(_weighed(super().clean(uploaded)))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return files


def _weighed(uploaded):
    limit = settings.ATENCION_ADJUNTO_MAX_BYTES
    if uploaded.size > limit:
        raise ValidationError(
            _("«%(nombre)s» pesa %(peso)s y el máximo es %(limite)s: elija otro más pequeño."),
            code="too_big",
            params={
                "nombre": _clean_name(uploaded.name),
                "peso": filesizeformat(uploaded.size),
                "limite": filesizeformat(limit),
            },
        )
    return uploaded


def download(adjunto):
    """Return a response with the decrypted file of ``adjunto``. The caller checks the rights."""
    with adjunto.archivo.open("rb") as file:
        contenido = decrypt(file.read())
    response = HttpResponse(
        contenido,
        content_type=adjunto.tipo,
        headers={"Content-Disposition": content_disposition_header(True, adjunto.nombre)},
    )
    add_never_cache_headers(response)
    return response
