"""Inline rows of a news item: its corrections and its related pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable

from base.models import FilaDePagina
from base.models.fields import reference


class Correccion(FilaDePagina):
    """Correction of a published news item: what was wrong, and the day it was corrected."""

    page = ParentalKey(
        "noticias.NoticiaPage", on_delete=models.CASCADE, related_name="correcciones"
    )
    fecha = models.DateField(_("día de la corrección"))
    texto = models.CharField(
        _("qué se corrigió"),
        max_length=500,
        help_text=_("Qué decía y qué es lo cierto: «Decía lunes; es el martes»."),
    )

    panels = [FieldPanel("fecha"), FieldPanel("texto", widget=AdminAutoHeightTextInput)]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("corrección")
        verbose_name_plural = _("correcciones")

    def __str__(self):
        return self.texto

    def clean(self):
        super().clean()
        if self.fecha and self.fecha > timezone.localdate():
            raise ValidationError(
                {"fecha": _("Esa fecha es futura: escriba una de hoy o anterior.")}
            )


class NoticiaRelacionada(Orderable):
    page = ParentalKey(
        "noticias.NoticiaPage", on_delete=models.CASCADE, related_name="noticias_relacionadas"
    )
    noticia = reference("noticias.NoticiaPage", _("noticia"), blank=False, on_delete=models.CASCADE)

    panels = [FieldPanel("noticia", required_on_save=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("noticia relacionada")
        verbose_name_plural = _("noticias relacionadas")


class EntidadRelacionada(Orderable):
    page = ParentalKey(
        "noticias.NoticiaPage", on_delete=models.CASCADE, related_name="entidades_relacionadas"
    )
    entidad = reference(
        "directorio.EntidadPage", _("entidad"), blank=False, on_delete=models.CASCADE
    )

    panels = [FieldPanel("entidad", required_on_save=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("entidad relacionada")
        verbose_name_plural = _("entidades relacionadas")


class TramiteRelacionado(Orderable):
    """Trámite related to a news item; named by a string, since ``tramites`` is a separate app."""

    page = ParentalKey(
        "noticias.NoticiaPage", on_delete=models.CASCADE, related_name="tramites_relacionados"
    )
    tramite = reference("tramites.TramitePage", _("trámite"), blank=False, on_delete=models.CASCADE)

    panels = [FieldPanel("tramite", required_on_save=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("trámite relacionado")
        verbose_name_plural = _("trámites relacionados")
