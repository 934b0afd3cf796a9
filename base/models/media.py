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

    ``description`` is Wagtail's field, whose text serves wherever a page gives no other
    of its own. Tags are left out of the form: their names are shared by all portals.
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
        # Wagtail's own, with the filter that its chooser needs to search within a tag.
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
    """Nothing is Spanish: who sends many files at once is asked nothing."""
    return [
        ("" if code == settings.LANGUAGE_CODE else code, name) for code, name in settings.LANGUAGES
    ]


class PortalDocument(AbstractDocument):
    """A file to download; of our own from the start, so that later fields need no swap."""

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
        """Its language as HTML is told it, where it is not the reader's; else empty."""
        code = self.idioma or settings.LANGUAGE_CODE
        return "" if code == get_language() else html_lang(code)

    def clean(self):
        # Of several sent at once, one whose folder is refused comes in two steps. The second has
        # no file, and Wagtail fails there for want of a field to complain about.
        if self.file:
            super().clean()
