from django.conf import settings
from django.db import models
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from avisos.emergencia import front_page
from base.blocks import CuerpoBlock, cuerpo_inicial
from base.chrome import Chrome
from base.compartir import share_links
from base.fragmentos import fragment
from base.json_ld import organization
from base.models import BasePage
from base.publicas import publicas
from noticias.cards import noticia_cards
from noticias.models import AgendaIndexPage, NoticiaPage, NoticiasIndexPage
from tramites.models import TramitesIndexPage


class AccesoValue(blocks.StructValue):
    @property
    def titulo(self):
        return self["texto"] or (self["pagina"].title if self["pagina"] else "")


class AccesoBlock(blocks.StructBlock):
    pagina = blocks.PageChooserBlock(label=_("Página"))
    texto = blocks.CharBlock(
        label=_("Nombre del acceso"),
        required=False,
        max_length=60,
        help_text=_("Si se deja vacío, el título de la página."),
    )
    descripcion = blocks.CharBlock(label=_("Descripción"), required=False, max_length=120)

    class Meta:
        icon = "link"
        label = _("Acceso directo")
        description = _("Lleva de la portada a lo que más se busca.")
        value_class = AccesoValue
        template = "blocks/acceso.html"
        preview_value = {
            "pagina": None,
            "texto": _("Renovar el carné"),
            "descripcion": _("Qué necesita y dónde."),
        }


class HomePage(BasePage):
    """The front page of a portal in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "tramites.TramitesIndexPage",
        "noticias.NoticiasIndexPage",
        "noticias.AgendaIndexPage",
        "directorio.DirectorioIndexPage",
        "avisos.AvisosIndexPage",
        "home.StandardPage",
    ]
    page_description = _("La portada del portal.")

    SHARED = 6
    PROCEDURES = 5

    lema = models.CharField(
        _("lema"), max_length=160, blank=True, help_text=_("Una oración bajo el nombre del portal.")
    )
    pregunta = models.CharField(
        _("pregunta del buscador"), max_length=80, default="¿Qué necesita hacer?"
    )
    accesos = StreamField(
        [("acceso", AccesoBlock())],
        verbose_name=_("accesos directos"),
        blank=True,
        max_num=8,
        help_text=_("Hasta ocho, lo más buscado primero."),
    )
    cuerpo = StreamField(
        CuerpoBlock(),
        verbose_name=_("otros contenidos"),
        blank=True,
        help_text=_("Se muestran después de las noticias."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lema"),
        FieldPanel("pregunta"),
        FieldPanel("accesos"),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lema")]

    class Meta:
        verbose_name = _("portada")
        verbose_name_plural = _("portadas")

    def route(self, request, path_components):
        """Enter a section by the list that its menu needs anyway: one query less."""
        chrome = Chrome.for_request(request)
        if path_components and self.pk == chrome.inicio.pk:
            slug, *rest = path_components
            for page in chrome.secciones:
                if page.slug == slug:
                    # On the way to what is below it a section needs no fields of its own.
                    section = page if rest else type(page).objects.get(pk=page.pk)
                    return section.route(request, rest)
        return super().route(request, path_components)

    def reserves_slug(self, slug):
        """The addresses of the installation come before those of pages: search, admin, files…"""
        prefixes = {"static", "media", *dict(settings.LANGUAGES)}
        if slug in prefixes:
            return True
        with translation.override(settings.LANGUAGE_CODE):
            return any(
                resolve(f"/{slug}/{rest}").url_name != "wagtail_serve" for rest in ("", "1/")
            )

    @classmethod
    def can_create_at(cls, parent):
        """Never in the admin: a front page comes to be with its portal (``crear_portales``)."""
        return False

    def serve(self, request, *args, **kwargs):
        """In an emergency something else stands here, for as long as it lasts."""
        return front_page(request) or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chrome = Chrome.for_request(request, self)
        news = [page for page in chrome.secciones if isinstance(page, NoticiasIndexPage)]
        procedures = [page for page in chrome.secciones if isinstance(page, TramitesIndexPage)]
        agenda = [page for page in chrome.secciones if isinstance(page, AgendaIndexPage)]
        context |= {
            "accesos": self.public_links(request),
            "tramites": procedures[0].most_used(request)[: self.PROCEDURES] if procedures else [],
            "noticias": news[0].latest_cards(request) if news else [],
            "noticias_url": news[0].get_url(request) if news else None,
            "eventos": agenda[0].next_cards(request) if agenda else [],
            "agenda_url": agenda[0].get_url(request) if agenda else None,
            "municipios": []
            if chrome.son_muchos or not chrome.es_provincial
            else chrome.municipios,
            "compartidas": self.shared_cards(request) if chrome.es_provincial else [],
        }
        return context

    def public_links(self, request):
        """The quick links whose page a citizen may read now."""
        links = [block.value for block in self.accesos if block.value["pagina"]]
        pages = Page.objects.filter(pk__in=[link["pagina"].pk for link in links])
        public = set(publicas(pages).values_list("pk", flat=True)) if links else set()
        return [
            {
                "titulo": link.titulo,
                "descripcion": link["descripcion"],
                "url": link["pagina"].get_url(request),
            }
            for link in links
            if link["pagina"].pk in public
        ]

    def shared_cards(self, request):
        """News that the municipalities share with the province, at their own addresses."""
        accepted = NoticiaPage.objects.aceptadas().filter(locale_id=self.locale_id)
        shared = accepted.not_descendant_of(self)
        names = {record.site_id: record.nombre for record in Chrome.for_request(request).registros}
        return fragment(
            f"compartidas-{self.pk}",
            lambda: noticia_cards(
                publicas(shared).recent()[: self.SHARED], request, portal_names=names
            ),
        )

    def get_json_ld(self, request):
        return [organization(Chrome.for_request(request, self))]


class StandardPage(BasePage):
    """An informative page: history, government, contacts, terms of use."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Texto que cambia poco: el municipio, el gobierno, los contactos.")

    cuerpo = StreamField(
        CuerpoBlock(), verbose_name=_("contenido"), default=cuerpo_inicial, blank=True
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("cuerpo")]

    class Meta:
        verbose_name = _("página informativa")
        verbose_name_plural = _("páginas informativas")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        children = StandardPage.objects.child_of(self).order_by("path")
        context["subpaginas"] = [
            {"titulo": page.title, "resumen": page.resumen, "url": page.get_url(request)}
            for page in (publicas(children) if self.numchild else [])
        ]
        context["compartir"] = share_links(self.get_full_url(request), self.title)
        return context
