from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from avisos import cap
from avisos.cards import aviso_cards
from avisos.feeds import avisos_feed
from avisos.vigentes import avisos_vigentes
from base.chrome import Chrome, Feed
from base.feeds import dated
from base.hallazgos import Encontrado
from base.models import BasePage
from base.paginacion import paginate
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.tree import in_one_tree

from .aviso import AvisoPage
from .opciones import Tipo

_PROVINCIA = "provincia"


class AvisosIndexPage(RoutablePageMixin, BasePage):
    """The avisos that concern one portal: its own, and those of the province."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["avisos.AvisoPage"]
    max_count_per_parent = 1
    lists_its_pages = True
    page_description = _("Reúne los avisos del portal. Hay una sola.")

    PER_PAGE = 12
    FEED_LENGTH = 20

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        verbose_name = _("sección de avisos")
        verbose_name_plural = _("secciones de avisos")

    def route(self, request, path_components):
        is_shared = len(path_components) == 2 and path_components[0] == _PROVINCIA
        if is_shared and (aviso := self.find_shared_page(request, path_components[1])):
            Chrome.for_request(request, aviso).section = self
            return aviso.route(request, [])
        return super().route(request, path_components)

    def find_shared_page(self, request, slug):
        """Return the aviso of the province at ``slug``, if it concerns this portal."""
        if es_de_la_provincia(self.path):
            return None
        datos = Chrome.for_request(request).datos
        of_province = in_the_province()
        originals = AvisoPage.objects.para(datos).filter(of_province)
        return publicas(
            AvisoPage.objects.filter(
                of_province,
                slug=slug,
                locale_id=self.locale_id,
                translation_key__in=originals.order_by().values("translation_key"),
            )
        ).first()

    def get_shared_path(self, page):
        return f"{_PROVINCIA}/{page.slug}/"

    def reserves_slug(self, slug):
        return slug in {_PROVINCIA, "atom", "cap", "rss"}

    @path("")
    def lista(self, request):
        chrome = Chrome.for_request(request, self)
        tipo = request.GET.get("tipo", "")
        tipo = tipo if tipo in Tipo.values else ""
        every = AvisoPage.objects.para(chrome.datos)
        found = every.filter(tipo=tipo) if tipo else every
        paging = paginate(request, found.terminados(), self.PER_PAGE)
        number = paging["pagina"].number
        vigentes = [] if number > 1 else aviso_cards(found.vigentes(), request, self)
        titulo = Tipo(tipo).label if tipo else ""
        return self.render(
            request,
            context_overrides={
                **paging,
                "vigentes": vigentes,
                "pasados": aviso_cards(paging["pagina"].object_list, request, self),
                "filtro": titulo,
                "tipos": self.kinds(every, tipo, request),
                "titulo_pagina": f"{self.title}: {titulo}" if titulo else None,
                "canonica": chrome.absolute(self._canonical(request, tipo, number)),
            },
        )

    def kinds(self, every, chosen, request):
        """Return a link for each kind of which there are avisos, in the order of the kinds."""
        used = set(every.order_by().values_list("tipo", flat=True).distinct())
        url = self.get_url(request)
        return [
            {"nombre": tipo.label, "url": f"{url}?tipo={tipo.value}", "actual": tipo == chosen}
            for tipo in Tipo
            if tipo.value in used
        ]

    def _canonical(self, request, tipo, number):
        query = [f"tipo={tipo}"] if tipo else []
        query += [f"page={number}"] if number > 1 else []
        return f"{request.path}?{'&'.join(query)}" if query else request.path

    @re_path(r"^(rss|atom)/$")
    def feed(self, request, formato):
        every = AvisoPage.objects.para(Chrome.for_request(request).datos)
        latest = every.order_by("-last_published_at", "-pk")[: self.FEED_LENGTH]
        return avisos_feed(request, self, formato, aviso_cards(latest, request, self))

    @path("cap/")
    def mensajes(self, request):
        return cap.messages_feed(request, self)

    @path("cap/<slug:identificador>/")
    def mensaje(self, request, identificador):
        message = get_object_or_404(cap.messages_for(request), identificador=identificador)
        return dated(cap.message_response(message), request, message.enviado)

    def get_message_url(self, message, request):
        return f"{self.get_url(request)}cap/{message.identificador}/"

    def get_feeds(self, request):
        titulo = f"{self.title} · {Chrome.for_request(request).nombre}"
        url = self.get_url(request)
        return [
            Feed(titulo, f"{url}rss/", "application/rss+xml", gettext("Avisos (RSS)")),
            Feed(titulo, f"{url}atom/", "application/atom+xml"),
            Feed(f"{titulo} (CAP)", f"{url}cap/", "application/atom+xml"),
        ]

    def present_found(self, pages, request):
        """Tell of avisos whether they hold; those of the province are read within this portal."""
        vigentes = {card.pk: card.url for card in avisos_vigentes(request)}
        found = {}
        for page in pages:
            if page.pk in vigentes:
                found[page.pk] = Encontrado(vigentes[page.pk], (gettext("Aviso"),))
            elif page.specific_class is AvisoPage and self._concerns(page):
                found[page.pk] = Encontrado(self._url(page, request), (gettext("Aviso terminado"),))
        return found

    def _concerns(self, page):
        """Whether an aviso that was found here is of this portal, or of the province for it."""
        return in_one_tree(page.path, self.path) or es_de_la_provincia(page.path)

    def _url(self, page, request):
        is_own = in_one_tree(page.path, self.path)
        return page.get_url(request) if is_own else self.get_shared_url(page, request)
