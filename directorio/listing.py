"""Lists of the directory: its page and its sheet to print."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from base.frame import Frame
from base.idiomas import en_espanol
from base.listing import Filter, PublicList
from base.nombres import con_idioma
from servidor.caches.fragments import fragment

from . import queries
from .canales import TELEFONICOS
from .cards import idioma_de, tarjeta_base
from .exports import Directorio, as_vcf, one_by_one, told_of
from .models.contacto import Contacto, Contesta
from .models.listas import TipoEntidad
from .telefonos import telefonos_de
from .vigencia import states


class EntidadesList(PublicList):
    formats = ("vcf", "csv", "json")
    is_searchable = True
    items_name = "entidades"
    seconds = DEFAULT_TIMEOUT

    @cached_property
    def every(self):
        return queries.entidades_de(self.frame.site, self.frame.inicio)

    @cached_property
    def listed(self):
        return queries.principales(self.every, self.frame.site, self.frame.inicio)

    @cached_property
    def choices(self):
        """Types and initial letters by which the list can be filtered."""
        return _options(self.page, self.frame)

    def get_items(self):
        # A search by text finds offices too; the plain list shows them only in their entidades.
        found = self.every if self.text else self.listed
        return found.con_atencion().alphabetical()

    def get_filters(self):
        kinds, letters = self.choices
        return [
            Filter("tipo", [(kind["slug"], kind["nombre"]) for kind in kinds], "tipo__slug"),
            Filter(
                "letra",
                [(letter, letter) for letter in letters],
                lambda found, letter: found.starting_with(letter),
                clean=str.upper,
            ),
        ]

    def get_cards(self, items):
        return [tarjeta_base(entidad, self.request, self.page) for entidad in items]

    def get_current(self, cards):
        now = timezone.now()
        return [card.at(now) for card in cards]

    def get_extra_context(self, cards):
        kinds, letters = self.choices
        return {
            "estados": states(cards),
            "tipos": kinds,
            "tipo": next((kind for kind in kinds if kind["slug"] == self.chosen["tipo"]), None),
            "letras": letters,
            "letra": self.chosen["letra"],
            "emergencias": emergencias(self.frame),
        }

    def write(self, formato):
        """Return the filtered list as a file; without filters, all entidades and offices."""
        # Without a query string nothing is filtered: do not run the queries for the choices.
        is_narrowed = self.request.GET and self.is_narrowed
        found = self.found if is_narrowed else self.every.con_atencion().alphabetical()
        if formato == "vcf":
            return as_vcf(told_of(found), "directorio", self.request)
        now = timezone.localtime().isoformat(timespec="seconds")
        items = one_by_one(found)
        return Directorio(self.request).download(formato, items, "entidades", generado=now)


class HojaList(PublicList):
    """All entidades by type, in one sheet; only very long directories have several pages."""

    path = "imprimir/"
    template = "directorio/imprimir.html"
    per_page = 200
    items_name = "grupos"

    @cached_property
    def every(self):
        return queries.entidades_de(self.frame.site, self.frame.inicio)

    @cached_property
    def urgent(self):
        return emergencias(self.frame)

    @property
    def full_title(self):
        return _("%(titulo)s para imprimir") % {"titulo": self.page.title}

    def get_items(self):
        found = self.every.exclude(tipo__es_emergencia=True) if self.urgent else self.every
        found = found.annotate(clase=TipoEntidad.translated("tipo__"))
        by_kind = F("clase").asc(nulls_last=True)
        return found.prefetch_related("contactos").order_by(by_kind, "titulo_llano", "pk")

    def get_cards(self, items):
        kinds = {}
        for entidad in items:
            idioma = idioma_de(entidad, self.request)
            kinds.setdefault(entidad.clase or "", []).append(
                {
                    "titulo": con_idioma(entidad.title, idioma),
                    "telefonos": telefonos_de(entidad.contactos.all(), idioma),
                    "direccion": entidad.direccion,
                }
            )
        return list(kinds.items())

    def get_extra_context(self, cards):
        return {"emergencias": self.urgent}


def kinds_of(index, request):
    """Return the types that the directory ``index`` has, as dicts with ``slug`` and ``nombre``."""
    kinds, _letters = _options(index, Frame.for_request(request))
    return kinds


def _options(index, frame):
    """Return the types and the initial letters of the entidades in the directory."""

    def compute():
        every = queries.entidades_de(frame.site, frame.inicio)
        listed = queries.principales(every, frame.site, frame.inicio)
        rows = list(
            listed.with_letter()
            .order_by()
            .values_list("letra", "tipo__slug", TipoEntidad.translated("tipo__"))
            .distinct()
        )
        kinds = sorted({(name, slug) for _letter, slug, name in rows if slug})
        letters = sorted({letter.upper() for letter, _slug, _name in rows if letter.isalpha()})
        return [{"slug": slug, "nombre": name} for name, slug in kinds], letters

    return fragment(f"directorio-{index.pk}", compute)


def emergencias(frame):
    """Return [(name, number, link)] of emergency entidades: the 24-hour number, else the first."""

    def compute():
        every = queries.entidades_de(frame.site, frame.inicio)
        urgent = every.filter(tipo__es_emergencia=True).order_by()
        phones = Contacto.objects.filter(page__in=urgent.values("pk"), canal__in=TELEFONICOS)
        at_night = Case(When(contesta=Contesta.SIEMPRE, then=0), default=1)
        in_order = phones.order_by("page__titulo_llano", "page", at_night, "sort_order", "pk")
        first = {}
        for row in in_order.annotate(titulo=F("page__title"), idioma=F("page__locale")):
            is_readers = row.idioma == frame.inicio.locale_id
            nombre = row.titulo if is_readers else en_espanol(row.titulo)
            first.setdefault(row.page_id, (nombre, row.texto, row.enlace))
        return list(first.values())

    return fragment(f"emergencias-{frame.inicio.pk}", compute)
