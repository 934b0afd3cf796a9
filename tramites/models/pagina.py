"""How a procedure answers: as a page, and as plain text to take away."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from base.chrome import Chrome
from base.compartir import share_links
from base.direcciones import address_here
from base.fragmentos import fragment
from directorio.vigencia import ConEstadosMixin, states
from tramites import lugares
from tramites.ficha import make_ficha
from tramites.filas import draft_filas, saved_filas
from tramites.json_ld import government_service
from tramites.qr import qr_svg
from tramites.texto import Medida, as_text, text_links


class PaginaDeTramite(ConEstadosMixin, RoutablePageMixin):
    """What the procedure itself and the page in which a municipality adapts it have in common.

    Concrete classes say which the procedure is (``canonico``) and what is local of it
    (``local``, or None).
    """

    parent_page_types = ["tramites.TramitesIndexPage"]
    subpage_types = []

    TEMPLATE = "tramites/tramite_page.html"
    TEXT_TEMPLATE = "tramites/tramite_texto.html"

    @path("")
    def ver(self, request):
        chrome = Chrome.for_request(request, self)
        direccion = chrome.absolute(self.direccion(request))
        frame = self.frame(request)
        return self.render(
            request,
            template=self.TEMPLATE,
            context_overrides={
                **frame,
                "estados": states(frame["ficha"].oficinas),
                "compartir": share_links(direccion, self.canonico.title),
                "texto_url": f"{self.direccion(request)}texto/",
                "qr": qr_svg(direccion),
            },
        )

    @path("texto/")
    def texto(self, request):
        texto = self.as_text(request)
        return self.render(
            request,
            template=self.TEXT_TEMPLATE,
            context_overrides={
                **self.frame(request),
                "titulo_pagina": _("%(titulo)s, como texto") % {"titulo": self.canonico.title},
                "texto": texto,
                "medida": Medida.of(texto),
                "lineas": texto.count("\n") + 1,
                "envios": text_links(texto),
                "archivo_url": f"{self.direccion(request)}texto/archivo/",
                "tramite_url": self.direccion(request),
            },
        )

    @path("texto/archivo/")
    def archivo_de_texto(self, request):
        return HttpResponse(f"{self.as_text(request)}\n", content_type="text/plain; charset=utf-8")

    def frame(self, request):
        return {
            "ficha": self.get_ficha(request),
            "titulo_pagina": self.canonico.title,
            "canonica": self.canonico.get_full_url(request),
        }

    def direccion(self, request):
        """The address of this page in the portal that the request addresses."""
        return Chrome.for_request(request, self).pagina_url or request.path

    def as_text(self, request):
        direccion = Chrome.for_request(request, self).absolute(self.direccion(request))
        return as_text(self.get_ficha(request), direccion)

    def get_ficha(self, request):
        """Everything that a reader of this portal is told; kept until something changes."""
        if not hasattr(self, "_ficha"):
            ficha, now = self._read_ficha(request), timezone.now()
            offices = [oficina.at(now) for oficina in ficha.oficinas]
            self._ficha = replace(ficha, oficinas=offices)
        return self._ficha

    def _read_ficha(self, request):
        chrome = Chrome.for_request(request)

        def compute(read_filas=saved_filas):
            local = self.local
            filas = read_filas(self.canonico, local)
            chosen = [row.entidad_id for row in filas[1]["oficinas"]]
            oficinas, entidad, donde = lugares.places(self.canonico, local, chosen, request)
            return make_ficha(
                self.canonico,
                local,
                filas,
                oficinas=oficinas,
                entidad=entidad,
                direccion_de=partial(address_here, request=request),
                donde=donde,
                municipios=lugares.municipal_addresses(self.canonico, request),
            )

        if getattr(request, "is_preview", False):
            return compute(draft_filas)
        return fragment(f"tramite-{self.pk}-{chrome.site.pk}", compute)

    def get_meta_description(self):
        return self.canonico.resumen

    def get_card_facts(self):
        return self.tipo_publico, ""

    def get_json_ld(self, request):
        url, chrome = self.canonico.get_full_url(request), Chrome.for_request(request)
        service = government_service(self.get_ficha(request), url, chrome)
        return [service, *super().get_json_ld(request)]
