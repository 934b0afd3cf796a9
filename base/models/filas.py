from wagtail.models import Orderable, TranslatableMixin

from .translation import CamposPorIdioma


class FilaDePagina(CamposPorIdioma, TranslatableMixin, Orderable):
    """A row of a page, which editors can reorder and which is translated with the page."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
