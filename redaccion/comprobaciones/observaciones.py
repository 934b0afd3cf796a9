"""Findings about a page for its author: missing texts, weight, links, readability and words."""

from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.sections import contributions
from redaccion.models import PalabraTecnica
from redaccion.palabras import Buscador
from traduccion.paginas import textos_escritos

from . import enlaces, legibilidad, peso

# Search engines cut off a longer title.
_TITLE = 65
_MOST_QUOTED = 5
# Fields that citizens do not read on the page.
_NOT_READ = {"slug", "seo_title"}


@dataclass(frozen=True)
class Observacion:
    """Finding: ``ayuda`` says what to do, ``citas`` quotes the page; ``mas`` are folded quotes."""

    titulo: str
    ayuda: str
    citas: tuple = ()
    mas: tuple = ()


@dataclass(frozen=True)
class Informe:
    """Findings about a page, and other data for the panel.

    ``legibilidad`` is None without Spanish text, ``minutos`` 0 without a reading time.
    """

    observaciones: list[Observacion]
    bien: list[str]
    peso: peso.Peso
    archivos: list[enlaces.ArchivoEnlazado]
    legibilidad: legibilidad.Legibilidad | None
    minutos: int


def report_on(page, form, response, soup):
    """Return the :class:`Informe` of ``page`` as rendered in ``response`` and parsed in ``soup``.

    ``form`` is the page's form: its fields decide what to check, and its user is the author.
    """
    found, well = [], []
    _missing(page, form, found, well)
    weight = peso.weigh(response, soup)
    _weight(weight, found, well)
    links = enlaces.check_links(soup, page, form.for_user)
    _links(links, found, well)
    reading = None
    if page.locale.language_code == settings.LANGUAGE_CODE:
        texts = [
            (path.partition(".")[0], text)
            for path, text in textos_escritos(page)
            if path.partition(".")[0] not in _NOT_READ
        ]
        reading = legibilidad.measure(text for field, text in texts if field != "title")
        _reading(reading, found, well)
        _words([text for _field, text in texts], found, well)
    minutes = getattr(page, "minutos_de_lectura", 0)
    return Informe(found, well, weight, links.archivos, reading, minutes)


def _missing(page, form, found, well):
    if "resumen" in form.fields:
        if page.resumen.strip():
            well.append(_("Tiene resumen."))
        else:
            found.append(
                Observacion(
                    _("Falta el resumen"),
                    _(
                        "Es lo que se lee en las listas, en los buscadores y al compartir la "
                        "página: una o dos oraciones."
                    ),
                )
            )
    asked = [check for kind, check in contributions("checks") if isinstance(page, kind)]
    missing = [Observacion(*told) for check in asked for told in check(page)]
    found += missing
    if asked and not missing:
        well.append(_("Dice a quién acudir."))
    if len(page.seo_title or page.title) > _TITLE:
        found.append(
            Observacion(
                _("El título es muy largo"),
                _(
                    "Los buscadores muestran unas %(letras)s letras. Acórtelo, o escriba uno más "
                    "corto para ellos en la pestaña «Buscadores y menú»."
                )
                % {"letras": _TITLE},
            )
        )


def _weight(weight, found, well):
    heavy = tuple(f"{foto.nombre}: {filesizeformat(foto.bytes)}" for foto in weight.mas_pesadas)
    if weight.propio > peso.PROPIO:
        found.append(
            Observacion(
                _("El texto de la página pesa demasiado"),
                _(
                    "Sin las imágenes son %(peso)s; el límite es %(limite)s. Divídala en varias "
                    "páginas, o pase las tablas largas a un documento."
                )
                % {
                    "peso": filesizeformat(weight.propio),
                    "limite": filesizeformat(peso.PROPIO),
                },
            )
        )
    sizes = (weight.al_abrir, peso.AL_ABRIR), (weight.entera, peso.ENTERA)
    if weight.fotos and any(size > limit for size, limit in sizes):
        size, limit = next((size, limit) for size, limit in sizes if size > limit)
        found.append(
            Observacion(
                _("Las imágenes pesan demasiado"),
                _(
                    "La página llega a %(peso)s; el límite es %(limite)s. Quite alguna imagen o "
                    "elija otra más sencilla. Las que más pesan:"
                )
                % {"peso": filesizeformat(size), "limite": filesizeformat(limit)},
                heavy,
            )
        )
    if weight.propio <= peso.PROPIO and all(size <= limit for size, limit in sizes):
        well.append(_("Pesa poco: cabe en el límite."))


def _links(links, found, well):
    if links.rotos:
        title = ngettext(
            "Un enlace no lleva a ninguna parte",
            "%(cuantos)d enlaces no llevan a ninguna parte",
            len(links.rotos),
        )
        advice = _("Elija otra página u otro archivo, o quite el enlace.")
        quotes = [f"«{link.texto}». {link.motivo}" for link in links.rotos]
        found.append(_folded(title, advice, quotes))
    if links.sin_mirar:
        title = ngettext(
            "Un enlace quedó sin comprobar",
            "%(cuantos)d enlaces quedaron sin comprobar",
            len(links.sin_mirar),
        )
        advice = _(
            "Aquí se comprueban %(limite)d direcciones que no son de una página. Abra las demás y "
            "vea si llevan a donde deben."
        ) % {"limite": enlaces.MOST_ASKED}
        found.append(_folded(title, advice, [f"«{words}»" for words in links.sin_mirar]))
    if links.total and not links.rotos and not links.sin_mirar:
        well.append(_("Todos los enlaces a los portales llevan a alguna parte."))


def _folded(title, advice, quotes):
    """Return the finding with all ``quotes``, of which only the first are shown unfolded."""
    title %= {"cuantos": len(quotes)}
    return Observacion(title, advice, tuple(quotes[:_MOST_QUOTED]), tuple(quotes[_MOST_QUOTED:]))


def _reading(reading, found, well):
    if not reading.es_facil:
        found.append(
            Observacion(
                _("Cuesta leerla: %(banda)s") % {"banda": str(reading.nombre).lower()},
                _(
                    "Es %(como)s. Parta las oraciones largas en dos y use las palabras con que "
                    "hablaría en el barrio."
                )
                % {"como": reading.como},
            )
        )
    elif reading.indice is not None:
        well.append(_("Se lee bien: %(banda)s.") % {"banda": str(reading.nombre).lower()})
    if long := reading.demasiado_largas:
        found.append(
            Observacion(
                ngettext("Una oración muy larga", "Oraciones muy largas", len(long)),
                _("Con más de %(limite)d palabras se pierde el hilo. Ponga un punto a la mitad.")
                % {"limite": legibilidad.LARGA},
                tuple(
                    _("«%(oracion)s» (%(palabras)d palabras)")
                    % {"oracion": sentence.texto, "palabras": sentence.palabras}
                    for sentence in long
                ),
            )
        )


def _words(texts, found, well):
    there = Buscador(PalabraTecnica.objects.all()).en(texts)
    if not there:
        well.append(_("Sin palabras técnicas de la lista de la provincia."))
        return
    found.append(
        Observacion(
            ngettext("Una palabra técnica", "%(cuantas)d palabras técnicas", len(there))
            % {"cuantas": len(there)},
            _("Hay quien no las entiende. La provincia propone:"),
            tuple(
                _("«%(palabra)s»: %(mejor)s") % {"palabra": written[0], "mejor": entry.en_su_lugar}
                + (f" ({len(written)})" if len(written) > 1 else "")
                for entry, written in there.items()
            ),
        )
    )
