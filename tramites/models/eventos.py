from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin


class EventoDeVida(TranslatableMixin, models.Model):
    """What happens to people: one list for all portals, kept by the province, in its order."""

    nombre = models.CharField(_("nombre"), max_length=60)
    slug = models.SlugField(
        _("identificador"), max_length=60, help_text=_("Forma parte de la dirección de su lista.")
    )
    orden = models.PositiveSmallIntegerField(_("orden"), default=0, editable=False)

    panels = [FieldPanel("nombre"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("evento de vida")
        verbose_name_plural = _("eventos de vida")
        ordering = ["orden", "nombre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="evento_slug_por_idioma")
        ]

    def __str__(self):
        return self.nombre

    def clean(self):
        # The form has no field for the language, so Django leaves the constraint unchecked.
        super().clean()
        others = EventoDeVida.objects.filter(locale_id=self.locale_id, slug=self.slug)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Ya hay un evento de vida con este identificador.")})
