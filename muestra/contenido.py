"""The sample content as data: reads the TOML files and words them for a portal."""

import random
import tomllib
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from django.utils.formats import number_format

from base.portales import portales

_NEWS = {True: 15, False: 9}  # the province has enough for a second page of its list
# Place of a news item, newest first, and the landscape that is its cover.
_COVERS = {0: 3, 1: 4, 2: 5, 4: 6, 6: 1, 9: 2, 12: 4}
_SHARED = (1, 3)
# Made with their portal, for the quick links to lead to.
_SECTIONS = {"atencion", "directorio", "gobierno", "tramites", "transparencia"}
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """One page of the sample in the words of its portal.

    ``cuerpo`` is a list of (block, value) as the data file has them, except that the
    tables of facts are tables already.
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
    """A drawing, nobody's photograph, and the words for those who do not see it."""

    archivo: Path
    descripcion: str


@dataclass(frozen=True)
class Acceso:
    pagina: str
    texto: str
    descripcion: str


@dataclass(frozen=True)
class Contenido:
    """Everything that one portal gets; lists in the order of creation."""

    paginas: list = field(default_factory=list)
    noticias: list = field(default_factory=list)
    accesos: list = field(default_factory=list)
    bloques: list = field(default_factory=list)


def facts(portal):
    """Return what is known of a portal, by the names used between braces in the data."""
    el_territorio = "la provincia" if portal.es_provincial else "el municipio"
    known = {
        "nombre": portal.nombre,
        "slug": portal.slug,
        "sede": portal.sede,
        "el_territorio": el_territorio,
        "El_territorio": el_territorio.capitalize(),
        "del_territorio": "de la provincia" if portal.es_provincial else "del municipio",
    }
    if portal.poblacion and portal.poblacion_anio:
        known["poblacion"] = grouped(portal.poblacion)
        known["poblacion_anio"] = str(portal.poblacion_anio)
    return known


def grouped(number):
    return number_format(number, use_l10n=True, force_grouping=True)


def worded(value, words):
    """Return ``value`` with the words between braces replaced, however deep they are."""
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, list):
        return [worded(item, words) for item in value]
    if isinstance(value, dict):
        return {name: worded(item, words) for name, item in value.items()}
    return value


def read_contenido(portal):
    """Return the sample content of ``portal``."""
    pages, news = (
        tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
        for name in ("paginas.toml", "noticias.toml")
    )
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
    """Return the landscapes in the colours of a portal with that accent."""
    descripciones = tomllib.loads((_FOLDER / "paisajes.toml").read_text(encoding="utf-8"))
    return [
        Paisaje(_FOLDER / "paisajes" / f"{acento}-{number}.webp", descripcion)
        for number, descripcion in enumerate(descripciones[acento], start=1)
    ]


def belongs(entry, portal):
    kind = entry.get("para", portal.tipo)
    return kind == portal.tipo and entry.get("requiere", "nombre") in facts(portal)


def choose_news(news, portal):
    """Return the news of ``portal``, newest first, over the last months."""
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
    cuerpo = [("texto", f"<p><b>Contenido de muestra:</b> {escape(notice, quote=False)}</p>")]
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
        # The text is HTML: so must be the words put into it.
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
