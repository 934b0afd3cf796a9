"""Answers Wagtail's panel of checks with what is to be said of a page as it is being typed."""

from http import HTTPStatus

from bs4 import BeautifulSoup
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, override
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from . import peso
from .observaciones import informar


class ComprobacionesMixin:
    """Draws the page of the preview once more, as a citizen gets it, and reads what came out.

    The preview keeps what was typed; who may see that is asked by the view of the preview.
    """

    http_method_names = ("get", "head", "options")

    def get(self, request, *args, **kwargs):
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if not self.validate_form(form):
            return self.answer()
        form.save(commit=False)
        page = self.object
        # The page is drawn in its own language, and would leave that behind.
        with override(get_language()):
            shown = page.make_preview_request(
                request, page.default_preview_mode, {"is_editing": True}
            )
        if shown.status_code != HTTPStatus.OK:
            return self.answer()
        soup = BeautifulSoup(shown.content.decode(shown.charset), "html.parser")
        return self.answer(informar(page, form, shown, soup))

    def answer(self, report=None):
        limits = {"propio": peso.PROPIO, "al_abrir": peso.AL_ABRIR, "entera": peso.ENTERA}
        return render(
            self.request,
            "redaccion/comprobaciones.html",
            {"informe": report, "limites": limits},
        )


class ComprobarView(ComprobacionesMixin, PreviewOnEditView):
    """Of a page that is there."""


class ComprobarNuevaView(ComprobacionesMixin, PreviewOnCreateView):
    """Of one that was never saved."""

    def get_object(self):
        """Wagtail takes any model that an address names for a page."""
        model = self.content_type.model_class()
        if model is None or not issubclass(model, Page):
            raise Http404
        return super().get_object()
