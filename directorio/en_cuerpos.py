"""Data of the entidades that contact blocks show in the bodies of pages."""

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
    """Entidad in a body; ``contactos`` are all its contacts, while the card has only some."""

    tarjeta: TarjetaDeEntidad
    contactos: list[ContactoEnPagina]


def prepare_entidades(cuerpos, request):
    """Read all entidades in ``cuerpos`` at once, before their blocks are rendered one by one."""
    contacts = (block.value for cuerpo in cuerpos for block in cuerpo.blocks_by_name("contacto"))
    _read_missing({value["entidad"].pk for value in contacts if value["entidad"]}, request)


def entidad_en_cuerpo(entidad, request):
    """Return an entidad with its current state, in the reader's language; None if not public.

    The state is noted on the request, so that no cache holds the page after the state changes.
    """
    found = _read_missing({entidad.pk}, request)[entidad.pk]
    if found is None:
        return None
    tarjeta = found.tarjeta.at(timezone.now())
    note_states(request, states([tarjeta]))
    return EntidadEnCuerpo(tarjeta, found.contactos)


def _read_missing(pks, request):
    """Read the entidades ``pks`` not yet read; return {key: EntidadEnCuerpo or None} of all."""
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
