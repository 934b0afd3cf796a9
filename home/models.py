from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.search import index

from avisos.emergencia import front_page
from base.blocks import cuerpo_inicial
from base.frame import Frame
from base.homes import portal_homes
from base.models import BasePage
from base.models.fields import BlocksField
from base.models.portal import AL_COMPARTIR
from directorio.bloques import CuerpoBlock

from .accesos import MOST, AccesoBlock
from .bloques import PortadaBlock, portada_inicial
from .compartir import al_compartir
from .forms import HomePageForm


class HomePage(BasePage):
    """The front page of a portal in one language."""

    base_form_class = HomePageForm
    parent_page_types = ["wagtailcore.Page"]
    # Whether there is one that can be made is asked in this order: of a section, the database is.
    subpage_types = [
        "home.StandardPage",
        "tramites.TramitesIndexPage",
        "noticias.NoticiasIndexPage",
        "noticias.AgendaIndexPage",
        "directorio.DirectorioIndexPage",
        "avisos.AvisosIndexPage",
        "atencion.AtencionPage",
    ]
    page_description = _("La portada del portal.")

    lema = models.CharField(
        _("lema"), max_length=160, blank=True, help_text=_("Una oración bajo el nombre del portal.")
    )
    pregunta = models.CharField(
        _("pregunta del buscador"), max_length=80, default="¿Qué necesita hacer?"
    )
    accesos = BlocksField(
        [("acceso", AccesoBlock())],
        verbose_name=_("accesos directos"),
        blank=True,
        max_num=MOST,
        help_text=_("Hasta ocho, lo más buscado primero. Se ven junto al buscador."),
    )
    bloques = BlocksField(
        PortadaBlock(),
        verbose_name=_("bloques de la portada"),
        default=portada_inicial,
        blank=True,
        help_text=_(
            "Elija qué se ve bajo el buscador y en qué orden. El bloque que no tiene nada que "
            "mostrar no se ve."
        ),
    )
    cuerpo = BlocksField(
        CuerpoBlock(),
        verbose_name=_("otros contenidos"),
        blank=True,
        help_text=_("Textos, tablas o documentos. Se ven al final, después de los bloques."),
    )

    # It stands in no address.
    de_cada_pagina = ("slug",)
    _served_in_public = False

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lema"),
        FieldPanel("pregunta"),
        FieldPanel("accesos"),
        FieldPanel("bloques"),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lema")]

    class Meta:
        verbose_name = _("portada")
        verbose_name_plural = _("portadas")

    @property
    def localized(self):
        """This page in the language of the reader, as the frame of every page knows it."""
        found = (
            home
            for home in portal_homes()
            if home.translation_key == self.translation_key
            and home.locale.language_code == get_language()
            and home.live
            and home.pk != self.pk
        )
        return next(found, self)

    def get_view_restrictions(self):
        """None of a front page on its way to a reader that the frame knows to be public.

        Only there: who changes pages asks in the middle of it, before anything is to be kept.
        """
        if self._served_in_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def route(self, request, path_components):
        """Enter a section by the list that its menu needs anyway.

        On the way to what is below it a page needs no fields of its own: two queries less.
        """
        if not path_components and self.get_deferred_fields():
            whole = type(self).objects.select_related("locale").get(pk=self.pk)
            whole._served_in_public = any(
                home.pk == self.pk and home.es_publica for home in portal_homes()
            )
            return whole.route(request, path_components)
        frame = Frame.for_request(request)
        if path_components and self.pk == frame.inicio.pk:
            slug, *rest = path_components
            for page in frame.secciones:
                if page.slug == slug:
                    section = page if rest else type(page).objects.get(pk=page.pk)
                    return section.route(request, rest)
        return super().route(request, path_components)

    @classmethod
    def can_create_at(cls, parent):
        """Never in the admin: a front page comes to be with its portal (``crear_portales``)."""
        return False

    def serve_preview(self, request, mode_name):
        """The settings of the portal may ask for what stands for it where no page is."""
        if mode_name == AL_COMPARTIR:
            return al_compartir(request, self)
        return super().serve_preview(request, mode_name)

    def serve(self, request, *args, **kwargs):
        """In an emergency something else stands here, for as long as it lasts."""
        return front_page(request) or super().serve(request, *args, **kwargs)


class StandardPage(BasePage):
    """An informative page: history, government, contacts, terms of use."""

    parent_page_types = [
        "home.HomePage",
        "home.StandardPage",
        "transparencia.GobiernoIndexPage",
        "transparencia.TransparenciaIndexPage",
    ]
    subpage_types = ["home.StandardPage"]
    page_description = _("Texto que cambia poco: el municipio, el gobierno, los contactos.")

    cuerpo = BlocksField(
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


class PaginaInicial(models.Model):
    """A page with which a portal was born; one that people have deleted is not made again.

    ``clave`` names it in the data files of ``home.contenido``.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    clave = models.CharField(_("clave"), max_length=60)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("página inicial")
        verbose_name_plural = _("páginas iniciales")
        constraints = [
            models.UniqueConstraint(fields=["site", "clave"], name="home_pagina_inicial_unica")
        ]

    def __str__(self):
        return self.clave
