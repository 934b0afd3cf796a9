"""What the contacts in bodies of text show of the entities that they name."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from base.frame import Frame
from base.publicas import publicas
from servidor.caches.fragments import fragments

from .cards import TarjetaDeEntidad, idioma_de, indice_de, tarjeta_base
from .datos import ContactoEnPagina, contacto_en_pagina
from .models import EntidadPage
from .queries import en_el_idioma, read_con_atencion
from .vigencia import note_states, states


@dataclass(frozen=True)
class EntidadEnCuerpo:
    """``contactos`` are all the ways to reach it, of which a card has the first alone."""

    tarjeta: TarjetaDeEntidad
    contactos: list[ContactoEnPagina]


def prepare_entidades(cuerpos, request):
    """Read all entities in ``cuerpos`` at once, before their blocks are drawn one by one."""
    contacts = (block.value for cuerpo in cuerpos for block in cuerpo.blocks_by_name("contacto"))
    _read_missing({value["entidad"].pk for value in contacts if value["entidad"]}, request)


def entidad_en_cuerpo(entidad, request):
    """Return an entity as it is now, in the language of the reader; None where it is not public.

    Whether it is open changes by itself, and no cache holds the page past that.
    """
    found = _read_missing({entidad.pk}, request)[entidad.pk]
    if found is None:
        return None
    tarjeta = found.tarjeta.at(timezone.now())
    note_states(request, states([tarjeta]))
    return EntidadEnCuerpo(tarjeta, found.contactos)


def _read_missing(pks, request):
    """Return {key: what is shown, or None} of all entities known to ``request``, ``pks`` too."""
    known = vars(request).setdefault("_entidades_en_cuerpos", {})
    if missing := pks - known.keys():
        site = Frame.for_request(request).site
        names = {f"{get_language()}-en-cuerpo-{pk}-{site.pk}": pk for pk in missing}

        def compute(wanted):
            found = _read([names[name] for name in wanted], request)
            return {name: found.get(names[name]) for name in wanted}

        kept = fragments(list(names), compute)
        known |= {pk: kept[name] for name, pk in names.items()}
    return known


def _read(pks, request):
    index = indice_de(request)
    found = en_el_idioma(
        publicas(EntidadPage.objects.filter(pk__in=pks)), Frame.for_request(request)
    )
    return {
        entidad.original: EntidadEnCuerpo(
            tarjeta_base(entidad, request, index),
            [
                contacto_en_pagina(row, idioma_de(entidad, request))
                for row in entidad.contactos.all()
            ],
        )
        for entidad in read_con_atencion(found)
    }
