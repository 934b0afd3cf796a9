"""Data of the entidades that contact blocks show in the bodies of pages."""

import json
from dataclasses import dataclass
from hashlib import blake2b

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from base.blocks import body_images
from base.fotos import prefetch_all
from base.frame import Frame
from base.publicas import publicas
from base.retirados import withdrawn
from servidor.caches.fragments import fragments, published_fragment

from .cards import TarjetaDeEntidad, idioma_de, indice_de, tarjeta_base
from .datos import ContactoEnPagina, contacto_en_pagina
from .models import EntidadPage
from .queries import en_el_idioma, read_con_atencion
from .vigencia import note_states, states

_CONTACT = "contacto"


@dataclass(frozen=True)
class EntidadEnCuerpo:
    """Entidad in a body; ``contactos`` are all its contacts, while the card has only some."""

    tarjeta: TarjetaDeEntidad
    contactos: list[ContactoEnPagina]


def draw(cuerpo, context):
    """Return the HTML of the blocks of a body, rendered with the template ``context``.

    It is cached by what the body says, except the contacts, which show whether an office is open
    now: so neither the images nor the documents and pages of its links are read again.
    """
    request = context["request"]

    def compute():
        prefetch_all(body_images(cuerpo))
        return [
            None if block.block_type == _CONTACT else conditional_escape(block.render(context))
            for block in cuerpo
        ]

    key = f"cuerpo-{_digest(cuerpo)}-{Frame.for_request(request).site.pk}"
    pieces = published_fragment(request, key, compute)
    prepare_entidades([cuerpo], request)
    drawn = (
        cuerpo[place].render(context) if piece is None else piece
        for place, piece in enumerate(pieces)
    )
    return mark_safe("".join(map(str, drawn)))  # noqa: S308 - each block has rendered it


def _digest(cuerpo):
    """Return a digest of what a body says, and of the documents that nobody may have any more."""
    said = cuerpo.get_prep_value()
    gone = repr(withdrawn()) if any(raw["type"] == "documentos" for raw in said) else ""
    text = json.dumps([said, gone], cls=DjangoJSONEncoder, sort_keys=True)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def prepare_entidades(cuerpos, request):
    """Read all entidades in ``cuerpos`` at once, before their blocks are rendered one by one."""
    # By their raw data: looking at each block would read what all of them show.
    contacts = (
        cuerpo[place].value
        for cuerpo in cuerpos
        for place, raw in enumerate(cuerpo.raw_data)
        if raw["type"] == _CONTACT
    )
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
