"""Writes and reads the texts of a page as a PO file, for Poedit and other programs.

A file may come back with texts missing, since people translate in steps. If one text is invalid,
the whole file is refused, with a message for each error: half a file is worse than none.
"""

import tempfile
from dataclasses import dataclass, field
from uuid import UUID

import polib
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from base.texto import xml_text

from .textos import Textos

MOST_BYTES = 2 * 1024 * 1024
_BEGINNING = 60  # characters of a text in a message
_OF_TRANSLATION = "X-WagtailLocalize-TranslationID"


class PoError(Exception):
    """The file is refused; ``reparos`` are the reasons, in words."""

    def __init__(self, *reparos):
        super().__init__(*reparos)
        self.reparos = reparos


@dataclass
class Tomado:
    """Number of texts saved, fuzzy and missing; ``idos`` are not in the original any more."""

    tomados: int = 0
    dudosos: int = 0
    faltan: int = 0
    idos: list = field(default_factory=list)


def write(translation):
    """Return the text of the PO file of ``translation``, with the existing translations."""
    po, textos = translation.export_po(), Textos(translation)
    po.metadata |= {
        "Project-Id-Version": translation.source.object_repr,
        "Language": translation.target_locale.language_code,
        "Content-Transfer-Encoding": "8bit",
    }
    places = {_key_of(segment): textos.lugar(segment).nombre for segment in textos.segments}
    # A text that a field has twice is one entry: programs refuse a file with duplicates.
    entries = {(entry.msgctxt, entry.msgid, entry.obsolete): entry for entry in po}
    po[:] = entries.values()
    for entry in po:
        entry.comment = places.get((entry.msgctxt, entry.msgid), "")
    return str(po)


def read(data):
    """Return the bytes ``data`` as a ``polib.POFile``; raise :class:`PoError` if invalid."""
    if not data.strip():
        raise PoError(_("El archivo está vacío."))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PoError(
            _(
                "El archivo no está en UTF-8 o no es un archivo PO. Guárdelo en UTF-8 y súbalo "
                "otra vez."
            )
        ) from error
    # polib opens a text that looks like a file name, so it gets only the name of our own file.
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(data)
        file.flush()
        try:
            po = polib.pofile(file.name, encoding="utf-8")
        except (OSError, ValueError, IndexError) as error:
            raise PoError(_("El archivo no es un archivo PO, o está dañado.")) from error
    if not po:
        raise PoError(_("El archivo no es un archivo PO, o está dañado."))
    return po


def take_over(translation, po, user):
    """Save all texts of ``po`` in ``translation``, or raise :class:`PoError` and save none."""
    _check_origin(translation, po.metadata)
    textos, tomado, words, reparos = Textos(translation), Tomado(), {}, []
    segments = {_key_of(segment): segment for segment in textos.segments}
    known = dict(_kept(textos, translation))
    for entry in po:
        said = xml_text(entry.msgstr)
        if entry.obsolete or not (said or entry.fuzzy):
            continue
        segment = segments.get((entry.msgctxt, entry.msgid))
        if segment is None:
            tomado.idos.append(_beginning(entry.msgid))
        elif entry.fuzzy:
            tomado.dudosos += 1
        elif segment in words and words[segment] != said:
            reparos.append(_named(textos, segment, _("Está dos veces, con palabras distintas.")))
        elif reparo := textos.reparo(segment, said):
            reparos.append(_named(textos, segment, reparo))
        else:
            words[segment] = said
    if reparos:
        raise PoError(*reparos)
    if not segments.keys() & {(entry.msgctxt, entry.msgid) for entry in po}:
        raise PoError(_("Ninguno de sus textos está en la página."))
    news = {segment: data for segment, data in words.items() if known.get(segment.pk) != data}
    with transaction.atomic():
        textos.keep(news, user, tool_name="PO")
    tomado.tomados = len(news)
    total, translated = translation.get_progress()
    tomado.faltan = total - translated
    return tomado


def _key_of(segment):
    return segment.context.path, segment.string.data


def _kept(textos, translation):
    texts = textos.segments.annotate_translation(translation.target_locale)
    return texts.values_list("pk", "translation")


def _check_origin(translation, metadata):
    said = metadata.get(_OF_TRANSLATION, "")
    if not said:
        raise PoError(
            _("El archivo no dice de qué página es: use el que se descarga aquí, con su cabecera.")
        )
    if said != str(translation.uuid):
        raise PoError(
            _("El archivo es de otro idioma de esta página.")
            if _is_of_same_page(said, translation)
            else _("El archivo es de otra página.")
        )
    language = metadata.get("Language", "").replace("_", "-").partition("-")[0].lower()
    if language not in {"", translation.target_locale.language_code.partition("-")[0]}:
        raise PoError(
            _("El archivo dice que está en otro idioma: %(codigo)s.") % {"codigo": language}
        )


def _is_of_same_page(said, translation):
    try:
        uuid = UUID(said)
    except ValueError:
        return False
    return Translation.objects.filter(uuid=uuid, source=translation.source).exists()


def _named(textos, segment, reparo):
    return _("%(lugar)s, «%(texto)s»: %(reparo)s") % {
        "lugar": textos.lugar(segment).nombre,
        "texto": _beginning(segment.string.data),
        "reparo": reparo,
    }


def _beginning(html):
    # Ten times as much is enough; ``Truncator`` is slow to normalise the accents of a long text.
    return Truncator(StringValue(html).render_text()[: 10 * _BEGINNING]).chars(_BEGINNING)
