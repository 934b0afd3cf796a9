"""Models of the indicadores, of their values and of the medidas that compare them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from base.models import (
    BasePage,
    ConTextoLlano,
    FilaDePagina,
    ListaProvincial,
    SubpagesMixin,
    TextoLlanoQuerySet,
)
from directorio.models import DeUnaEntidad
from periodos.fields import PeriodoField
from periodos.periodo import Periodicidad

from .estado import Sentido, SituacionDelValor
from .forms import CifraInput, IndicadorForm
from .panels import HuecosPanel
from .serie import SerieDeValores

_UNIDAD = 40  # letters


class Medida(ListaProvincial):
    """A figure that all municipalities measure in the same way, so that they can be compared."""

    slug = models.SlugField(
        _("identificador"), max_length=60, help_text=_("Forma parte de su dirección.")
    )
    unidad = models.CharField(
        _("unidad"), max_length=_UNIDAD, help_text=_("Como en %, litros, personas, CUP.")
    )
    periodicidad = models.CharField(
        _("periodicidad"), max_length=12, choices=Periodicidad, default=Periodicidad.ANUAL
    )

    ya_existe = _("Ya hay una medida con este identificador.")
    del_original = ("periodicidad",)

    panels = [
        *ListaProvincial.nombre_panels,
        FieldPanel("unidad"),
        FieldPanel("periodicidad"),
    ]

    class Meta(ListaProvincial.Meta):
        verbose_name = _("medida comparable")
        verbose_name_plural = _("medidas comparables")
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="medida_slug_por_idioma")
        ]

    def clean(self):
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).first()
        if stored is None or not stored.indicadores.exists():
            return
        names = [name for name in ("unidad", "periodicidad") if self._changes(stored, name)]
        if names:
            message = gettext("Hay indicadores que se dan así: no se puede cambiar.")
            raise ValidationError(dict.fromkeys(names, message))

    def _changes(self, stored, name):
        return getattr(self, name) != getattr(stored, name)


class IndicadorQuerySet(TextoLlanoQuerySet):
    def con_ultimo(self):
        """Annotate the last period with a real value; None if the source or its day is missing."""
        told = Valor.objects.filter(
            page=OuterRef("pk"),
            page__actualizado_el__isnull=False,
            real__isnull=False,
        ).exclude(page__fuente="")
        last = told.order_by("-periodo", "-pk")
        provisional = Subquery(last.values("es_provisional")[:1], output_field=BooleanField())
        return self.annotate(
            ultimo_periodo=Subquery(last.values("periodo")[:1]),
            ultimo_plan=Subquery(last.values("plan")[:1]),
            ultimo_real=Subquery(last.values("real")[:1]),
            ultimo_provisional=provisional,
        )

    def en_situacion(self, situacion):
        """Filter by the ``SituacionDelValor`` of the last value; call ``con_ultimo`` before."""
        has_plan = Q(ultimo_plan__isnull=False) & ~Q(sentido=Sentido.NEUTRO)
        is_met = Q(sentido=Sentido.MAS, ultimo_real__gte=F("ultimo_plan")) | Q(
            sentido=Sentido.MENOS, ultimo_real__lte=F("ultimo_plan")
        )
        is_missed = Q(sentido=Sentido.MAS, ultimo_real__lt=F("ultimo_plan")) | Q(
            sentido=Sentido.MENOS, ultimo_real__gt=F("ultimo_plan")
        )
        told = self.filter(ultimo_real__isnull=False)
        match situacion:
            case SituacionDelValor.CUMPLIDO:
                return told.filter(is_met)
            case SituacionDelValor.INCUMPLIDO:
                return told.filter(is_missed)
            case _:
                return told.exclude(has_plan)


class IndicadorPage(DeUnaEntidad, SubpagesMixin, ConTextoLlano, BasePage):
    """An indicador, of an entidad or of the portal: planned and real values over time."""

    parent_page_types = ["transparencia.TransparenciaIndexPage", "directorio.EntidadPage"]
    subpage_types = []
    page_description = _("Una cifra a lo largo del tiempo: qué se planificó y qué se logró.")
    base_form_class = IndicadorForm

    medida = models.ForeignKey(
        Medida,
        verbose_name=_("medida comparable"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicadores",
        help_text=_("Si todos los municipios la miden igual, la provincia los compara."),
    )
    que_mide = models.CharField(
        _("qué mide"), max_length=300, help_text=_("Qué se cuenta y qué no, en una oración.")
    )
    unidad = models.CharField(
        _("unidad"), max_length=_UNIDAD, help_text=_("Como en %, litros, personas, CUP.")
    )
    periodicidad = models.CharField(
        _("periodicidad"), max_length=12, choices=Periodicidad, default=Periodicidad.MENSUAL
    )
    sentido = models.CharField(_("cómo se lee"), max_length=8, choices=Sentido, default=Sentido.MAS)
    fuente = models.CharField(
        _("fuente"), max_length=200, help_text=_("Quién tiene el dato y en qué informe está.")
    )
    actualizado_el = models.DateField(
        _("datos actualizados el"),
        null=True,
        help_text=_("Día en que la fuente dio los últimos valores. Sin él no se muestran."),
    )

    objects = PageManager.from_queryset(IndicadorQuerySet)()
    del_original = ("medida", "periodicidad", "sentido", "slug")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("que_mide"),
                FieldPanel("medida"),
                FieldRowPanel([FieldPanel("unidad"), FieldPanel("periodicidad")]),
                FieldPanel("sentido"),
                FieldRowPanel([FieldPanel("fuente"), FieldPanel("actualizado_el")]),
            ],
            heading=_("Qué se mide"),
        ),
        HuecosPanel(),
        InlinePanel("valores", heading=_("Valores"), label=_("valor")),
        *BasePage.vigencia_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("que_mide")]

    class Meta:
        verbose_name = _("indicador")
        verbose_name_plural = _("indicadores")

    def words_to_find(self):
        return [self.resumen, self.que_mide]

    @cached_property
    def serie(self):
        """Its values as a :class:`SerieDeValores`, for pages, charts and files."""
        return SerieDeValores(self)


class Valor(FilaDePagina):
    """The planned value and the real value of one period."""

    page = ParentalKey(IndicadorPage, on_delete=models.CASCADE, related_name="valores")
    periodo = PeriodoField(
        _("período"), help_text=_("Como en 2026, 2026-T1 o 2026-03, según la periodicidad.")
    )
    plan = models.DecimalField(_("plan"), max_digits=16, decimal_places=3, null=True, blank=True)
    real = models.DecimalField(_("real"), max_digits=16, decimal_places=3, null=True, blank=True)
    es_provisional = models.BooleanField(_("es provisional"), default=False)
    comentario = models.CharField(
        _("comentario"), max_length=300, blank=True, help_text=_("Por qué, si hay que explicarlo.")
    )

    del_original = ("periodo", "plan", "real", "es_provisional")
    panels = [
        FieldRowPanel(
            [
                FieldPanel("periodo"),
                FieldPanel("plan", widget=CifraInput),
                FieldPanel("real", widget=CifraInput),
            ]
        ),
        FieldRowPanel([FieldPanel("comentario"), FieldPanel("es_provisional")]),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("valor")
        verbose_name_plural = _("valores")

    def __str__(self):
        return self.periodo

    def clean(self):
        """Round as the database does, so that 10 instead of 10.000 does not count as a change."""
        super().clean()
        for name in ("plan", "real"):
            if (number := getattr(self, name)) is not None:
                setattr(self, name, round(number, self._meta.get_field(name).decimal_places))
