"""The directory as a list: what its page and its printed sheet show."""

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
from .cards import idioma_de, tarjetas
from .exports import Directorio, as_vcf, one_by_one, told_of
from .models.contacto import Contacto, Contesta
from .models.listas import TipoEntidad
from .telefonos import telefonos_de
from .vigencia import states


class EntidadesList(PublicList):
    formats = ("vcf", "csv", "json")
    is_searchable = True
    items_name = "entidades"

    @cached_property
    def every(self):
        return queries.entidades_de(self.frame.site, self.frame.inicio)

    @cached_property
    def listed(self):
        return queries.principales(self.every, self.frame.site, self.frame.inicio)

    @cached_property
    def choices(self):
        """The kinds and the letters that it may be narrowed by."""
        return _options(self.page, self.frame)

    def get_items(self):
        # Whoever names an office finds it, though the list leaves offices to their entities.
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
        return tarjetas(items, self.request, indice=self.page)

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
        """The list as it is narrowed; without that everything, with the offices."""
        # An address without a query asks for nothing, and nobody has to know what it might ask.
        is_narrowed = self.request.GET and self.is_narrowed
        found = self.found if is_narrowed else self.every.con_atencion().alphabetical()
        if formato == "vcf":
            return as_vcf(told_of(found), "directorio", self.request)
        directorio, items = Directorio(self.request), one_by_one(found)
        if formato == "csv":
            return directorio.as_csv(items)
        data = {
            "portal": self.frame.titulo,
            "generado": timezone.localtime().isoformat(timespec="seconds"),
            "entidades": list(directorio.registros(items)),
        }
        return directorio.as_json(data)


class HojaList(PublicList):
    """Everything by its kind, on one sheet unless there is too much for a telephone to load."""

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
    """Return the kinds of entities of a directory."""
    kinds, _letters = _options(index, Frame.for_request(request))
    return kinds


def _options(index, frame):
    """Return the kinds and the first letters that the directory has."""

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
    """Return (name, number, link) of the entities to call in need: the number of all hours."""

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
