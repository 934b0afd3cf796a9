from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from base.texto import names_in

# Enough to tell one group from another.
_SHOWN = 120


class Sinonimo(models.Model):
    """Expressions that mean the same: a search for one also finds pages named with another.

    The province edits them for the search of all portals.
    """

    expresiones = models.CharField(
        _("expresiones"),
        max_length=2000,
        help_text=_(
            "Separadas por comas, como «corriente, luz, electricidad, Empresa Eléctrica». Con"
            " barras se dicen varias a la vez: «no hay luz/corriente»."
        ),
    )

    class Meta:
        verbose_name = _("grupo de sinónimos")
        verbose_name_plural = _("sinónimos del buscador")
        ordering = ["expresiones", "pk"]

    def __str__(self):
        return Truncator(self.expresiones).chars(_SHOWN)

    @property
    def lista(self):
        """The expressions as the user wrote them, as a list."""
        return names_in(self.expresiones)
