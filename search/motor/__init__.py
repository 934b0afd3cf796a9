"""Finds fichas in PostgreSQL or SQLite; the rest of the search does not depend on the database.

Candidates have levels: matches in names, in the summary, in the text. Each group and level has a
maximum, so the cost of a query does not grow with the number of matches. :mod:`search.ranking`
sorts the candidates, in the same way for both databases.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone

from search import marcas
from search.models import Grupo
from search.query import Consulta

from . import postgres, sqlite

# LIMIT of ``tope`` rows, but 0 if the subquery of names already found ``tope`` pages.
_UNLESS_FULL = (
    "(SELECT CASE WHEN count(DISTINCT page_id) < {tope:d} THEN {tope:d} ELSE 0 END FROM {name})"
)
NIVELES = NOMBRE, RESUMEN, TEXTO = 3, 2, 1
PARTE = 0  # only some of the words were found


@dataclass(frozen=True)
class Ambito:
    """Where to search: in one portal, or in all portals if ``site_id`` is None."""

    idioma: str
    site_id: int | None = None

    def marcas(self, *more):
        """Return ([tuples of marks], forbidden mark): a page must have one mark of each tuple.

        ``more`` are further tuples. The forbidden mark may be "".
        """
        required = [(marcas.en_idioma(self.idioma),), *more]
        if self.site_id is None:
            return required, ""
        required.append((marcas.en_portal(self.site_id), marcas.TODOS))
        return required, marcas.salvo_portal(self.site_id)


@dataclass(frozen=True)
class Candidato:
    """``nivel`` is the best level in which all words were found.

    ``titulos`` has the stems of the title and of its part before a colon, ``nombres`` those of its
    other names, ``resumen`` those of each line of the summary.
    """

    page_id: int
    grupo: str
    nivel: int
    titulo: str
    titulos: tuple[tuple[str, ...], ...]
    nombres: tuple[tuple[str, ...], ...]
    resumen: tuple[tuple[str, ...], ...]
    fecha: date | None


def write(fichas):
    """Update the full-text index for the saved ``fichas``."""
    _engine().write(fichas)


def find(consulta, lugar, tope, *, alguna=False, solo_nombres=False):
    """Return at most about ``tope`` candidates for each group and level, with one database query.

    With ``alguna`` a page needs to match only one group of ``consulta``. If names alone give
    ``tope`` candidates of a group, its summaries and texts are not searched.
    """
    named, texts = [], []
    for grupo in Grupo.values:
        parts = list(_conditions(consulta, lugar, grupo, alguna))
        by_name = [_select(*part, limit=f"{tope:d}") for part in parts if part[0] == NOMBRE]
        named.append((f"de_{grupo}", by_name))
        if not solo_nombres:
            texts += [
                _select(*part, limit=_UNLESS_FULL.format(tope=tope, name=f"de_{grupo}"))
                for part in parts
                if part[0] != NOMBRE
            ]
    best = {}
    for page_id, nivel, grupo, titulo, raices, fecha in _run_after(named, texts):
        if page_id not in best or best[page_id].nivel < nivel:
            titles, *lines = raices.split("\n")
            best[page_id] = Candidato(
                page_id,
                grupo,
                nivel,
                titulo,
                tuple(tuple(line.split()) for line in titles.split(":")),
                tuple(tuple(line.split()) for line in lines if not line.startswith("=")),
                tuple(tuple(line[1:].split()) for line in lines if line.startswith("=")),
                _day(fecha),
            )
    return list(best.values())


def _conditions(consulta, lugar, grupo, alguna):
    """Yield (level, condition) of each SELECT for one group.

    Pages with exactly this name and recent news have a SELECT of their own, so that they are
    always among the candidates.
    """
    engine, of_group = _engine(), (marcas.de_grupo(grupo),)
    for nivel in NIVELES:
        asked = consulta.en_nombres() if nivel == NOMBRE else consulta.en_textos()
        yield nivel, engine.matching(asked, nivel, lugar.marcas(of_group), alguna=alguna)
        if grupo == Grupo.NOTICIAS:
            of_late = lugar.marcas(of_group, _recent_years())
            yield nivel, engine.matching(asked, nivel, of_late, alguna=alguna)
    if consulta.nombres:
        yield NOMBRE, engine.marked(lugar.marcas(of_group, tuple(consulta.nombres)))


def existing(words, lugar, nivel=TEXTO):
    """Return the set of analysed ``words`` that some page of ``lugar`` has, with one query."""
    words, parts = list(words), []
    for place, word in enumerate(words):
        consulta = Consulta(lugar.idioma, (((word,),),), ())
        condition = _engine().matching(consulta, nivel, lugar.marcas())
        parts.append(_select(place, condition, limit="1"))
    return {words[row[1]] for row in _run(parts)}


def similar(words, idioma):
    """Return {word: {similar word of the vocabulary: the same with accents}}, with one query."""
    found = {word: {} for word in words}
    for typed, known, written in _run([_engine().vocabulary(word, idioma) for word in words]):
        found[typed][known] = written
    return found


def _engine():
    return postgres if connection.vendor == "postgresql" else sqlite


def _recent_years():
    year = timezone.localdate().year
    return marcas.de_anio(year), marcas.de_anio(year - 1)


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


# --- SQL: the text of the visitor is never in a statement, always in its parameters -----------


def _select(number, condition, *, limit):
    """Return (SELECT, parameters) of the unexpired fichas of ``condition``, and ``number``."""
    sql, values = condition
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    columns = f"f.page_id, {number:d} AS numero, f.grupo, f.titulo, f.raices, f.fecha"
    return f"SELECT {columns} {sql} AND {_engine().IS_CURRENT} LIMIT {limit}", [*values, now]


def _union(parts):
    """Return several statements as one ``UNION ALL``, with its parameters."""
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part, _values in parts)  # noqa: S608
    return sql, [value for _part, values in parts for value in values]


def _run_after(named, parts):
    """Return the rows of ``named`` (common table expressions) and of ``parts``, which read them."""
    ctes, params = [], []
    for name, some in named:
        sql, values = _union(some)
        ctes.append(f"{name} AS ({sql})")
        params += values
    sql, values = _union([*((f"SELECT * FROM {name}", []) for name, _some in named), *parts])  # noqa: S608
    return _fetch(f"WITH {', '.join(ctes)} {sql}", params + values)


def _run(parts):
    return _fetch(*_union(parts)) if parts else []


def _fetch(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
