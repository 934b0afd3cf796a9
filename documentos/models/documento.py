from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from base.models import BasePage, ConTextoLlano, TextoLlanoQuerySet
from base.models.fields import BlocksField
from base.publicas import publicas
from directorio.bloques import CuerpoBlock
from directorio.models import DeUnaEntidad
from documentos.forms import DocumentoForm
from documentos.panels import UsosPanel


class DocumentoQuerySet(TextoLlanoQuerySet):
    def con_archivo_retirado(self):
        """Return the documentos whose file is withdrawn.

        A documento that was never published does not count: a draft must not withdraw a file.
        """
        return self.filter(
            retirado_el__isnull=False, archivo__isnull=False, first_published_at__isnull=False
        )


class DocumentoPage(DeUnaEntidad, ConTextoLlano, BasePage):
    """A documento that an entidad or an órgano publishes: its file and a summary."""

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
    base_form_class = DocumentoForm
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
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("qué dice, en texto"), blank=True)
    retirado_el = models.DateField(
        _("retirado el"),
        null=True,
        blank=True,
        help_text=_(
            "Si ya no vale: la página dice que se retiró, y el archivo ya no se puede descargar."
        ),
    )
    motivo_de_retiro = models.CharField(_("por qué se retiró"), max_length=300, blank=True)

    objects = PageManager.from_queryset(DocumentoQuerySet)()
    del_original = ("tipo", "numero", "fecha", "retirado_el")
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
            [FieldPanel("retirado_el"), FieldPanel("motivo_de_retiro"), UsosPanel()],
            heading=_("Si se retira"),
        ),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("nombre_del_tipo"),
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
        errors = {}
        if self.retirado_el and not self.motivo_de_retiro:
            errors["motivo_de_retiro"] = _("Diga por qué se retiró: la página lo dice a todos.")
        if self.motivo_de_retiro and not self.retirado_el:
            errors["retirado_el"] = _("Diga desde qué día está retirado, o borre el motivo.")
        if self.retirado_el and self.retirado_el > timezone.localdate():
            errors["retirado_el"] = _("Ese día no ha llegado: el archivo se retira al publicarlo.")
        if errors:
            raise ValidationError(errors)

    def words_to_find(self):
        return [self.nombre_del_tipo, self.numero, self.emisor, self.periodo, self.resumen]

    @property
    def nombre_del_tipo(self):
        """The name of its type in the language of the page, not of the user who saves it."""
        with override(self.locale.language_code):
            return str(self.get_tipo_display())

    @property
    def archivo_vigente(self):
        """The file, unless the documento was withdrawn."""
        return None if self.retirado_el else self.archivo

    @property
    def tipo_publico(self):
        return self.get_tipo_display()


def alcanzables(pages):
    """Return the public pages among ``pages`` that are not withdrawn documentos."""
    withdrawn_pages = DocumentoPage.objects.filter(retirado_el__isnull=False)
    return publicas(pages).exclude(pk__in=withdrawn_pages.order_by().values("pk"))
