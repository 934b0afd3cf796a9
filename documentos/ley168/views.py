"""Views of the lists of Ley 168: those of the Government and of each entidad of a portal."""

from collections import Counter

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from base.del_portal import hijas, secciones, section_model
from base.frame import Frame
from base.listing import Filter, PublicList
from base.nombres import con_idioma
from base.states import states_of
from directorio.cards import idioma_de
from directorio.partes import ParteDeEntidad
from documentos.models import FichaLey168Page
from servidor.caches.fragments import UNTIL_ANNOUNCED

from .cumplimiento import Cumplimiento, con_cuenta, de_portales
from .deberes import deberes
from .exports import Ley168, hallados_de
from .listas import estados, hallados, listas, tarjetas
from .situacion import SituacionDeLaObligacion


class Ley168List(PublicList):
    """All lists of the portal as cards or, with a filter, the obligaciones that match it."""

    path = "ley-168/"
    template = "documentos/ley168.html"
    title = gettext_lazy("Lista de la Ley 168")
    formats = ("csv", "json")
    items_name = "hallados"
    seconds = UNTIL_ANNOUNCED
    counted = ngettext_lazy("%(total)d obligación", "%(total)d obligaciones", "total")

    @cached_property
    def every(self):
        return listas(self.frame)

    def get_items(self):
        return estados(self.every)

    def get_filters(self):
        owners = [(item.valor, item.nombre(self.frame)) for item in self.every]
        duties = [(deber.slug, deber.nombre) for deber in deberes()]
        return [
            Filter(
                "estado", SituacionDeLaObligacion.choices, _only(lambda row: row[2]), _("Todas")
            ),
            Filter("entidad", owners, _only(lambda row: row[0].valor)),
            Filter("obligacion", duties, _only(lambda row: row[1].slug)),
        ]

    def get_listed(self):
        """Return the filtered obligaciones; without a filter, the lists of the entidades."""
        return self.found if self.is_narrowed else self.every[1:]

    def get_cards(self, items):
        if self.is_narrowed:
            return hallados(items, self.request)
        return tarjetas([self.every[0], *items], self.request)

    def get_extra_context(self, cards):
        rows = self.narrow(self.get_items(), but="estado")
        counted = Counter(situacion for _list, _deber, situacion, _row in rows)
        context = {
            "estados": states_of(self, {item: counted[item] for item in SituacionDeLaObligacion})
        }
        if self.is_narrowed:
            return context
        frame = self.frame
        shown = frame.abiertos if frame.es_provincial else [frame.datos]
        published = self.kept("cuentas", lambda: de_portales([record.site for record in shown]))
        return context | {
            "gobierno": cards[0],
            "entidades": cards[1:],
            "cuentas": published[frame.site.pk],
            "portales": _portales(shown, published, frame) if frame.es_provincial else [],
        }

    def write(self, formato):
        """Return the obligaciones with their state of today as CSV or JSON."""
        found, today = hallados_de(self.found, self.request), timezone.localdate()
        return Ley168(self.request).download(formato, found, "obligaciones", dia=today)


def _only(read):
    """Return a filter function that keeps the rows whose ``read(row)`` equals the value."""
    return lambda found, value: [row for row in found if read(row) == value]


def _portales(records, counted, frame):
    """Return the counts of each portal that has the section, by name."""
    sections = secciones(section_model(FichaLey168Page), frame)
    found = [
        {
            "nombre": record.territorio,
            "url": f"{section.get_full_url(frame.request)}ley-168/",
            "cuentas": counted[record.site_id],
        }
        for record in records
        if (section := sections.get(record.site.root_page.path))
    ]
    return sorted(found, key=lambda item: item["nombre"])


def resumen(index, request):
    """Return the context of the Ley 168 block in the section: its URL and the counts."""
    site = Frame.for_request(request, index).site
    return {"url": f"{index.get_url(request)}ley-168/", "cuentas": de_portales([site])[site.pk]}


def de_la_entidad(entidad, request):
    """Return the part of the page of an entidad with its list, or None without a public list.

    It does not name what is missing, because the page of an entidad has many queries already.
    """
    lists = hijas(FichaLey168Page, entidad, Frame.for_request(request))
    page = con_cuenta(lists, timezone.localdate()).first()
    if page is None:
        return None
    return ParteDeEntidad(
        clave="ley-168",
        titulo=_("Ley 168: qué publica"),
        plantilla="documentos/partes/ley168_de_la_entidad.html",
        contexto={
            "resumen": con_idioma(page.resumen, idioma_de(page, request)),
            "cuenta": Cumplimiento(page.publicadas, page.obligadas),
            "url": page.get_url(request),
        },
    )
