from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import TranslatableMixin

from base.idiomas import EnEspanol, is_original
from servidor.caches.fragments import fragment

from .translation import CamposPorIdioma

# Mark at the end of a Spanish name; its zero width does not change the order.
_EN_ESPANOL = "\u2060"


class _NombrePanel(TitleFieldPanel):
    """Fills the slug only for a new entry: later the slug is part of public addresses."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self):
            return self.instance.pk is None


class _NombreField(models.CharField):
    def from_db_value(self, value, expression, connection):
        if value and value.endswith(_EN_ESPANOL):
            return EnEspanol(value.removesuffix(_EN_ESPANOL))
        return value


class ListaProvincial(CamposPorIdioma, TranslatableMixin, models.Model):
    """An entry of a list that the province maintains for all portals.

    A subclass sets its error message in ``ya_existe`` and a constraint: slugs are unique per
    language. Pages of all languages refer to the Spanish entry; readers see the name in theirs.
    """

    nombre = models.CharField(_("nombre"), max_length=60)
    slug = models.SlugField(_("identificador"), max_length=60)

    del_original = ("slug",)
    nombre_panels = _NombrePanel("nombre", placeholder=False), FieldPanel("slug")

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self):
        return self.nombre

    @classmethod
    def originals(cls):
        """Return the Spanish entries as a query set: the pages of every language refer to them."""
        return cls.objects.filter(locale__language_code=settings.LANGUAGE_CODE)

    def clean(self):
        # The form has no field for the language, so Django does not check the constraint.
        super().clean()
        others = type(self).objects.filter(locale_id=self.locale_id, slug=self.slug)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": self.ya_existe})

    @classmethod
    def translated(cls, entry=""):
        """Return an expression for the name in the reader's language, or else in Spanish.

        ``entry`` is the lookup prefix from the queried model to the entry, such as ``tipo__``.
        """
        if is_original():
            return F(f"{entry}nombre")
        there = cls.objects.filter(
            translation_key=OuterRef(f"{entry}translation_key"),
            locale__language_code=get_language(),
        )
        return Coalesce(
            Subquery(there.order_by().values("nombre")[:1]),
            # Unlike ``Concat``, this returns NULL if there is no entry.
            CombinedExpression(F(f"{entry}nombre"), "||", Value(_EN_ESPANOL)),
            output_field=_NombreField(),
        )

    @property
    def nombre_traducido(self):
        """The name of this entry in the reader's language, or else in Spanish."""
        if is_original():
            return self.nombre
        return self._names().get(self.translation_key) or EnEspanol(self.nombre)

    @classmethod
    def _names(cls):
        return fragment(f"nombres-{cls._meta.label_lower}", cls._read_names)

    @classmethod
    def _read_names(cls):
        here = cls.objects.filter(locale__language_code=get_language()).order_by()
        return dict(here.values_list("translation_key", "nombre"))
