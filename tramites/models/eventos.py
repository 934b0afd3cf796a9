from django.db import models
from django.utils.translation import gettext_lazy as _

from base.models import ListaProvincial


class EventoDeVida(ListaProvincial):
    """Evento de vida; the province maintains and sorts one list for all portals."""

    slug = models.SlugField(
        _("identificador"), max_length=60, help_text=_("Forma parte de la dirección de su lista.")
    )
    orden = models.PositiveSmallIntegerField(_("orden"), default=0, editable=False)

    ya_existe = _("Ya hay un evento de vida con este identificador.")

    panels = ListaProvincial.nombre_panels

    class Meta(ListaProvincial.Meta):
        verbose_name = _("evento de vida")
        verbose_name_plural = _("eventos de vida")
        ordering = ["orden", "nombre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="evento_slug_por_idioma")
        ]
