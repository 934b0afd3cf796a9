from django.db import models
from django.utils.translation import gettext_lazy as _

from base.models import ListaProvincial


class CategoriaNoticia(ListaProvincial):
    """Subject of news; one list for all portals, which the province edits."""

    slug = models.SlugField(
        _("identificador"), max_length=60, help_text=_("Forma parte de la dirección de su archivo.")
    )

    ya_existe = _("Ya hay una categoría con este identificador.")

    panels = ListaProvincial.nombre_panels

    class Meta(ListaProvincial.Meta):
        verbose_name = _("categoría de noticias")
        verbose_name_plural = _("categorías de noticias")
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="categoria_slug_por_idioma")
        ]
