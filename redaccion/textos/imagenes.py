"""Saves the pictures of a Word document as images of the portal, validated like any upload.

They are re-encoded first (``servidor.fotos``): this removes location, camera and thumbnail data,
and converts old formats to ones that browsers show.
"""

import re
from hashlib import sha256
from io import BytesIO
from time import monotonic

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from base.alternativo import says_something
from base.models import PortalImage
from equipos.models import portal_of
from servidor.fotos import (
    SEGUNDOS_DE_RELOJ,
    DanadaError,
    DemasiadoGrandeError,
    OtraClaseError,
    draw_anew,
    turno,
)

MAX_IMAGES = 20
# Pixels of all pictures of a document together: some seconds of work.
_MAX_DOTS = 120_000_000
_KINDS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
# Texts that Word writes by itself if nobody described a picture.
_NOT_SAID = re.compile(
    r"generad[ao] (?:automáticamente|por IA)|AI-generated|automatically generated"
    r"|^gráfico\s*\d*$|\.(?:bmp|tiff?)$|\\|://",
    re.IGNORECASE,
)


class Imagenes:
    """Saves pictures of a document as images in the collection of the page's portal.

    Call ``draw`` first, then ``get`` for each picture in the text.
    """

    def __init__(self, pictures, *, page, user, name):
        self.pictures = pictures
        self.user = user
        self.name = name
        self.collection = _folder_for(page, user)
        # By digest of a picture: re-encoded bytes, reason for refusal, and saved image.
        self.drawn, self.refused, self.made = {}, {}, {}
        self.dots = 0
        self.failed = {}  # {reason: number of pictures}

    def draw(self):
        """Re-encode the pictures; raise ``OcupadoError`` if the server is busy with other pictures.

        This takes seconds: do not call it inside a transaction.
        """
        pictures = {_digest(picture): picture for picture in self.pictures if picture}
        if self.collection is None or not pictures:
            return
        with turno():
            end = monotonic() + SEGUNDOS_DE_RELOJ
            for digest, picture in pictures.items():
                if len(self.drawn) == MAX_IMAGES:
                    return
                try:
                    self.drawn[digest] = self._draw(picture, end - monotonic())
                except DemasiadoGrandeError:
                    self.refused[digest] = _("son demasiado grandes")
                except (OtraClaseError, DanadaError):
                    self.refused[digest] = _("son de una clase que los navegadores no muestran")

    def _draw(self, picture, seconds):
        try:
            # Only the header is read: nothing is decoded here.
            with Pillow.open(BytesIO(picture.contenido), formats=_KINDS) as opened:
                self.dots += opened.width * opened.height
        except Exception as error:  # each decoder has its own exceptions
            raise OtraClaseError from error
        if self.dots > _MAX_DOTS or seconds <= 0:
            raise DemasiadoGrandeError
        return draw_anew(
            picture.contenido,
            kinds=_KINDS,
            most_dots=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
            seconds=seconds,
            keeps_alpha=True,
        )

    def get(self, source, alt):
        """Return the value of the block ``imagen`` for the picture at ``source``, or None."""
        if not source.isdecimal() or int(source) >= len(self.pictures):
            return None
        picture = self.pictures[int(source)]
        image = self._image_of(picture) if picture else self._fail(_("no están en el documento"))
        if image is None:
            return None
        described = {"image": image.pk, "decorative": False, "alt_text": _description(alt)}
        return {"imagen": described, "pie": ""}

    def remove(self):
        """Delete the files of the saved images, whose rows the transaction has rolled back."""
        for image in self.made.values():
            image.file.storage.delete(image.file.name)

    def _fail(self, why):
        self.failed[why] = self.failed.get(why, 0) + 1

    def _image_of(self, picture):
        digest = _digest(picture)
        if digest not in self.made:
            if self.collection is None:
                return self._fail(_("usted no puede añadir imágenes al portal"))
            if digest in self.refused:
                return self._fail(self.refused[digest])
            if digest not in self.drawn:
                return self._fail(_("se traen %(n)d como máximo") % {"n": MAX_IMAGES})
            image = self._make(picture, self.drawn[digest])
            if image is None:
                return None
            self.made[digest] = image
        return self.made[digest]

    def _make(self, picture, content):
        kind = "jpg" if content.startswith(b"\xff\xd8") else "webp"
        description = _description(picture.texto)
        title = description or f"{self.name} {len(self.made) + 1}"
        said = {"title": title[:255], "collection": self.collection.pk}
        if description:  # otherwise the page's block asks for one
            said["description"] = description
        form = get_image_form(PortalImage)(
            said,
            {"file": SimpleUploadedFile(f"word.{kind}", content)},
            instance=PortalImage(uploaded_by_user=self.user),
            user=self.user,
        )
        if not form.is_valid():
            return self._fail(_("no se pueden guardar"))
        with transaction.atomic():
            image = form.save()
            log(image, "wagtail.create", user=self.user)
        return image


def _digest(picture):
    return sha256(picture.contenido).digest()


def _description(text):
    text = " ".join(text.split())
    return "" if _NOT_SAID.search(text) or not says_something(text) else text[:255]


def _folder_for(page, user):
    """Return the collection to which ``user`` adds images of ``page``, or None."""
    policy = policy_registry.get_by_type(PortalImage)
    allowed = policy.collections_user_has_permission_for(user, "add")
    portal = portal_of(page)
    if portal is None or portal.coleccion is None:
        return None
    own = allowed.filter(path__startswith=portal.coleccion.path)  # a team's collection is below it
    return own.order_by("path").first()
