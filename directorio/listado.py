"""The directory as a list: what its page and its printed sheet show."""

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from base.fragmentos import fragment
from base.frame import Frame
from base.idiomas import en_espanol
from base.listing import Filter, PublicList
from base.nombres import con_idioma
from base.paginacion import paginate

from . import consultas
from .canales import TELEFONICOS
from .models.filas import Contacto
from .models.listas import TipoEntidad
from .tarjetas import idioma_de, tarjetas
from .vigencia import states

PER_SHEET = 200


class EntidadesList(PublicList):
    is_searchable = True
    items_name = "entidades"

    @cached_property
    def every(self):
        return consultas.entidades_de(self.frame.site, self.frame.inicio)

    @cached_property
    def listed(self):
        return consultas.principales(self.every, self.frame.site, self.frame.inicio)

    def get_items(self):
        # Whoever names an office finds it, though the list leaves offices to their entities.
        found = self.every if self.text else self.listed
        return found.con_atencion().alphabetical()

    def get_filters(self):
        kinds, letters = options(self.page, self.listed)
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
        kinds, letters = options(self.page, self.listed)
        return {
            "estados": states(cards),
            "tipos": kinds,
            "tipo": next((kind for kind in kinds if kind["slug"] == self.chosen["tipo"]), None),
            "letras": letters,
            "letra": self.chosen["letra"],
            "emergencias": emergencias(self.every, self.frame),
        }


def hoja_context(index, request):
    """Everything by its kind, on one sheet unless there is too much for a telephone to load."""
    frame = Frame.for_request(request, index)
    every = consultas.entidades_de(frame.site, frame.inicio)
    urgent = emergencias(every, frame)
    found = every.exclude(tipo__es_emergencia=True) if urgent else every
    found = found.annotate(clase=TipoEntidad.translated("tipo__")).prefetch_related("contactos")
    by_kind = F("clase").asc(nulls_last=True)
    paging = paginate(request, found.order_by(by_kind, "titulo_llano", "pk"), PER_SHEET)
    number = paging["pagina"].number
    query = f"?page={number}" if number > 1 else ""
    kinds = {}
    for entidad in paging["pagina"]:
        kinds.setdefault(entidad.clase or "", []).append(
            {
                "titulo": con_idioma(entidad.title, idioma_de(entidad, request)),
                "telefonos": [
                    row.texto for row in entidad.contactos.all() if row.canal in TELEFONICOS
                ],
                "direccion": entidad.direccion,
            }
        )
    return {
        **paging,
        "grupos": list(kinds.items()),
        "emergencias": [] if paging["pagina"].has_previous() else urgent,
        "titulo_pagina": _("%(titulo)s para imprimir") % {"titulo": index.title},
        "canonica": frame.absolute(f"{request.path}{query}"),
    }


def overview(index, request):
    """Return the kinds of entities of a directory, and whom to call in need."""
    frame = Frame.for_request(request)
    every = consultas.entidades_de(frame.site, frame.inicio)
    kinds, _letters = options(index, consultas.principales(every, frame.site, frame.inicio))
    return kinds, emergencias(every, frame)


def options(index, listed):
    """Return the kinds and the first letters that the directory has."""

    def compute():
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


def emergencias(every, frame):
    """Return (name, number, link) of the entities to call in need."""

    def compute():
        urgent = every.filter(tipo__es_emergencia=True).order_by()
        phones = Contacto.objects.filter(page__in=urgent.values("pk"), canal__in=TELEFONICOS)
        in_order = phones.order_by("page__titulo_llano", "page", "sort_order", "pk")
        first = {}
        for row in in_order.annotate(titulo=F("page__title"), idioma=F("page__locale")):
            is_readers = row.idioma == frame.inicio.locale_id
            nombre = row.titulo if is_readers else en_espanol(row.titulo)
            first.setdefault(row.page_id, (nombre, row.texto, row.enlace))
        return list(first.values())

    return fragment(f"emergencias-{frame.inicio.pk}", compute)
