from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager, Revision
from wagtail.query import PageQuerySet
from wagtail.search import index

from base.models import BasePage, FilaDePagina
from base.models.fields import reference
from base.provincia import es_de_la_provincia
from tramites.forms import TramiteLocalForm

from .estado import ConEstado
from .partes import CostoBase
from .tramite import PaginaDeTramite, TramitePage


class TramiteLocalQuerySet(PageQuerySet):
    def por_confirmar(self):
        """Return the live Spanish pages whose trámite was not confirmed in its live revision."""
        changed = Q(revision_confirmada=None) | ~Q(revision_confirmada=F("canonico__live_revision"))
        # The confirmation is made on the Spanish page; translations follow that page.
        own = self.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        return own.filter(changed, canonico__live=True)


class TramiteLocalPage(PaginaDeTramite, ConEstado, BasePage):
    """Trámite local: the differences of a municipality from a trámite of the province.

    Everything else is inherited. The page has the address that the trámite has in this portal.
    """

    page_description = _("Lo que en su municipio es distinto de un trámite de la provincia.")
    se_ve_en_otros = False

    class Ofrece(models.TextChoices):
        AQUI = "aqui", _("Se hace en este municipio")
        OTRO = "otro", _("Se hace en otro lugar")
        NO = "no", _("No se hace aquí")

    # Not edited here: visitors see the summary of the trámite.
    resumen = models.CharField(_("resumen"), max_length=300, blank=True, editable=False)
    canonico = reference(TramitePage, _("trámite de la provincia"), related_name="locales")
    ofrece = models.CharField(_("respuesta"), max_length=4, choices=Ofrece, default=Ofrece.AQUI)
    ofrece_motivo = models.CharField(
        _("por qué no"), max_length=300, blank=True, help_text=_("Lo lee el ciudadano.")
    )
    ofrece_entidad = reference("directorio.EntidadPage", _("oficina donde se hace"))
    ofrece_donde = models.CharField(
        _("o dígalo con palabras"),
        max_length=200,
        blank=True,
        help_text=_("Por ejemplo: «Oficina de Trámites de Palma Soriano»."),
    )
    formas_de_pago = models.CharField(
        _("cómo se paga aquí"),
        max_length=300,
        blank=True,
        help_text=_("Vacío: como dice la provincia."),
    )
    nota = models.TextField(
        _("qué más es distinto aquí"),
        max_length=600,
        blank=True,
        help_text=_("Días de cada consejo popular, turnos, lo que haya que saber."),
    )
    # Revision of the trámite that the portal has confirmed; not part of the page's content.
    revision_confirmada = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    confirmada_el = models.DateTimeField(null=True, editable=False)

    objects = PageManager.from_queryset(TramiteLocalQuerySet)()
    base_form_class = TramiteLocalForm
    # The title is copied from the trámite and not shown: the form has no SEO title and no cover.
    del_original = ("title", "canonico", "ofrece_entidad", "slug")
    de_cada_pagina = ("seo_title", "alt_portada")

    content_panels = [
        FieldPanel(
            "canonico",
            required_on_save=True,
            help_text=_("Su texto se muestra completo: aquí escriba solo lo que cambia."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("ofrece"),
                FieldPanel("ofrece_motivo"),
                FieldPanel("ofrece_entidad"),
                FieldPanel("ofrece_donde"),
            ],
            heading=_("¿Se hace aquí?"),
        ),
        InlinePanel(
            "oficinas",
            heading=_("Dónde se hace"),
            label=_("oficina"),
            help_text=_("Vacío: las oficinas de la entidad que atienden al municipio."),
        ),
        InlinePanel(
            "costos",
            heading=_("Cuánto cuesta aquí"),
            label=_("costo"),
            help_text=_(
                "Vacío: lo que dice la provincia. Si escribe un costo, escriba todos: sustituyen a "
                "los de la provincia."
            ),
        ),
        FieldPanel("formas_de_pago"),
        FieldPanel("nota"),
        ConEstado.estado_panel,
        *BasePage.vigencia_panels,
    ]
    promote_panels = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("nota"),
        # ``signal_handlers`` updates the index when the trámite is published.
        index.RelatedFields(
            "canonico",
            [index.SearchField(name) for name in ("resumen", "nombres_populares", "quien")],
        ),
    ]

    class Meta:
        verbose_name = _("trámite adaptado al municipio")
        verbose_name_plural = _("trámites adaptados al municipio")

    @classmethod
    def can_create_at(cls, parent):
        if not super().can_create_at(parent):
            return False
        return not es_de_la_provincia(parent.path)

    def with_content_json(self, content):
        """Keep the current confirmation: an older draft must not replace it."""
        page = super().with_content_json(content)
        page.revision_confirmada_id = self.revision_confirmada_id
        page.confirmada_el = self.confirmada_el
        return page

    def route(self, request, path_components):
        """Raise ``Http404``: the section shows the page, together with its trámite."""
        raise Http404

    @property
    def local(self):
        return self

    @property
    def se_ofrece_aqui(self):
        return self.ofrece == self.Ofrece.AQUI

    @property
    def esta_por_confirmar(self):
        return type(self).objects.por_confirmar().filter(pk=self.pk).exists()

    def confirm(self):
        """Set the live revision of the trámite as confirmed, without saving the page."""
        self.revision_confirmada_id = self.canonico.live_revision_id
        self.confirmada_el = timezone.now()

    def get_sitemap_urls(self, request=None):
        """Return no URLs: the sitemap has the address of the trámite."""
        return []

    @property
    def tipo_publico(self):
        return TramitePage.get_verbose_name()


class OficinaLocal(FilaDePagina):
    page = ParentalKey(TramiteLocalPage, on_delete=models.CASCADE, related_name="oficinas")
    entidad = reference(
        "directorio.EntidadPage", _("oficina"), blank=False, on_delete=models.CASCADE
    )

    del_original = ("entidad",)
    panels = [FieldPanel("entidad", required_on_save=True)]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("oficina")
        verbose_name_plural = _("oficinas")

    def __str__(self):
        return str(self.entidad or "")


class CostoLocal(CostoBase):
    page = ParentalKey(TramiteLocalPage, on_delete=models.CASCADE, related_name="costos")

    class Meta(CostoBase.Meta):
        verbose_name = _("costo")
        verbose_name_plural = _("costos")
