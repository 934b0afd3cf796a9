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

from .fields import reference
from .translation import CamposPorIdioma
from .vigencia import ConVigencia

# What Wagtail takes from the page itself, whatever a revision of it says.
_OF_THE_PAGE = ("content_type", "owner", "locked_by", "latest_revision", "locale", "alias_of")


class PermissionTester(PagePermissionTester):
    """Wagtail's rules of what a person may do with a page; ``moderacion`` puts its own in place."""

    @property
    def decides_what_is_public(self):
        """Whether the person has the right to publish, whoever wrote the page."""
        return super().can_publish()


class BasePage(CamposPorIdioma, ConVigencia, Page):
    """What every page of a portal has: a summary, a cover and somebody who answers for it."""

    base_form_class = BasePageForm
    # What somebody may do with it; the rules of moderation put theirs here.
    permission_tester_class = PermissionTester
    # A method of the class that returns those of its pages that their section does not show
    # now, though they are published; None where every section shows all of them. With
    # ``Retenible`` they are not at their own address either.
    withheld = None
    # Whether it is read for some days only: nobody waits for its translation.
    es_del_dia = False
    # Whether what it describes can be asked, and answers (``atencion``).
    atiende_casos = False
    # No form asks for it: nobody could translate what an import wrote there.
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
        """Give translators what is to be seen on the cover as a text of this page.

        What the image itself is said to show is in Spanish in every language.
        """
        if self.imagen_portada is None:
            self.alt_portada = ""
        elif not self.alt_portada and self.locale.language_code == settings.LANGUAGE_CODE:
            self.alt_portada = self.imagen_portada.description

    @property
    def texto_de_portada(self):
        """What is to be seen on the cover, in the language of the page where that is known."""
        return self.alt_portada or texto_alternativo(self.imagen_portada)

    def permissions_for_user(self, user):
        return self.permission_tester_class(user, self)

    def with_content_json(self, content):
        """Return the page as a revision has it; Wagtail would look up what it then puts back."""
        kept = {name: value for name, value in content.items() if name not in _OF_THE_PAGE}
        return super().with_content_json(kept)

    def route(self, request, path_components):
        """Find what is not translated where the original stands, for the reader to be led there."""
        try:
            return super().route(request, path_components)
        except Http404:
            original = self.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
            if is_original() or not (found := original.first()):
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
        """Return that of this page, or of the nearest above: asked once, by form and menu alike."""
        return self._workflow

    def get_view_restrictions(self):
        """Return those of this page and of the pages around it, with one query where there is none.

        Wagtail takes two on every page. Where an alias has those of its source, it is asked.
        """
        around = Page.objects.filter(path__in=[self.path, *paths_above(self.path)])
        rows = list(around.values_list("alias_of", "view_restrictions"))
        if any(source for source, _restriction in rows):
            return super().get_view_restrictions()
        found = [restriction for _source, restriction in rows if restriction]
        return PageViewRestriction.objects.filter(pk__in=found)

    def get_sitemap_urls(self, request=None):
        """The same, with what tells the languages of one page from other pages."""
        of_page = {"clave": self.translation_key, "idioma": self.locale_id}
        return [url | of_page for url in super().get_sitemap_urls(request)]

    @property
    def tipo_publico(self):
        """What a citizen calls a page of this kind."""
        return self.page_type_display_name

    @property
    def presentation(self):
        """How it is shown, as its section declares it."""
        return presentation_of(type(self))(self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | self.presentation.get_context(request)


class SubpagesMixin(RoutablePageMixin):
    """A page with addresses of its own below it: those that its presentation declares."""

    @classmethod
    def get_subpage_urls(cls):
        return (*presentation_of(cls).urls, *super().get_subpage_urls())

    def route(self, request, path_components):
        found = path_components and self.presentation.find(request, path_components)
        return found or super().route(request, path_components)

    def check_request_method(self, request, serve_args=(), serve_kwargs=None):
        """A view below the page may take what the page itself does not: see ``accepts_post``."""
        if serve_args and request.method in getattr(serve_args[0], "more_methods", ()):
            return None
        return super().check_request_method(request, serve_args, serve_kwargs)


class IndexPage(SubpagesMixin, BasePage):
    """The page of a section in one portal, right below the front page; there is one of a kind."""

    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        abstract = True


class Retenible:
    """A page whose section may not show it though it is published: see ``BasePage.withheld``."""

    def route(self, request, path_components):
        if type(self).withheld().filter(pk=self.pk).exists():
            raise Http404
        return super().route(request, path_components)
