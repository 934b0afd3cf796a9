"""Sample content as data: reads the TOML files and fills in the words of a portal."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape
from pathlib import Path

from base.portales import portales
from home.contenido import palabras
from home.contenido.palabras import facts, grouped, worded

_NEWS = {True: 15, False: 9}  # the province has enough for a second page of its list
# Position of a news item, newest first, and the number of the landscape on its cover.
_COVERS = {0: 3, 1: 4, 2: 5, 4: 6, 6: 1, 9: 2, 12: 4}
_SHARED = (1, 3)
# Sections that exist in every portal, as targets of the quick links.
_SECTIONS = {"atencion", "directorio", "gobierno", "tramites", "transparencia"}
_REVIEW = timedelta(days=180)
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """Page of the sample, in the words of its portal.

    ``cuerpo`` is a list of (block, value) as in the data file, except that the tables of facts are
    converted to tables already.
    """

    clave: str
    titulo: str
    resumen: str
    cuerpo: list
    portada: int | None = None
    padre: str | None = None
    menu: bool = False
    responsable: str = ""
    categoria: str | None = None
    dias: int = 0
    compartida: bool = False
    correccion: str = ""
    relacionadas: list = field(default_factory=list)


@dataclass(frozen=True)
class Paisaje:
    """Drawing, not a photograph by somebody, with its alternative text."""

    archivo: Path
    descripcion: str


@dataclass(frozen=True)
class Acceso:
    pagina: str
    texto: str
    descripcion: str


@dataclass(frozen=True)
class Contenido:
    """All content for one portal; lists in the order of creation."""

    paginas: list = field(default_factory=list)
    noticias: list = field(default_factory=list)
    accesos: list = field(default_factory=list)
    bloques: list = field(default_factory=list)


def read(name):
    """Return the content of the file ``<name>.toml``."""
    return palabras.read(name, _FOLDER)


def vigencia(today):
    """Return the fields of sample pages about who is responsible and when they are reviewed."""
    return {
        "responsable": "Redacción de muestra",
        "revisado_el": today,
        "proxima_revision": today + _REVIEW,
    }


def new_entries(load, entries, piece):
    """Return the ``entries`` that the portal of ``load`` never had, in the words of the portal.

    ``piece`` takes an entry and returns the name of its piece in the sample.
    """
    return [
        worded(entry, facts(load.portal))
        for entry in entries
        if belongs(entry, load.portal) and piece(entry) not in load.known
    ]


def as_notice(text):
    """Return the paragraph that says that a page is a sample."""
    return f"<p><b>Contenido de muestra:</b> {escape(text, quote=False)}</p>"


def read_contenido(portal):
    """Return the sample content of ``portal``."""
    pages, news = read("paginas"), read("noticias")
    paginas = [
        to_sample(entry, portal, notice=pages["aviso"])
        for entry in pages["pagina"]
        if belongs(entry, portal)
    ]
    claves = {pagina.clave for pagina in paginas} | _SECTIONS
    return Contenido(
        paginas=paginas,
        noticias=choose_news(news, portal),
        accesos=[
            Acceso(**worded(entry, facts(portal)))
            for entry in pages["acceso"]
            if entry["pagina"] in claves
        ],
        bloques=[
            worded(entry, facts(portal)) for entry in pages["bloque"] if belongs(entry, portal)
        ],
    )


def read_paisajes(acento):
    """Return the landscapes in the colours of the accent ``acento``."""
    descripciones = read("paisajes")
    return [
        Paisaje(_FOLDER / "paisajes" / f"{acento}-{number}.webp", descripcion)
        for number, descripcion in enumerate(descripciones[acento], start=1)
    ]


def belongs(entry, portal):
    kind = entry.get("para", portal.tipo)
    return kind == portal.tipo and entry.get("requiere", "nombre") in facts(portal)


def choose_news(news, portal):
    """Return the news of ``portal``, newest first, spread over the last months."""
    rng = random.Random(portal.slug)  # noqa: S311
    entries = [entry for entry in news["noticia"] if belongs(entry, portal)]
    fixed = [entry for entry in entries if entry.get("fija")]
    others = [entry for entry in entries if not entry.get("fija")]
    count = min(_NEWS[portal.es_provincial] - len(fixed), len(others))
    chosen = fixed + rng.sample(others, count)
    rng.shuffle(chosen)
    samples, days = [], rng.randint(0, 2)
    for place, entry in enumerate(chosen):
        extra = {
            "portada": _COVERS.get(place),
            "dias": days,
            "compartida": place in _SHARED and not portal.es_provincial,
        }
        samples.append(to_sample(entry, portal, notice=news["aviso"], **extra))
        days += rng.randint(5, 16)
    return samples


def to_sample(entry, portal, *, notice, **extra):
    words = facts(portal)
    notice = entry.get("aviso", notice).format(**words)
    cuerpo = [("texto", as_notice(notice))]
    for block in entry["cuerpo"]:
        for name, value in block.items():
            cuerpo.append(to_block(name, value, portal))
    known = {"clave", "padre", "menu", "portada", "responsable", "categoria"}
    known |= {"correccion", "relacionadas"}
    return Sample(
        titulo=entry["titulo"].format(**words),
        resumen=entry["resumen"].format(**words),
        cuerpo=cuerpo,
        **{name: value for name, value in entry.items() if name in known},
        **extra,
    )


def to_block(name, value, portal):
    words = facts(portal)
    if name == "texto":
        # The text is HTML, so the words put into it must be escaped.
        words = {key: escape(word, quote=False) for key, word in words.items()}
    value = worded(value, words)
    if name == "datos":
        return "tabla", {**value, "columnas": ["Dato", "Valor"], "filas": portal_rows(portal)}
    if name == "municipios":
        columns = ["Municipio", "Cabecera", "Población"]
        return "tabla", {**value, "columnas": columns, "filas": municipal_rows()}
    return name, value


def portal_rows(portal):
    rows = [
        ["Nombre", portal.nombre],
        ["Cabecera", portal.sede],
    ]
    if "poblacion" in facts(portal):
        rows.append(["Población", population(portal)])
    return rows


def municipal_rows():
    return [
        [portal.nombre, portal.sede, population(portal)]
        for portal in portales()
        if not portal.es_provincial
    ]


def population(portal):
    if "poblacion" not in facts(portal):
        return ""
    return f"{grouped(portal.poblacion)} habitantes ({portal.poblacion_anio})"
