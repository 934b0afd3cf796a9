from http import HTTPMethod

from django.conf import settings
from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PagePermissionTester, PageViewRestriction, WorkflowPage
from wagtail.search import index

from base.forms.pages import BasePageForm
from base.fotos import texto_alternativo
from base.idiomas import is_original
from base.sections import presentation_of
from base.tree import paths_above
from servidor.caches.fragments import fragment

from .fields import reference
from .translation import CamposPorIdioma
from .vigencia import ConVigencia

# Fields that Wagtail takes from the page itself, whatever a revision contains.
_OF_THE_PAGE = ("content_type", "owner", "locked_by", "latest_revision", "locale", "alias_of")


class PermissionTester(PagePermissionTester):
    """Wagtail's rules of what a user may do with a page; ``moderacion`` replaces this class."""

    @property
    def decides_what_is_public(self):
        """Whether the user has permission to publish, whoever wrote the page."""
        return super().can_publish()


class BasePage(CamposPorIdioma, ConVigencia, Page):
    """The base of every page type: summary, cover image and the person responsible for the page."""

    base_form_class = BasePageForm
    # What a user may do with the page; ``moderacion`` sets its own class here.
    permission_tester_class = PermissionTester
    # A class method that returns the published pages of this type that their section hides now, a
    # query set; None if it hides none. With ``Retenible``, hidden pages also answer 404.
    withheld = None
    # Whether the page is of use for a few days only: nobody waits for its translation.
    es_del_dia = False
    # Whether portals besides its own and the province may show a page of a municipality: then any
    # change of it empties the caches of all portals.
    se_ve_en_otros = True
    # Whether the entity that the page describes answers cases (``atencion``).
    atiende_casos = False
    # No form shows this field: nobody could translate what an import wrote there.
    de_cada_pagina = ("search_description",)
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    resumen = models.CharField(
        _("resumen"),
        max_length=300,
        help_text=_(
            "Una o dos oraciones. Se lee en las listas, en los buscadores y al compartir la página."
        ),
    )
    imagen_portada = reference(
        "base.PortalImage",
        _("imagen de portada"),
        help_text=_("También es la imagen con que se comparte la página."),
    )
    alt_portada = models.CharField(
        _("texto alternativo de la portada"),
        max_length=255,
        blank=True,
        help_text=_("Qué se ve, para quien no puede verla. Vacío: se toma el de la imagen."),
    )

    portada_panels = [FieldPanel("imagen_portada"), FieldPanel("alt_portada")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("resumen", widget=AdminAutoHeightTextInput),
        *portada_panels,
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel(
                    "show_in_menus",
                    help_text=_("Las seis primeras se ven en el menú; las demás, al pie."),
                ),
            ],
            heading=_("Dirección y menú"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("resumen", boost=1.5)]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        self._describe_cover()

    def _describe_cover(self):
        """Store the cover's alternative text in the page, so that translators get it.

        The text of the image itself is always Spanish.
        """
        if self.imagen_portada is None:
            self.alt_portada = ""
        elif not self.alt_portada and self.locale.language_code == settings.LANGUAGE_CODE:
            self.alt_portada = self.imagen_portada.description

    @property
    def texto_de_portada(self):
        """The cover's alternative text, in the language of the page if it is translated."""
        return self.alt_portada or texto_alternativo(self.imagen_portada)

    def permissions_for_user(self, user):
        return self.permission_tester_class(user, self)

    def with_content_json(self, content):
        """Return the page of a revision, without queries for fields that Wagtail then resets."""
        kept = {name: value for name, value in content.items() if name not in _OF_THE_PAGE}
        return super().with_content_json(kept)

    def route(self, request, path_components):
        """Route like Wagtail; for an untranslated path, return the original, to redirect to it."""
        try:
            return super().route(request, path_components)
        except Http404:
            if is_original():
                raise
            original = self.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
            if not (found := original.first()):
                raise
            return found.route(request, path_components)

    @cached_property
    def _workflow(self):
        around = WorkflowPage.objects.filter(
            workflow__active=True, page__path__in=[self.path, *paths_above(self.path)]
        )
        nearest = around.select_related("workflow").order_by("-page__depth").first()
        return nearest and nearest.workflow

    @property
    def has_workflow(self):
        return self._workflow is not None

    def get_workflow(self):
        """Return the workflow of this page or the nearest page above it; the query runs once."""
        return self._workflow

    def get_view_restrictions(self):
        """Return the restrictions of this page and the pages above; one query if there are none.

        Wagtail always needs two. With an alias, Wagtail's method is used: it reads those of its
        source.
        """
        around = Page.objects.filter(path__in=[self.path, *paths_above(self.path)])
        rows = list(around.values_list("alias_of", "view_restrictions"))
        if any(source for source, _restriction in rows):
            return super().get_view_restrictions()
        found = [restriction for _source, restriction in rows if restriction]
        return PageViewRestriction.objects.filter(pk__in=found)

    def get_sitemap_urls(self, request=None):
        """Return Wagtail's entries plus the keys that group the translations of one page."""
        of_page = {"clave": self.translation_key, "idioma": self.locale_id}
        return [url | of_page for url in super().get_sitemap_urls(request)]

    @property
    def tipo_publico(self):
        """The name of this page type for citizens."""
        return self.page_type_display_name

    @property
    def presentation(self):
        """The presentation of this page, as its section declares it."""
        return presentation_of(type(self))(self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | self.presentation.get_context(request)


class SubpagesMixin(RoutablePageMixin):
    """A page with views at addresses below it, which its presentation declares."""

    @classmethod
    def get_subpage_urls(cls):
        return (*presentation_of(cls).urls, *super().get_subpage_urls())

    def route(self, request, path_components):
        found = path_components and self.presentation.find(request, path_components)
        return found or super().route(request, path_components)

    def check_request_method(self, request, serve_args=(), serve_kwargs=None):
        """Allow the additional methods of a view below the page: see ``accepts_post``."""
        if serve_args and request.method in getattr(serve_args[0], "more_methods", ()):
            return None
        return super().check_request_method(request, serve_args, serve_kwargs)


class IndexPage(SubpagesMixin, BasePage):
    """The page of a section, directly below the portada; each portal has one of each type."""

    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        abstract = True


class Retenible:
    """A page that answers 404 while its section hides it: see ``BasePage.withheld``."""

    def route(self, request, path_components):
        if fragment(f"retenida-{self.pk}", lambda: self.withheld().filter(pk=self.pk).exists()):
            raise Http404
        return super().route(request, path_components)
