from datetime import timedelta
from operator import attrgetter

from django import forms
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from base.blocks import CuerpoBlock, cuerpo_inicial
from base.chrome import Chrome
from base.compartir import share_links
from base.forms.pages import BasePageForm
from base.fotos import prefetch_renditions, share_image
from base.json_ld import organization
from base.models import BasePage
from base.provincia import in_the_province
from base.publicas import publicas
from noticias.lectura import reading_minutes
from noticias.panels import PropuestaPanel
from noticias.relacionados import related_links

from .categoria import CategoriaNoticia


class NoticiaQuerySet(PageQuerySet):
    def recent(self):
        """Newest first, with everything a card shows: two queries for any list."""
        return (
            self.with_relations()
            .prefetch_related(prefetch_renditions("imagen_portada"))
            .order_by("-fecha", "-first_published_at", "-pk")
        )

    def with_relations(self):
        """With what is shown wherever a news item is: its category and its cover."""
        named = self.annotate(nombre_de_categoria=CategoriaNoticia.translated("categoria__"))
        return named.select_related("categoria", "imagen_portada")

    def propuestas(self):
        """The published ones that municipalities propose to the province, each in Spanish."""
        return publicas(
            self.filter(
                ~in_the_province(),
                compartir_con_provincia=True,
                locale__language_code=settings.LANGUAGE_CODE,
            )
        )

    def aceptadas(self):
        """Those that are proposed and that the province has decided to show, in any language."""
        accepted = NoticiaPage.objects.filter(decision__aceptada=True)
        return self.filter(
            compartir_con_provincia=True, translation_key__in=accepted.values("translation_key")
        )


class NoticiaForm(BasePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        categorias = CategoriaNoticia.objects.filter(locale=Locale.get_default())
        self.fields["categoria"].queryset = categorias


class NoticiaPage(BasePage):
    """One news item of a portal."""

    parent_page_types = ["noticias.NoticiasIndexPage"]
    subpage_types = []
    page_description = _("Una noticia, un anuncio o una crónica de lo que pasó.")
    open_graph_type = "article"
    grupo_de_busqueda = "noticias"
    es_del_dia = True

    OTHER_NEWS = 3
    MOST_RELATED = 6  # of a kind
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
    cuerpo = StreamField(
        CuerpoBlock(), verbose_name=_("texto de la noticia"), default=cuerpo_inicial, blank=True
    )
    compartir_con_provincia = models.BooleanField(
        _("proponer al portal provincial"),
        default=False,
        help_text=_("La provincia decide aparte si la muestra también en su portada."),
    )

    objects = PageManager.from_queryset(NoticiaQuerySet)()
    base_form_class = NoticiaForm

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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        index_page = self.get_index_page(request)
        url = index_page.get_url(request)
        if self.categoria:
            context["categoria"] = {
                "nombre": self.categoria.nombre_traducido,
                "url": f"{url}categoria/{self.categoria.slug}/",
            }
        own = self.get_url(request)
        others = [card for card in index_page.latest_cards(request) if card.url != own]
        context["otras"] = others[: self.OTHER_NEWS]
        context["minutos"] = self.minutos_de_lectura
        context["correcciones"] = self.correcciones_por_fecha
        context["relacionados"] = related_links(self, request)
        context["compartir"] = share_links(self.get_full_url(request), self.title)
        return context

    @property
    def fecha_de_busqueda(self):
        return self.fecha

    def get_index_page(self, request):
        """The section this item belongs to; at hand already while that is published."""
        for section in Chrome.for_request(request).secciones:
            if self.path.startswith(section.path):
                return section
        return self.get_parent().specific

    @property
    def estado_de_propuesta(self):
        """What has become of the proposal to the province, in words; empty without one."""
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

    def get_card_facts(self):
        return self.tipo_publico, date_format(self.fecha, "DATE_FORMAT")

    def get_article_facts(self):
        facts = {"published_time": self.fecha.isoformat()}
        if self.last_published_at:
            facts["modified_time"] = self.last_published_at.isoformat(timespec="seconds")
        if self.categoria:
            facts["section"] = self.categoria.nombre_traducido
        return facts

    def lineas_de_difusion(self):
        """What is announced of it (``difusion``); of what is old, nothing."""
        is_news = timezone.localdate() - self.fecha <= self.DAYS_OF_NEWS
        return [self.title, self.resumen] if is_news else []

    def get_json_ld(self, request):
        chrome = Chrome.for_request(request, self)
        article = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.resumen,
            "url": self.get_full_url(request),
            "mainEntityOfPage": self.get_full_url(request),
            "datePublished": self.fecha.isoformat(),
            "inLanguage": chrome.lang,
            "publisher": organization(chrome),
        }
        if self.last_published_at:
            article["dateModified"] = self.last_published_at.isoformat()
        if minutos := self.minutos_de_lectura:
            article["timeRequired"] = f"PT{minutos}M"
        if self.correcciones_por_fecha:
            article["correction"] = [
                {
                    "@type": "CorrectionComment",
                    "text": correccion.texto,
                    "datePublished": correccion.fecha.isoformat(),
                }
                for correccion in self.correcciones_por_fecha
            ]
        if self.fuente:
            article["creditText"] = self.fuente
        if self.categoria:
            article["articleSection"] = self.categoria.nombre_traducido
        if self.imagen_portada:
            article["image"] = chrome.absolute(share_image(self.imagen_portada).url)
        return [article, *super().get_json_ld(request)]
