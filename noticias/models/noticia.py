from datetime import timedelta
from operator import attrgetter

from django import forms
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from base.blocks import cuerpo_inicial
from base.fotos import prefetch_renditions
from base.models import BasePage
from base.models.fields import BlocksField
from base.provincia import in_the_province
from base.publicas import publicas
from directorio.bloques import CuerpoBlock
from noticias.panels import PropuestaPanel
from noticias.reading_time import reading_minutes

from .categoria import CategoriaNoticia


class NoticiaQuerySet(PageQuerySet):
    def recent(self):
        """Return the news newest first, with all that a card shows: two queries for any list."""
        return (
            self.with_relations()
            .prefetch_related(prefetch_renditions("imagen_portada"))
            .order_by("-fecha", "-first_published_at", "-pk")
        )

    def with_relations(self):
        """Annotate the name of the category, and select the category and the cover."""
        named = self.annotate(nombre_de_categoria=CategoriaNoticia.translated("categoria__"))
        return named.select_related("categoria", "imagen_portada")

    def propuestas(self):
        """Return the published Spanish news that municipalities propose to the province."""
        return publicas(
            self.filter(
                ~in_the_province(),
                compartir_con_provincia=True,
                locale__language_code=settings.LANGUAGE_CODE,
            )
        )

    def aceptadas(self):
        """Return the proposed news that the province has accepted, in any language."""
        accepted = NoticiaPage.objects.filter(decision__aceptada=True)
        return self.filter(
            compartir_con_provincia=True, translation_key__in=accepted.values("translation_key")
        )


class NoticiaPage(BasePage):
    """News item of a portal."""

    parent_page_types = ["noticias.NoticiasIndexPage"]
    subpage_types = []
    page_description = _("Una noticia, un anuncio o una crónica de lo que pasó.")
    es_del_dia = True
    se_ve_en_otros = False

    MOST_RELATED = 6  # for each kind of related page
    DAYS_OF_NEWS = timedelta(days=7)

    fecha = models.DateField(
        _("fecha"), default=timezone.localdate, help_text=_("La que lee el ciudadano.")
    )
    categoria = models.ForeignKey(
        CategoriaNoticia,
        verbose_name=_("categoría"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="noticias",
    )
    fuente = models.CharField(
        _("autor o fuente"),
        max_length=160,
        blank=True,
        help_text=_("Quién escribe o de dónde se toma."),
    )
    cuerpo = BlocksField(
        CuerpoBlock(), verbose_name=_("texto de la noticia"), default=cuerpo_inicial, blank=True
    )
    compartir_con_provincia = models.BooleanField(
        _("proponer al portal provincial"),
        default=False,
        help_text=_("La provincia decide aparte si la muestra también en su portada."),
    )

    objects = PageManager.from_queryset(NoticiaQuerySet)()

    del_original = (
        *("categoria", "compartir_con_provincia"),
        *("tramites_relacionados", "entidades_relacionadas", "noticias_relacionadas"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("cuerpo"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("fecha"),
                        FieldPanel("categoria", widget=forms.Select),
                    ]
                ),
                FieldPanel("fuente"),
                FieldPanel("compartir_con_provincia"),
                PropuestaPanel(),
            ],
            heading=_("Datos de la noticia"),
        ),
        InlinePanel(
            "tramites_relacionados",
            heading=_("Trámites relacionados"),
            label=_("trámite"),
            max_num=MOST_RELATED,
        ),
        InlinePanel(
            "entidades_relacionadas",
            heading=_("Entidades relacionadas"),
            label=_("entidad"),
            max_num=MOST_RELATED,
        ),
        InlinePanel(
            "noticias_relacionadas",
            heading=_("Noticias relacionadas"),
            label=_("noticia"),
            max_num=MOST_RELATED,
        ),
        InlinePanel(
            "correcciones",
            heading=_("Correcciones"),
            label=_("corrección"),
            help_text=_("Para lo que ya se publicó: el ciudadano lee al pie qué cambió y cuándo."),
        ),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("cuerpo"),
        index.RelatedFields("categoria", [index.SearchField("nombre")]),
        index.FilterField("fecha"),
        index.FilterField("categoria"),
    ]

    class Meta:
        verbose_name = _("noticia")
        verbose_name_plural = _("noticias")
        indexes = [models.Index(fields=["-fecha"])]

    @property
    def estado_de_propuesta(self):
        """State of the proposal to the province, as a text; "" if it is not proposed."""
        if not self.compartir_con_provincia or self.pk is None:
            return ""
        decision = getattr(self, "decision", None)
        if decision is None:
            if self.live:
                return _("La provincia todavía no ha decidido si la muestra.")
            return _("La provincia decide si la muestra cuando esté publicada.")
        if decision.aceptada:
            return _("La provincia la aceptó: se muestra también en su portada.")
        return _("La provincia decidió no mostrarla en su portada.")

    @property
    def minutos_de_lectura(self):
        return reading_minutes(self.cuerpo)

    @cached_property
    def correcciones_por_fecha(self):
        return sorted(self.correcciones.all(), key=attrgetter("fecha"))

    def lineas_de_difusion(self):
        """Return the lines to announce (``difusion``); empty for news older than 7 days."""
        is_news = timezone.localdate() - self.fecha <= self.DAYS_OF_NEWS
        return [self.title, self.resumen] if is_news else []
