from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin


class ListaProvincial(TranslatableMixin, models.Model):
    """An entry of a list that the province keeps for all portals.

    A list names itself in ``ya_existe``, and constrains its slugs to be unique in a language.
    """

    nombre = models.CharField(_("nombre"), max_length=60)
    slug = models.SlugField(_("identificador"), max_length=60)

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self):
        return self.nombre

    def clean(self):
        # The form has no field for the language, so Django leaves the constraint unchecked.
        super().clean()
        others = type(self).objects.filter(locale_id=self.locale_id, slug=self.slug)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": self.ya_existe})
