from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from base.idiomas import html_lang
from servidor.renditions import MakesRenditionsMixin


class PortalImage(MakesRenditionsMixin, AbstractImage):
    """An image with its alternative text and the credit that is printed below it.

    Wagtail's field ``description`` is the alternative text if the page gives none. The form has no
    tags: all portals would share their names.
    """

    description = models.CharField(
        _("texto alternativo"),
        max_length=255,
        blank=True,
        help_text=_("Qué se ve, para quien no puede verla: se lee en voz alta."),
    )
    credito = models.CharField(
        _("crédito"),
        max_length=160,
        blank=True,
        help_text=_("Autor o procedencia; se muestra junto a la imagen."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credito",
        "collection",
        *(name for name in Image.admin_form_fields if name.startswith("focal_point")),
    )

    search_fields = [
        *AbstractImage.search_fields,
        # As in Wagtail, plus the filter that its chooser needs to search within a tag.
        index.RelatedFields(
            "tags",
            [
                index.SearchField("name", boost=10),
                index.AutocompleteField("name"),
                index.FilterField("name"),
            ],
        ),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("imagen")
        verbose_name_plural = _("imágenes")

    @property
    def default_alt_text(self):
        """The description, never the title: a file name read aloud helps nobody."""
        return self.description


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


def idiomas_de_archivos():
    """Return the choices (code, name); Spanish is "", the default for files uploaded at once."""
    return [
        ("" if code == settings.LANGUAGE_CODE else code, name) for code, name in settings.LANGUAGES
    ]


class PortalDocument(AbstractDocument):
    """A file to download; a custom model from the start, so that new fields need no model swap."""

    idioma = models.CharField(
        _("idioma del archivo"),
        max_length=12,
        blank=True,
        choices=idiomas_de_archivos,
        help_text=_("En el que están su título y lo que dice; quien lee en otro idioma lo sabe."),
    )

    admin_form_fields = ("title", "file", "idioma", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("documento")
        verbose_name_plural = _("documentos")

    @property
    def lang(self):
        """The file's language as HTML needs it; "" if it is the language of the reader."""
        code = self.idioma or settings.LANGUAGE_CODE
        return "" if code == get_language() else html_lang(code)

    def clean(self):
        # If several files are uploaded and the folder of one is refused, Wagtail asks again in a
        # form without file; there its ``clean`` adds an error to a missing field, and fails.
        if self.file:
            super().clean()
