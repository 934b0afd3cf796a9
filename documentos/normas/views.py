"""List of the normas that a portal shows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from base.listing import Filter, PublicList
from directorio.cards import idioma_de
from documentos.models import NormaPage
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .exports import Normas, one_by_one
from .queries import is_shared, normas_de, url_of


class NormasList(PublicList):
    """List of the normas of the portal and of the province."""

    path = "normas/"
    template = "documentos/normas.html"
    title = gettext_lazy("Normas")
    formats = ("csv", "json")
    is_searchable = True
    quoted = "%s"
    seconds = UNTIL_ANNOUNCED
    counted = ngettext_lazy("%(total)d norma", "%(total)d normas", "total")

    def get_items(self):
        return normas_de(self.request).order_by("-fecha", "-pk")

    def get_filters(self):
        known = fragment(f"normas-{self.page.pk}", self._read_kinds)
        kinds = [(kind.value, kind.label) for kind in NormaPage.Tipo if kind in known]
        return [
            Filter("tipo", kinds, "tipo", _("Todos los tipos")),
            Filter("estado", NormaPage.Estado.choices, "estado", _("Todos los estados")),
        ]

    def _read_kinds(self):
        return set(normas_de(self.request).order_by().values_list("tipo", flat=True).distinct())

    def get_cards(self, items):
        return tarjetas(items, self.request)

    def write(self, formato):
        return Normas(self.request).download(formato, one_by_one(self.found), "normas")


def tarjetas(normas, request):
    """Return the cards of normas; ``idioma`` is "" for one in the language of the reader."""
    return [
        {
            "titulo": page.title,
            "url": url_of(page, request),
            "resumen": page.resumen,
            "tipo": page.get_tipo_display(),
            "estado": page.get_estado_display(),
            "rige": page.rige,
            "fecha": page.fecha,
            "de_la_provincia": is_shared(page, request),
            "idioma": idioma_de(page, request),
        }
        for page in normas
    ]


def resumen(index, request):
    """Return the context of the normas block in the section: the count and the URL."""
    total = normas_de(request).count()
    return {"url": f"{index.get_url(request)}normas/", "total": total}
