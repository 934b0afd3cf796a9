from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from servidor.cifrado import CifradoField


class Opinion(models.Model):
    """Whether a page was useful to a visitor, and what was missing; nothing about the visitor."""

    page = models.ForeignKey(
        Page, verbose_name=_("página"), on_delete=models.CASCADE, related_name="opiniones"
    )
    sirvio = models.BooleanField(_("le sirvió"))
    # Encrypted: people write personal data here although the form does not ask for it.
    buscaba = CifradoField(_("qué buscaba"), blank=True)
    fallo = CifradoField(_("qué falló"), blank=True)
    # Without the time of day, which would lead to the visit in the log of a server.
    dia = models.DateField(_("día"), default=localdate, db_index=True)

    class Meta:
        verbose_name = _("opinión sobre una página")
        verbose_name_plural = _("opiniones sobre las páginas")
        ordering = ["-dia", "-pk"]
        indexes = [models.Index(fields=["page", "dia"])]

    def __str__(self):
        return f"{self.page}: {_('sí') if self.sirvio else _('no')}"
