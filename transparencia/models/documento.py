from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from base.blocks import CuerpoBlock
from base.models import BasePage


class DocumentoPage(BasePage):
    """A document that an entity or an organ publishes: its file, and what it says in short."""

    class Tipo(models.TextChoices):
        INFORME = "informe", _("Informe")
        RENDICION = "rendicion", _("Rendición de cuenta")
        PRESUPUESTO = "presupuesto", _("Presupuesto")
        ACUERDO = "acuerdo", _("Acuerdo")
        RESOLUCION = "resolucion", _("Resolución")
        PLAN = "plan", _("Plan")
        CONVOCATORIA = "convocatoria", _("Convocatoria")

    parent_page_types = ["transparencia.TransparenciaIndexPage", "directorio.EntidadPage"]
    subpage_types = []
    page_description = _("Un informe, un presupuesto, un plan: el archivo y qué dice.")

    tipo = models.CharField(_("tipo"), max_length=16, choices=Tipo, default=Tipo.INFORME)
    numero = models.CharField(_("número"), max_length=40, blank=True)
    fecha = models.DateField(_("fecha del documento"))
    emisor = models.CharField(
        _("quién lo emite"), max_length=200, help_text=_("La entidad o el órgano que lo firma.")
    )
    periodo = models.CharField(
        _("período del que trata"),
        max_length=80,
        blank=True,
        help_text=_("Como en «Primer semestre de 2026»."),
    )
    archivo = models.ForeignKey(
        "base.PortalDocument",
        verbose_name=_("archivo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cuerpo = StreamField(CuerpoBlock(), verbose_name=_("qué dice, en texto"), blank=True)
    retirado_el = models.DateField(
        _("retirado el"),
        null=True,
        blank=True,
        help_text=_("Si ya no vale: la página dice que se retiró, y el archivo deja de darse."),
    )
    motivo_de_retiro = models.CharField(_("por qué se retiró"), max_length=300, blank=True)

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("tipo", "numero", "fecha")
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("tipo"), FieldPanel("numero"), FieldPanel("fecha")]),
                FieldRowPanel([FieldPanel("emisor"), FieldPanel("periodo")]),
                FieldPanel("archivo"),
            ],
            heading=_("El documento"),
        ),
        FieldPanel("cuerpo"),
        MultiFieldPanel(
            [FieldPanel("retirado_el"), FieldPanel("motivo_de_retiro")], heading=_("Si se retira")
        ),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("numero"),
        index.SearchField("emisor"),
        index.SearchField("periodo"),
        index.SearchField("cuerpo"),
        index.FilterField("fecha"),
        index.FilterField("tipo"),
    ]

    class Meta:
        verbose_name = _("documento publicado")
        verbose_name_plural = _("documentos publicados")
        indexes = [models.Index(fields=["-fecha"])]

    def clean(self):
        super().clean()
        if self.retirado_el and not self.motivo_de_retiro:
            raise ValidationError({"motivo_de_retiro": _("Diga por qué se retiró.")})

    @property
    def fecha_de_busqueda(self):
        return self.fecha

    def get_card_facts(self):
        return self.get_tipo_display(), date_format(self.fecha, "DATE_FORMAT")
