"""The questions of a consulta pública, as editors write them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.blocks import SiNoBlock

_OPCIONES = (2, 12)
_PREGUNTAS = 10
# The key of the choice «otra», where people write their own text.
OTRA = "otra"


class PreguntaBlock(blocks.StructBlock):
    texto = blocks.CharBlock(label=_("Pregunta"), max_length=250)


class ElegirBlock(PreguntaBlock):
    opciones = blocks.ListBlock(
        blocks.CharBlock(label=_("Opción"), max_length=120),
        label=_("Opciones"),
        min_num=_OPCIONES[0],
        max_num=_OPCIONES[1],
    )
    otra = SiNoBlock(
        label=_("Permitir «otra»"),
        required=False,
        help_text=_("Quien no se vea en ninguna opción escribe la suya."),
    )


class PreguntasBlock(blocks.StreamBlock):
    una = ElegirBlock(
        label=_("Elegir una"),
        icon="radio-full",
        description=_("Una pregunta con varias opciones, de las que se marca una."),
    )
    varias = ElegirBlock(
        label=_("Elegir varias"),
        icon="check",
        description=_("Una pregunta con varias opciones, de las que se marcan las que se quiera."),
    )
    texto = PreguntaBlock(
        label=_("Responder con palabras"),
        icon="pilcrow",
        description=_("Una pregunta que cada cual responde como quiera. No se publica."),
    )

    class Meta:
        max_num = _PREGUNTAS


def opciones(pregunta):
    """Return [(key, text)] of the choices of a question, without «otra»."""
    children = pregunta.value["opciones"].bound_blocks
    # Blocks that were never saved, as in a preview, have no keys yet.
    return [(child.id or str(place), child.value) for place, child in enumerate(children)]


def forma(preguntas):
    """Return the keys and kinds of ``preguntas`` and their choices, on which answers depend."""
    return [
        (
            pregunta.id,
            pregunta.block_type,
            pregunta.block_type != "texto"
            and (pregunta.value["otra"], [key for key, _text in opciones(pregunta)]),
        )
        for pregunta in preguntas
    ]


def sin_claves(preguntas):
    """Return the raw content of ``preguntas`` without the keys of its blocks."""
    return _without_keys(preguntas.get_prep_value())


def _without_keys(raw):
    if isinstance(raw, dict):
        return {key: _without_keys(value) for key, value in raw.items() if key != "id"}
    if isinstance(raw, (list, tuple)):
        return [_without_keys(item) for item in raw]
    return raw
