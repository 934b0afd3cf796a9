from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from base.texto import names_in


class Destacado(models.Model):
    """A page that one portal shows before all other results of a search with certain words."""

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    palabras = models.CharField(
        _("palabras"),
        max_length=300,
        help_text=_(
            "Lo que escribe la gente, separado por comas: «ciclón, evacuación, dónde me evacuo». "
            "Basta con que la búsqueda contenga una de esas expresiones."
        ),
    )
    pagina = models.ForeignKey(
        Page,
        verbose_name=_("página"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_(
            "Una página publicada de su portal, o de la provincia si su portal la muestra."
        ),
    )
    orden = models.PositiveSmallIntegerField(
        _("orden"),
        default=1,
        help_text=_(
            "Cuando varias responden a las mismas palabras, la de menor número va primero."
        ),
    )

    class Meta:
        verbose_name = _("resultado destacado")
        verbose_name_plural = _("resultados destacados")
        ordering = ["site__site_name", "orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "pagina"], name="search_destacado_una_vez")
        ]

    def __str__(self):
        return self.palabras

    @property
    def lista(self):
        """The expressions as the user wrote them, as a list."""
        return names_in(self.palabras)
