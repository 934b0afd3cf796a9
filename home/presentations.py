"""Presentations of portadas and páginas informativas."""

from django.conf import settings
from django.urls import resolve
from django.utils import translation

from avisos.emergencia import front_page
from base.compartir import share_page
from base.frame import Frame
from base.json_ld import organization, web_site
from base.presentation import Presentation
from base.publicas import publicas
from tramites.models import TramitesIndexPage

from .bloques import chosen
from .hoy import hoy
from .models import HomePage, StandardPage

_PROCEDURES = 5


class HomePresentation(Presentation):
    model = HomePage
    search_group = ""

    def reserves_slug(self, slug):
        """Return whether ``slug`` is a URL of the installation: search, admin, files…"""
        prefixes = {"static", "media", *dict(settings.LANGUAGES)}
        if slug in prefixes:
            return True
        with translation.override(settings.LANGUAGE_CODE):
            return any(
                resolve(f"/{slug}/{rest}").url_name != "wagtail_serve" for rest in ("", "1/")
            )

    def get_substitute(self, request):
        """Return the response that replaces the page during an emergency, or None."""
        return front_page(request)

    def get_context(self, request):
        procedures = Frame.for_request(request, self.page).seccion(TramitesIndexPage)
        most_used = procedures.most_used_links(request) if procedures else []
        return {
            "hoy": hoy(request),
            "tramites": most_used[:_PROCEDURES],
            **chosen(self.page, request),
        }

    def get_json_ld(self, request):
        frame = Frame.for_request(request, self.page)
        return [organization(frame), web_site(frame)]


class StandardPresentation(Presentation):
    model = StandardPage

    def get_context(self, request):
        below = self._read_below(request) if self.page.numchild else []
        return {"subpaginas": below, "compartir": share_page(self.page, request)}

    def _read_below(self, request):
        children = publicas(StandardPage.objects.child_of(self.page)).order_by("path")
        return [
            {"titulo": page.title, "resumen": page.resumen, "url": page.get_url(request)}
            for page in children
        ]
