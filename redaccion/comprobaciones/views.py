"""Views that check a page while it is typed, for Wagtail's panel of checks."""

from http import HTTPStatus

from bs4 import BeautifulSoup
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, override
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from . import peso
from .observaciones import report_on


class ComprobacionesMixin:
    """View that renders the page of the preview as a citizen gets it, and checks the result.

    The preview stores the typed data; Wagtail's preview view checks who may see it.
    """

    http_method_names = ("get", "head", "options")

    def get(self, request, *args, **kwargs):
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if not self.validate_form(form):
            return self.answer()
        form.save(commit=False)
        page = self.object
        # Rendering activates the language of the page and would leave it active.
        with override(get_language()):
            shown = page.make_preview_request(
                request, page.default_preview_mode, {"is_editing": True}
            )
        if shown.status_code != HTTPStatus.OK:
            return self.answer()
        soup = BeautifulSoup(shown.content.decode(shown.charset), "html.parser")
        return self.answer(report_on(page, form, shown, soup))

    def answer(self, report=None):
        limits = {"propio": peso.PROPIO, "al_abrir": peso.AL_ABRIR, "entera": peso.ENTERA}
        return render(
            self.request,
            "redaccion/comprobaciones.html",
            {"informe": report, "limites": limits},
        )


class ComprobarView(ComprobacionesMixin, PreviewOnEditView):
    """Checks of a saved page."""


class ComprobarNuevaView(ComprobacionesMixin, PreviewOnCreateView):
    """Checks of a page that was never saved."""

    def get_object(self):
        """Raise ``Http404`` unless the URL names a page type; Wagtail accepts any model."""
        model = self.content_type.model_class()
        if model is None or not issubclass(model, Page):
            raise Http404
        return super().get_object()
