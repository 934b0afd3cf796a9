from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from base.models import BasePage, ConTextoLlano, FilaDePagina, TextoLlanoQuerySet
from base.models.fields import BlocksField
from directorio.bloques import CuerpoBlock
from documentos.normas.forms import NormaForm


class NormaPage(ConTextoLlano, BasePage):
    """A norma and whether it is in force. Every portal shows the normas of the province."""

    class Tipo(models.TextChoices):
        CONSTITUCION = "constitucion", _("Constitución")
        LEY = "ley", _("Ley")
        DECRETO_LEY = "decreto_ley", _("Decreto-Ley")
        DECRETO = "decreto", _("Decreto")
        RESOLUCION = "resolucion", _("Resolución")
        ACUERDO = "acuerdo", _("Acuerdo")
        INSTRUCCION = "instruccion", _("Instrucción")

    class Estado(models.TextChoices):
        VIGENTE = "vigente", _("Vigente")
        MODIFICADA = "modificada", _("Modificada")
        DEROGADA = "derogada", _("Derogada")

    parent_page_types = ["transparencia.TransparenciaIndexPage"]
    subpage_types = []
    base_form_class = NormaForm
    page_description = _("Una ley, un decreto o una resolución, y si sigue vigente.")

    tipo = models.CharField(_("tipo"), max_length=16, choices=Tipo, default=Tipo.LEY)
    numero = models.CharField(_("número"), max_length=20, blank=True)
    fecha = models.DateField(_("fecha"))
    emisor = models.CharField(_("quién la dictó"), max_length=200, blank=True)
    gaceta = models.CharField(
        _("Gaceta Oficial"), max_length=120, blank=True, help_text=_("Número y fecha.")
    )
    entra_en_vigor = models.DateField(_("entra en vigor"), null=True, blank=True)
    archivo = models.ForeignKey(
        "base.PortalDocument",
        verbose_name=_("archivo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    enlace = models.URLField(_("enlace"), blank=True, help_text=_("Al texto oficial."))
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("qué dispone"), blank=True)
    estado = models.CharField(
        _("estado"), max_length=12, choices=Estado, default=Estado.VIGENTE, db_index=True
    )
    derogada_por = models.ForeignKey(
        "self",
        verbose_name=_("derogada por"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    objects = PageManager.from_queryset(TextoLlanoQuerySet)()
    del_original = (
        *("tipo", "numero", "fecha", "estado", "derogada_por", "slug"),
        # Only the Spanish text is in force.
        *("archivo", "enlace"),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("tipo"), FieldPanel("numero"), FieldPanel("fecha")]),
                FieldRowPanel([FieldPanel("emisor"), FieldPanel("gaceta")]),
                FieldPanel("entra_en_vigor"),
                FieldRowPanel([FieldPanel("archivo"), FieldPanel("enlace")]),
            ],
            heading=_("La norma"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("estado"),
                FieldPanel("derogada_por"),
                InlinePanel(
                    "modificaciones", heading=_("Modificada por"), label=_("norma que la modificó")
                ),
            ],
            heading=_("Si sigue vigente"),
        ),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("nombre_del_tipo"),
        index.SearchField("numero", boost=1.5),
        index.SearchField("emisor"),
        index.SearchField("cuerpo"),
    ]

    class Meta:
        verbose_name = _("norma")
        verbose_name_plural = _("normas")

    def words_to_find(self):
        return [self.nombre_del_tipo, self.numero, self.resumen, self.emisor]

    @property
    def nombre_del_tipo(self):
        """The name of its type in the language of the page, not of the user who saves it."""
        with override(self.locale.language_code):
            return str(self.get_tipo_display())

    @property
    def rige(self):
        return self.estado != self.Estado.DEROGADA

    @property
    def tipo_publico(self):
        return self.get_tipo_display()


class Modificacion(FilaDePagina):
    """A norma that changed the norma ``page``, which remains in force."""

    page = ParentalKey(NormaPage, on_delete=models.CASCADE, related_name="modificaciones")
    norma = models.ForeignKey(
        NormaPage,
        verbose_name=_("norma"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    del_original = ("norma",)
    panels = [FieldPanel("norma")]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("modificación de una norma")
        verbose_name_plural = _("modificaciones de normas")

    def __str__(self):
        return str(self.norma or "")
