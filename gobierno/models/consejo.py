"""Models of the consejos populares and of their circunscripciones with their delegados."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from base.models import BasePage, ConTextoLlano, FilaDePagina, TextoLlanoQuerySet
from base.telefonos import validate_telefono
from gobierno.forms import ConsejoPopularForm


class ConsejoPopularPage(ConTextoLlano, BasePage):
    """A consejo popular: its president, its circunscripciones and their delegados."""

    parent_page_types = ["gobierno.GobiernoIndexPage"]
    subpage_types = []
    base_form_class = ConsejoPopularForm
    page_description = _("Un consejo popular: quién lo preside y los delegados de cada lugar.")

    presidente = models.CharField(_("presidente o presidenta"), max_length=120, blank=True)
    telefono = models.CharField(
        _("teléfono"), max_length=40, blank=True, validators=[validate_telefono]
    )
    sede = models.CharField(
        _("dónde radica"), max_length=200, blank=True, help_text=_("Dirección o lugar conocido.")
    )
    recepcion = models.CharField(_("días en que recibe"), max_length=160, blank=True)
    repartos = models.CharField(
        _("repartos y poblados"),
        max_length=500,
        blank=True,
        help_text=_("Separados por comas. Por ellos se encuentra al delegado."),
    )

    objects = PageManager.from_queryset(TextoLlanoQuerySet)()

    # Names and places are the same in every language.
    del_original = ("presidente", "telefono", "sede", "repartos", "slug")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("presidente"), FieldPanel("telefono")]),
                FieldRowPanel([FieldPanel("sede"), FieldPanel("recepcion")]),
            ],
            heading=_("Quién lo preside"),
        ),
        FieldPanel("repartos"),
        InlinePanel(
            "circunscripciones", heading=_("Circunscripciones"), label=_("circunscripción")
        ),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("presidente", boost=1.5),
        index.SearchField("repartos", boost=1.5),
        index.RelatedFields(
            "circunscripciones",
            [
                index.SearchField("delegado", boost=1.5),
                index.SearchField("lugares"),
                index.SearchField("despacho_lugar"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("consejo popular")
        verbose_name_plural = _("consejos populares")

    def words_to_find(self):
        rows = [f"{row.delegado} {row.lugares}" for row in self.circunscripciones.all()]
        return [self.repartos, self.sede, *rows]


class Circunscripcion(FilaDePagina):
    """A circunscripción: its delegado, its streets, and where and when the delegado attends."""

    page = ParentalKey(
        ConsejoPopularPage, on_delete=models.CASCADE, related_name="circunscripciones"
    )
    numero = models.PositiveSmallIntegerField(_("número"))
    delegado = models.CharField(
        _("delegado o delegada"),
        max_length=120,
        blank=True,
        help_text=_("Vacío si el cargo está vacante."),
    )
    lugares = models.TextField(
        _("calles y lugares"),
        max_length=1000,
        blank=True,
        help_text=_("Las que comprende, separadas por comas: «Calle 4, El Cristo, La Loma»."),
    )
    despacho_lugar = models.CharField(_("lugar del despacho"), max_length=160, blank=True)
    despacho_horario = models.CharField(
        _("día y hora del despacho"),
        max_length=120,
        blank=True,
        help_text=_("Como en «Segundo martes del mes, 7:00 p.m.»."),
    )
    telefono = models.CharField(
        _("teléfono"),
        max_length=40,
        blank=True,
        validators=[validate_telefono],
        help_text=_("Solo si puede publicarse."),
    )

    del_original = ("delegado", "lugares", "despacho_lugar", "telefono")
    panels = [
        FieldRowPanel([FieldPanel("numero"), FieldPanel("delegado")]),
        FieldPanel("lugares"),
        FieldRowPanel([FieldPanel("despacho_lugar"), FieldPanel("despacho_horario")]),
        FieldPanel("telefono"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("circunscripción")
        verbose_name_plural = _("circunscripciones")

    def __str__(self):
        return str(self.numero)
