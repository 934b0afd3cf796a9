from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, PageManager
from wagtail.search import index

from base.models import BasePage, ConTextoLlano, SubpagesMixin, TextoLlanoQuerySet
from base.models.fields import reference
from base.provincia import in_the_province
from base.publicas import publicas
from directorio.vigencia import ConEstadosMixin
from tramites.forms import TramiteForm

from .estado import ConEstado
from .eventos import EventoDeVida
from .plazo import ConPlazo


class PaginaDeTramite(ConEstadosMixin, SubpagesMixin):
    """Mixin of a trámite and of a trámite local.

    Subclasses define ``canonico``, the trámite, and ``local``, the trámite local or None.
    """

    parent_page_types = ["tramites.TramitesIndexPage"]
    subpage_types = []


class TramiteQuerySet(TextoLlanoQuerySet):
    def canonicos(self):
        """Return the public trámites of the province, which every portal shows as its own."""
        return publicas(self.filter(in_the_province()))

    def of_index(self, index_page):
        """Return the own trámites of ``index_page`` and the province's with other slugs."""
        own = publicas(self.child_of(index_page))
        if index_page.es_provincial:
            return own
        shared = self.canonicos().filter(locale_id=index_page.locale_id)
        shared = shared.exclude(slug__in=own.order_by().values("slug"))
        return self.filter(
            Q(pk__in=own.order_by().values("pk")) | Q(pk__in=shared.order_by().values("pk"))
        )


class TramitePage(PaginaDeTramite, ConEstado, ConPlazo, ConTextoLlano, BasePage):
    """Trámite; those of the province apply in all portals, and a municipality may have its own."""

    page_description = _("Qué hace falta para un trámite, dónde se hace, cuánto cuesta y demora.")
    se_ve_en_otros = False  # only those of the province apply in other portals

    nombres_populares = models.CharField(
        _("nombres populares"),
        max_length=300,
        blank=True,
        help_text=_("Como lo llama la gente, separados por comas: «libreta, OFICODA»."),
    )
    eventos = ParentalManyToManyField(
        EventoDeVida,
        verbose_name=_("eventos de vida"),
        blank=True,
        related_name="tramites",
        help_text=_("En qué momentos de la vida hace falta."),
    )
    quien = models.TextField(
        _("quién puede hacerlo"),
        max_length=600,
        blank=True,
        help_text=_("Y si puede hacerlo otra persona en su nombre."),
    )
    entidad = reference(
        "directorio.EntidadPage",
        _("entidad que responde"),
        related_name="tramites",
        help_text=_("De ella se toman las oficinas, los teléfonos y los horarios."),
    )
    clase_de_entidad = reference(
        "directorio.TipoEntidad",
        _("o una clase de entidad"),
        help_text=_(
            "Si ninguna de las anteriores atiende al municipio, se muestra la entidad de esta "
            "clase que sí lo atiende."
        ),
    )
    en_linea = models.URLField(
        _("dirección para hacerlo en línea"),
        blank=True,
        help_text=_("Por ejemplo, la de Soberanía."),
    )
    en_linea_nombre = models.CharField(_("nombre del sitio"), max_length=60, blank=True)
    formas_de_pago = models.CharField(
        _("cómo se paga"),
        max_length=300,
        blank=True,
        help_text=_("Efectivo, Transfermóvil, dónde se compra el sello."),
    )
    resultado = models.CharField(
        _("qué recibe"), max_length=300, blank=True, help_text=_("El documento o la respuesta.")
    )
    vigencia = models.CharField(
        _("por cuánto tiempo es válido"),
        max_length=160,
        blank=True,
        help_text=_("Por ejemplo: «Seis meses»."),
    )
    quejas = models.TextField(
        _("si no recibe buena atención"),
        max_length=600,
        blank=True,
        help_text=_("A quién dirigirse para reclamar."),
    )
    revisado_por = models.CharField(
        _("revisado por"), max_length=160, blank=True, help_text=_("Cargo de quien lo comprobó.")
    )
    # Related objects that the page shows.
    SHOWN_OF_OTHERS = ("entidad", "imagen_portada")

    # The trámite local of the portal, set by the section that shows the page.
    local = None

    objects = PageManager.from_queryset(TramiteQuerySet)()
    base_form_class = TramiteForm
    # The slug is equal in all languages: portals find the trámite of the province by it.
    del_original = ("entidad", "clase_de_entidad", "eventos", "en_linea", "slug")
    # The form has no cover.
    de_cada_pagina = ("alt_portada",)

    content_panels = [
        *Page.content_panels,
        FieldPanel("resumen", widget=AdminAutoHeightTextInput),
        FieldPanel("nombres_populares"),
        FieldPanel("eventos", widget=forms.CheckboxSelectMultiple),
        FieldPanel("quien"),
        MultiFieldPanel(
            [
                FieldPanel("entidad"),
                InlinePanel(
                    "otras_entidades",
                    heading=_("Otras, según el municipio"),
                    label=_("entidad"),
                    help_text=_("Cada municipio muestra la que lo atiende a él."),
                ),
                FieldPanel("clase_de_entidad"),
            ],
            heading=_("Entidad responsable"),
        ),
        InlinePanel("requisitos", heading=_("Qué hay que llevar"), label=_("requisito")),
        InlinePanel("pasos", heading=_("Cómo se hace"), label=_("paso")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("en_linea"), FieldPanel("en_linea_nombre")])],
            heading=_("Por internet"),
        ),
        InlinePanel("costos", heading=_("Cuánto cuesta"), label=_("costo")),
        FieldPanel("formas_de_pago"),
        ConPlazo.plazo_panel,
        MultiFieldPanel(
            [FieldPanel("resultado"), FieldPanel("vigencia")], heading=_("Qué se obtiene")
        ),
        InlinePanel("planillas", heading=_("Planillas"), label=_("planilla")),
        InlinePanel("base_legal", heading=_("Base legal"), label=_("norma")),
        FieldPanel("quejas"),
        ConEstado.estado_panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("responsable"), FieldPanel("revisado_por")]),
                FieldRowPanel([FieldPanel("revisado_el"), FieldPanel("proxima_revision")]),
            ],
            heading=_("Vigencia"),
            help_text=_("Quién responde por esta página y hasta cuándo se la da por cierta."),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("nombres_populares", boost=2),
        index.SearchField("quien"),
        index.SearchField("resultado"),
        index.SearchField("formas_de_pago"),
        index.RelatedFields(
            "requisitos", [index.SearchField("texto"), index.SearchField("detalle")]
        ),
        index.RelatedFields("pasos", [index.SearchField("texto")]),
        index.RelatedFields("costos", [index.SearchField("concepto")]),
        index.RelatedFields("planillas", [index.SearchField("nombre")]),
        index.RelatedFields("base_legal", [index.SearchField("norma")]),
    ]

    class Meta:
        verbose_name = _("trámite")
        verbose_name_plural = _("trámites")

    def words_to_find(self):
        return [self.nombres_populares, self.resumen]

    @property
    def canonico(self):
        return self

    @property
    def entidades(self):
        """Entidades that the page names, the main one first; each municipality shows some."""
        others = (row.entidad for row in self.otras_entidades.all())
        return [each for each in (self.entidad, *others) if each is not None]

    @property
    def sin_respaldo(self):
        """Names of the costos (and the plazo) that have no date or no source."""
        names = [costo.concepto for costo in self.costos.all() if costo.sin_respaldo]
        return [*names, str(_("el plazo"))] if self.plazo_sin_respaldo else names
