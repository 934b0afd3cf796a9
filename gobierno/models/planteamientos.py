"""Models of the planteamientos: the figures of each quarter and, optionally, each one."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from base.models import (
    BasePage,
    ConTextoLlano,
    FilaDePagina,
    Retenible,
    SubpagesMixin,
    TextoLlanoQuerySet,
)
from base.publicas import publicas
from base.tree import camino_de_encima
from gobierno.fields import MandatoField
from gobierno.planteamientos.estados import EstadoDePlanteamiento, Origen, Recuento
from gobierno.planteamientos.forms import InformeForm, PlanteamientoForm
from gobierno.planteamientos.rules import por_quitar, sin_personas
from periodos.fields import PeriodoField
from periodos.periodo import Periodo

from .consejo import ConsejoPopularPage

# More than any entidad can have; a higher number is a typing error.
_MOST = 999_999


class PlanteamientosIndexPage(SubpagesMixin, BasePage):
    """Section of the planteamientos of one portal, with its informes."""

    parent_page_types = ["transparencia.TransparenciaIndexPage"]
    subpage_types = [
        "gobierno.InformeDePlanteamientosPage",
        "gobierno.PlanteamientoPage",
    ]
    max_count_per_parent = 1
    page_description = _("Reúne los informes de planteamientos del portal. Hay una sola.")

    muestra_planteamientos = models.BooleanField(
        _("mostrar cada planteamiento"),
        default=False,
        help_text=_(
            "Si no se marca, el portal da solo las cifras: los planteamientos que escriba no los "
            "ve nadie fuera de la administración, aunque estén publicados."
        ),
    )

    del_original = ("muestra_planteamientos", "slug")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("muestra_planteamientos"),
        *BasePage.vigencia_panels,
    ]

    class Meta:
        verbose_name = _("sección de planteamientos")
        verbose_name_plural = _("secciones de planteamientos")


class _ConEntidad(models.Model):
    """Mixin for a model with an entidad, which may be in the directory or be only a name."""

    entidad = models.ForeignKey(
        "directorio.EntidadPage",
        verbose_name=_("entidad"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # A copy of the title, so that the figures keep the name if the entidad is deleted.
    nombre = models.CharField(
        _("nombre de la entidad"),
        max_length=255,
        blank=True,
        validators=[sin_personas],
        help_text=_(
            "Solo si la entidad no está en el directorio; si está, se usa el nombre que tiene ahí."
        ),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.entidad:
            self.nombre = self.entidad.title


class InformeDePlanteamientosPage(BasePage):
    """Figures of the planteamientos of a mandato, from its start to the end of one quarter."""

    base_form_class = InformeForm
    parent_page_types = ["gobierno.PlanteamientosIndexPage"]
    subpage_types = []
    page_description = _("Las cifras del mandato al cierre de un trimestre, por entidad y origen.")

    mandato = MandatoField(_("mandato"), help_text=_("Como en XVIII."))
    periodo = PeriodoField(_("trimestre"), help_text=_("El que se cierra, como en 2026-T1."))
    fuente = models.CharField(
        _("fuente"), max_length=200, help_text=_("Quién tiene el dato y en qué informe está.")
    )
    actualizado_el = models.DateField(
        _("datos actualizados el"),
        null=True,
        help_text=_("Día en que la fuente dio las cifras. Sin él no se muestran."),
    )

    del_original = ("mandato", "periodo", "slug")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mandato"), FieldPanel("periodo")]),
                FieldRowPanel([FieldPanel("fuente"), FieldPanel("actualizado_el")]),
            ],
            heading=_("De qué informa"),
        ),
        InlinePanel(
            "cifras",
            heading=_("Cifras"),
            label=_("entidad y origen"),
            help_text=_("Las de todo el mandato hasta el último día del trimestre."),
        ),
        *BasePage.vigencia_panels,
    ]

    class Meta:
        verbose_name = _("informe de planteamientos")
        verbose_name_plural = _("informes de planteamientos")

    @property
    def trimestre(self):
        """Its quarter as a Periodo; None in a draft without one."""
        return Periodo.parse(self.periodo) if self.periodo else None


class CifraDePlanteamientos(_ConEntidad, FilaDePagina):
    """The number of planteamientos of an entidad and an origin, in each state."""

    page = ParentalKey(InformeDePlanteamientosPage, on_delete=models.CASCADE, related_name="cifras")
    origen = models.CharField(_("origen"), max_length=10, choices=Origen, default=Origen.RENDICION)
    solucionados = models.PositiveIntegerField(
        _("solucionados"), default=0, validators=[MaxValueValidator(_MOST)]
    )
    explicados = models.PositiveIntegerField(
        _("explicada la causa"), default=0, validators=[MaxValueValidator(_MOST)]
    )
    en_plan = models.PositiveIntegerField(
        _("en el plan"), default=0, validators=[MaxValueValidator(_MOST)]
    )
    pendientes = models.PositiveIntegerField(
        _("pendientes"), default=0, validators=[MaxValueValidator(_MOST)]
    )
    nota = models.CharField(
        _("nota"),
        max_length=300,
        blank=True,
        validators=[sin_personas],
        help_text=_("Si ahora son menos que en el informe anterior, por qué. Se publica."),
    )

    del_original = (
        "entidad",
        "nombre",
        "origen",
        "solucionados",
        "explicados",
        "en_plan",
        "pendientes",
    )
    panels = [
        FieldRowPanel([FieldPanel("entidad"), FieldPanel("nombre")]),
        FieldPanel("origen"),
        FieldRowPanel([FieldPanel("solucionados"), FieldPanel("explicados")]),
        FieldRowPanel([FieldPanel("en_plan"), FieldPanel("pendientes")]),
        FieldPanel("nota"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("cifra de planteamientos")
        verbose_name_plural = _("cifras de planteamientos")

    def __str__(self):
        return self.nombre

    @property
    def cuenta(self):
        return Recuento.of(self)


class PlanteamientoPage(Retenible, _ConEntidad, ConTextoLlano, BasePage):
    """One planteamiento and its answer, without personal data; the section may hide all."""

    base_form_class = PlanteamientoForm
    parent_page_types = ["gobierno.PlanteamientosIndexPage"]
    subpage_types = []
    page_description = _("Uno solo: qué se planteó, dónde y qué se respondió. Sin personas.")

    texto = models.TextField(
        _("qué se planteó"),
        max_length=3000,
        validators=[sin_personas],
        help_text=_(
            "Sin nombres de personas. Un número de carné de identidad, un correo o un teléfono no "
            "se admiten."
        ),
    )
    origen = models.CharField(_("origen"), max_length=10, choices=Origen, default=Origen.RENDICION)
    fecha = models.DateField(_("día en que se planteó"))
    mandato = MandatoField(_("mandato"), help_text=_("Como en XVIII."))
    consejo = models.ForeignKey(
        "gobierno.ConsejoPopularPage",
        verbose_name=_("consejo popular"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lugar = models.CharField(
        _("lugar"),
        max_length=200,
        blank=True,
        validators=[sin_personas],
        help_text=_("Circunscripción, reparto o calle, sin el número de ninguna casa."),
    )
    estado = models.CharField(
        _("estado"),
        max_length=12,
        choices=EstadoDePlanteamiento,
        default=EstadoDePlanteamiento.PENDIENTE,
        db_index=True,
    )
    respuesta = models.TextField(
        _("qué se respondió"), max_length=3000, blank=True, validators=[sin_personas]
    )
    respondido_el = models.DateField(_("día en que se respondió"), null=True, blank=True)

    objects = PageManager.from_queryset(TextoLlanoQuerySet)()
    del_original = (
        "entidad",
        "nombre",
        "origen",
        "fecha",
        "mandato",
        "consejo",
        "lugar",
        "estado",
        "respondido_el",
        "slug",
    )
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("texto"),
                FieldRowPanel([FieldPanel("origen"), FieldPanel("fecha"), FieldPanel("mandato")]),
                FieldRowPanel([FieldPanel("consejo"), FieldPanel("lugar")]),
                FieldRowPanel([FieldPanel("entidad"), FieldPanel("nombre")]),
            ],
            heading=_("Qué se planteó"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("estado"),
                FieldPanel("respuesta"),
                FieldPanel("respondido_el"),
            ],
            heading=_("En qué quedó"),
        ),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("texto"),
        index.SearchField("respuesta"),
        index.SearchField("lugar"),
        index.SearchField("nombre"),
    ]

    class Meta:
        verbose_name = _("planteamiento")
        verbose_name_plural = _("planteamientos")
        indexes = [models.Index(fields=["-fecha"])]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        names = ("title", "seo_title", "slug", "resumen")
        reasons = {name: por_quitar(getattr(self, name)) for name in names}
        if any(reasons.values()):
            raise ValidationError({name: reason for name, reason in reasons.items() if reason})

    @classmethod
    def withheld(cls):
        """Return those whose section does not show planteamientos, or is not published."""
        showing = PlanteamientosIndexPage.objects.filter(live=True, muestra_planteamientos=True)
        return cls.objects.alias(section=camino_de_encima("path")).exclude(
            section__in=showing.order_by().values("path")
        )

    def words_to_find(self):
        # The name of a consejo that is not public must not be searchable.
        consejos = publicas(ConsejoPopularPage.objects.filter(pk=self.consejo_id))
        names = consejos.values_list("title", flat=True) if self.consejo_id else ()
        return [self.texto, self.respuesta, self.nombre, self.lugar, *names]

    @property
    def situacion(self):
        return EstadoDePlanteamiento(self.estado)
