"""Models of Ley 168: the obligaciones, and the lists of where each one is published."""

from django import forms
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page

from base.models import BasePage, FilaDePagina, ListaProvincial
from correo.models import Avisado
from directorio.models import DeUnaEntidad
from documentos.ley168.forms import FichaForm
from periodos.periodo import despues_de

from .documento import alcanzables

_LONGEST = 120  # months


def in_spanish():
    """Return the lookups for Spanish entries: rows of every language point to those."""
    return {"locale__language_code": settings.LANGUAGE_CODE}


class Obligacion(ListaProvincial):
    """Something that must be published under Ley 168 even if nobody requests it."""

    class Para(models.TextChoices):
        TODOS = "todos", _("El Gobierno y las entidades")
        GOBIERNO = "gobierno", _("Solo el Gobierno")
        ENTIDADES = "entidades", _("Solo las entidades")

    explicacion = models.CharField(
        _("explicación"),
        max_length=300,
        blank=True,
        help_text=_("Qué hay que publicar, en palabras de todos."),
    )
    base_legal = models.CharField(
        _("base legal"),
        max_length=160,
        blank=True,
        help_text=_("La norma y, si se sabe, el artículo."),
    )
    para = models.CharField(_("a quién obliga"), max_length=10, choices=Para, default=Para.TODOS)
    meses = models.PositiveSmallIntegerField(
        _("meses de vigencia"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_LONGEST)],
        help_text=_("Cada cuánto hay que renovarlo. Vacío: no vence."),
    )
    orden = models.PositiveSmallIntegerField(_("orden"), default=0)

    ya_existe = _("Ya hay una obligación con este identificador.")
    del_original = ("para", "meses", "orden")

    panels = [
        *ListaProvincial.nombre_panels,
        FieldPanel("explicacion"),
        FieldPanel("base_legal"),
        FieldPanel("para"),
        FieldRowPanel([FieldPanel("meses"), FieldPanel("orden")]),
    ]

    class Meta(ListaProvincial.Meta):
        verbose_name = _("obligación de la Ley 168")
        verbose_name_plural = _("obligaciones de la Ley 168")
        ordering = ["orden", "nombre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="obligacion_slug_por_idioma")
        ]


class FichaLey168Page(DeUnaEntidad, BasePage):
    """The list of what the Government of a portal, or an entidad, publishes under Ley 168."""

    parent_page_types = ["transparencia.TransparenciaIndexPage", "directorio.EntidadPage"]
    subpage_types = []
    max_count_per_parent = 1
    base_form_class = FichaForm
    page_description = _("Qué publica sin que se lo pidan, dónde está y hasta cuándo vale.")

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("publicaciones", heading=_("Qué se publica"), label=_("obligación")),
        *BasePage.vigencia_panels,
    ]

    class Meta:
        verbose_name = _("lista de la Ley 168")
        verbose_name_plural = _("listas de la Ley 168")


class PublicacionDeOficio(FilaDePagina):
    """Where an obligación is published and its dates of validity; or why it does not apply."""

    page = ParentalKey(FichaLey168Page, on_delete=models.CASCADE, related_name="publicaciones")
    obligacion = models.ForeignKey(
        Obligacion,
        verbose_name=_("obligación"),
        null=True,
        limit_choices_to=in_spanish,
        on_delete=models.PROTECT,
        related_name="publicaciones",
    )
    pagina = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("página"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Página de este portal donde está publicado."),
    )
    documento = models.ForeignKey(
        "base.PortalDocument",
        verbose_name=_("archivo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    enlace = models.URLField(
        _("enlace"), blank=True, help_text=_("Si está en otro sitio: la dirección completa.")
    )
    desde = models.DateField(
        _("publicado desde"),
        null=True,
        blank=True,
        help_text=_("Cuando lo renueve, ponga la fecha nueva."),
    )
    hasta = models.DateField(
        _("vale hasta"),
        null=True,
        blank=True,
        help_text=_("Si lo deja vacío, se calcula con los meses de vigencia de la obligación."),
    )
    no_corresponde = models.BooleanField(_("no le corresponde"), default=False)
    motivo = models.CharField(
        _("por qué no le corresponde"), max_length=300, blank=True, help_text=_("Se publica.")
    )
    avisados = GenericRelation(Avisado)

    del_original = (
        "obligacion",
        "pagina",
        "documento",
        "enlace",
        "desde",
        "hasta",
        "no_corresponde",
    )
    panels = [
        FieldPanel("obligacion", widget=forms.Select),
        FieldPanel("pagina"),
        FieldPanel("documento"),
        FieldPanel("enlace"),
        FieldRowPanel([FieldPanel("desde"), FieldPanel("hasta")]),
        FieldPanel("no_corresponde"),
        FieldPanel("motivo"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("publicación de oficio")
        verbose_name_plural = _("publicaciones de oficio")

    def __str__(self):
        return str(self.obligacion or "")

    def clean(self):
        """Set an empty ``hasta`` from the months of validity of the obligación, if it has them."""
        super().clean()
        months = self.obligacion.meses if self.obligacion else None
        if months and self.desde and not self.hasta and not self.no_corresponde:
            self.hasta = despues_de(self.desde, months)

    @staticmethod
    def se_lee(page):
        """Whether ``page`` is public and is not a withdrawn documento."""
        return alcanzables(Page.objects.filter(pk=page.pk)).exists()
