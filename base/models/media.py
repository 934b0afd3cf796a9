from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index


class PortalImage(AbstractImage):
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


class PortalDocument(AbstractDocument):
    """A file to download; of our own from the start, so that later fields need no swap."""

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("documento")
        verbose_name_plural = _("documentos")

    def clean(self):
        # Of several sent at once, one whose folder is refused comes in two steps. The second has
        # no file, and Wagtail fails there for want of a field to complain about.
        if self.file:
            super().clean()
