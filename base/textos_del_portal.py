"""The texts of «Datos del portal» that readers see, and their translations."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.idiomas import EnEspanol, is_original
from servidor.caches.fragments import fragment

HORARIO = "horario"


@dataclass(frozen=True)
class TextoOriginal:
    """A text as the portal has it now; ``lugar`` identifies it even if the words change."""

    lugar: str
    rotulo: str
    original: str


def originales(datos):
    """Return every :class:`TextoOriginal` of a portal: its hours, what its telephones are for."""
    found = [TextoOriginal(HORARIO, _("Horario de atención"), normal(datos.horario))]
    for block in datos.telefonos:
        rotulo = _("Para qué es el teléfono %(numero)s") % {"numero": block.value["numero"]}
        found.append(TextoOriginal(block.id, rotulo, block.value["etiqueta"]))
    return [texto for texto in found if texto.original]


def normal(text):
    """Return ``text`` with the line ends of the database, not those of forms."""
    return "\n".join(text.splitlines())


def en_idioma(datos, lugar, original):
    """Return ``original``, the text at ``lugar``, translated for the reader, or marked Spanish."""
    if is_original() or not original:
        return original
    translated = fragment(f"textos-{datos.pk}", lambda: _translated(datos))
    source, text = translated.get(lugar, ("", ""))
    return text if source == normal(original) else EnEspanol(original)


def _translated(datos):
    rows = datos.textos_traducidos.filter(idioma=get_language())
    return {row.lugar: (row.original, row.traduccion) for row in rows}


def portadas_por_traducir(datos, user):
    """Return the portadas in other languages that the portal offers and ``user`` may edit.

    The user who can edit the pages of a language also translates these texts.
    """
    homes = datos.site.root_page.get_translations().select_related("locale").order_by("path")
    return [
        home
        for home in homes
        if datos.ofrece(home.locale.language_code) and home.permissions_for_user(user).can_edit()
    ]


def textos_url(home):
    return reverse("textos_del_portal", args=[home.pk])
