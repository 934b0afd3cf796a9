"""The form field for images: it stores a small image without data about its author."""

from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField

from .foto import LADO
from .fotos import DanadaError, DemasiadoGrandeError, OcupadoError, OtraClaseError, draw_anew, turno

# Not GIF: it may be animated, and is small.
_DRAWN = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
# Position of the brand in an ISO file, and the brands of phone photos (ISO/IEC 23008-12).
_BRAND = slice(4, 12)
_HEIC = {b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")}
# Chunks of text in a PNG; and the keys of Pillow that say nothing about who made the image.
_TEXTS_OF_PNG = (b"eXIf", b"iTXt", b"tEXt", b"zTXt")
_HARMLESS = {
    "adobe", "adobe_transform", "background", "chromaticity", "dpi", "duration", "gamma",
    "icc_profile", "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version", "loop",
    "progression", "progressive", "srgb", "timestamp", "transparency",
}  # fmt: skip


class ImagenField(WagtailImageField):
    """Re-encodes an image that is larger than a page needs or contains metadata.

    Refuses a file that starts like an image and cannot be read to its end, for example because the
    upload was interrupted. Wagtail would accept such a file, or fail on it, and later every page
    that shows it would fail.
    """

    def to_python(self, data):
        if data and data.size <= self.max_upload_size:
            data = _small(data)
        try:
            file = super().to_python(data)
            if file is not None:
                with Image.open(file) as image:
                    # This reads a JPEG to its end in little memory: at an eighth of its sides.
                    image.draft(None, (1, 1))
                    image.load()
                file.seek(0)
        except (OSError, SyntaxError) as error:
            raise _damaged() from error
        return file


def _small(file):
    """Return ``file``, or the re-encoded image in its place."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not _is_drawn_anew(content):
        return file
    try:
        with turno():
            drawn = draw_anew(
                content,
                kinds=_DRAWN,
                most_dots=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
                keeps_alpha=True,
            )
    except OtraClaseError:
        return file  # Wagtail has a message for this
    except DanadaError:
        raise _damaged() from None
    except DemasiadoGrandeError:
        raise ValidationError(
            _(
                "La imagen es tan grande que aquí no se puede reducir: redúzcala antes a unos "
                "%(lado)s píxeles de lado."
            ),
            code="file_too_many_pixels",
            params={"lado": LADO},
        ) from None
    except OcupadoError:
        raise ValidationError(
            _("En este momento se reducen muchas imágenes a la vez. Súbala otra vez en un minuto."),
            code="busy",
        ) from None
    kind = "jpg" if drawn.startswith(b"\xff\xd8") else "webp"
    mime = {"jpg": "image/jpeg", "webp": "image/webp"}[kind]
    return SimpleUploadedFile(f"{PurePath(file.name).stem}.{kind}", drawn, mime)


def _is_drawn_anew(content):
    if content[_BRAND] in _HEIC:
        return True
    try:
        # Reads the header only: nothing is decoded in this process.
        with Image.open(BytesIO(content), formats=_DRAWN[:-1]) as image:
            if getattr(image, "is_animated", False) and image.format != "MPO":
                return False
            if image.format == "PNG" and any(name in content for name in _TEXTS_OF_PNG):
                return True  # after the pixels, not in the header
            return max(image.size) > LADO or not image.info.keys() <= _HARMLESS
    except Exception:
        return False


def _damaged():
    return ValidationError(
        _("El archivo está dañado o incompleto. Súbalo otra vez."), code="invalid_image"
    )
