from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.search import index

from base.blocks import cuerpo_inicial
from base.frame import Frame
from base.homes import homes_of
from base.idiomas import is_original
from base.models import BasePage
from base.models.fields import BlocksField
from base.models.portal import AL_COMPARTIR
from directorio.bloques import CuerpoBlock
from servidor.caches.fragments import fragment

from .accesos import MOST, AccesoBlock
from .bloques import PortadaBlock, portada_inicial
from .compartir import al_compartir
from .forms import HomePageForm


class HomePage(BasePage):
    """Front page of a portal in one language."""

    base_form_class = HomePageForm
    parent_page_types = ["wagtailcore.Page"]
    # Wagtail looks in this order for a type that can be created; for sections that is a query.
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
        PortadaBlock,
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

    # The slug is in no URL.
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
        """This page in the active language, found without a query in the cached list of homes."""
        found = (
            home
            for home in homes_of(self.translation_key)
            if home.locale.language_code == get_language() and home.live and home.pk != self.pk
        )
        return next(found, self)

    def get_view_restrictions(self):
        """Return no restrictions while serving a front page that the frame knows to be public.

        Only then: code that changes pages asks in mid-change, and must not fill the caches.
        """
        if self._served_in_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def route(self, request, path_components):
        """Route to a section through the list of sections, which the menu needs anyway.

        A page on the way to its descendants needs no fields of its own: two queries less.
        """
        if not path_components and self.get_deferred_fields():
            whole = type(self).objects.select_related("locale").get(pk=self.pk)
            whole._served_in_public = any(
                home.pk == self.pk and home.es_publica for home in homes_of(self.translation_key)
            )
            return whole.route(request, path_components)
        frame = Frame.for_request(request)
        if path_components and self.pk == frame.inicio.pk:
            slug, *rest = path_components
            for page in frame.secciones:
                if page.slug == slug:
                    section = page if rest else type(page).objects.get(pk=page.pk)
                    return section.route(request, rest)
            if is_original() and slug not in self._slugs_below():
                raise Http404
        return super().route(request, path_components)

    def _slugs_below(self):
        """Return the slugs of all pages directly below, also of those that are not public."""

        def compute():
            return set(self.get_children().order_by().values_list("slug", flat=True))

        return fragment(f"slugs-{self.pk}", compute)

    @classmethod
    def can_create_at(cls, parent):
        """Return False: only ``crear_portales`` creates front pages, together with their portal."""
        return False

    def serve_preview(self, request, mode_name):
        """Render the preview of sharing card and icons if the portal's settings ask for it."""
        if mode_name == AL_COMPARTIR:
            return al_compartir(request, self)
        return super().serve_preview(request, mode_name)

    def serve(self, request, *args, **kwargs):
        """Serve the page, or its substitute during an emergency."""
        return self.presentation.get_substitute(request) or super().serve(request, *args, **kwargs)


class StandardPage(BasePage):
    """Página informativa: history, government, contacts, terms of use."""

    parent_page_types = [
        "home.HomePage",
        "home.StandardPage",
        "gobierno.GobiernoIndexPage",
        "transparencia.TransparenciaIndexPage",
    ]
    subpage_types = ["home.StandardPage"]
    page_description = _("Texto que cambia poco: el municipio, el gobierno, los contactos.")
    se_ve_en_otros = False

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
    """Initial page of a portal; if people delete the page, it is not created again.

    ``clave`` is its name in the data files of ``home.contenido``.
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
