"""Cards of avisos, for lists and the banner."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from base.frame import Frame
from base.idiomas import html_lang
from base.publicas import publicas
from base.tree import in_one_tree

from .models.opciones import ConFin, Fase, Nivel, Tipo


@dataclass(frozen=True)
class AvisoCard(ConFin):
    """One aviso in a list; ``lang`` is the language of its text, "" if it is the reader's."""

    pk: int
    titulo: str
    resumen: str
    url: str
    tipo: Tipo
    fase: Fase | None
    nivel: Nivel
    desde: datetime
    termina: datetime | None
    sin_fin: str
    fuente: str
    actualizado: datetime
    simulacro: bool
    de_la_provincia: bool
    lang: str = ""

    @property
    def icono(self):
        return self.nivel.icono

    @property
    def es_emergencia(self):
        return self.nivel == Nivel.EMERGENCIA

    @property
    def palabra(self):
        """Word before the title in the one-line banner: «Simulacro», or the level."""
        return _("Simulacro") if self.simulacro else self.nivel.label

    @property
    def palabras(self):
        """Text before the title: «Simulacro» if it is one, the level and the declared phase."""
        words = [_("Simulacro")] if self.simulacro else []
        words += [str(named.label) for named in (self.nivel, self.fase) if named]
        return " · ".join(words)


def aviso_cards(avisos, request, section):
    """Return the cards of ``avisos``, a query set of Spanish pages, in the reader's language.

    ``section`` is the section of this portal, which shows the avisos of the province too; if it
    is None, their cards link to the province's portal.
    """
    frame = Frame.for_request(request)
    found, words = _read(avisos, frame)
    cards = []
    for aviso in found:
        page = words.get(aviso.translation_key, aviso)
        is_own = in_one_tree(aviso.path, frame.inicio.path)
        cards.append(
            AvisoCard(
                pk=page.pk,
                titulo=page.title,
                resumen=page.resumen,
                url=address_in(section, page, request),
                tipo=Tipo(aviso.tipo),
                fase=Fase(aviso.fase) if aviso.fase else None,
                nivel=Nivel(aviso.nivel),
                desde=aviso.desde,
                termina=aviso.termina,
                sin_fin=page.sin_fin,
                fuente=page.fuente,
                actualizado=page.last_published_at,
                simulacro=aviso.simulacro,
                de_la_provincia=not is_own,
                lang=_lang(page, frame),
            )
        )
    return cards


def _read(avisos, frame):
    """Return ``avisos`` and {translation key: page in the reader's language}, with one query."""
    if not frame.is_translated:
        return list(avisos), {}
    every = avisos.model.objects
    words = publicas(
        every.filter(
            translation_key__in=avisos.values("translation_key"), locale_id=frame.inicio.locale_id
        )
    )
    both = every.filter(Q(pk__in=avisos.values("pk")) | Q(pk__in=words.values("pk")))
    rows = both.select_related("locale").order_by(*avisos.query.order_by)
    originals = [page for page in rows if page.locale_id != frame.inicio.locale_id]
    return originals, {
        page.translation_key: page for page in rows if page.locale_id == frame.inicio.locale_id
    }


def address_in(section, page, request):
    """Return the address of an aviso in the portal of ``section``; its own if that is None."""
    if section is None or in_one_tree(page.path, section.path):
        return page.get_url(request)
    return section.presentation.get_shared_url(page, request)


def _lang(page, frame):
    if page.locale_id == frame.inicio.locale_id:
        return ""
    return html_lang(page.locale.language_code)
