"""What finds fichas in each of the two databases; the rest of the search knows neither.

Candidates come in levels, those whose names hold what was asked first, and no more than a number
for each group and level: what a question costs does not grow with what it finds. Which is the
better among them is decided in :mod:`search.puntos`, alike on both.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone

from search import marcas
from search.consulta import Consulta
from search.models import Grupo

from . import postgres, sqlite

NIVELES = NOMBRE, RESUMEN, TEXTO = 3, 2, 1


@dataclass(frozen=True)
class Lugar:
    """Where is searched: in one portal, or in all of them where ``site_id`` is None."""

    idioma: str
    site_id: int | None = None

    def marcas(self, *more):
        """Return the marks that a page must have, each with its alternatives, and a forbidden one.

        ``more`` are others that it must have.
        """
        required = [(marcas.en_idioma(self.idioma),), *more]
        if self.site_id is None:
            return required, ""
        required.append((marcas.en_portal(self.site_id), marcas.TODOS))
        return required, marcas.salvo_portal(self.site_id)


@dataclass(frozen=True)
class Candidato:
    """``nivel`` is the best part of the page in which everything was found.

    ``titulos`` are the stems of the title and of its head, ``nombres`` those of its other names.
    """

    page_id: int
    grupo: str
    nivel: int
    titulo: str
    titulos: tuple[tuple[str, ...], ...]
    nombres: tuple[tuple[str, ...], ...]
    fecha: date | None


def write(fichas):
    """Let what is searched follow the saved ``fichas``."""
    _engine().write(fichas)


def find(consulta, lugar, tope, *, alguna=False, niveles=NIVELES):
    """Return at most about ``tope`` candidates for each group and level, with one query.

    With ``alguna`` one group of the question is enough.
    """
    parts = [
        (f"f.page_id, f.grupo, {nivel:d}, f.titulo, f.raices, f.fecha", [], condition, tope)
        for grupo in Grupo.values
        for nivel, condition in _conditions(consulta, lugar, grupo, niveles, alguna)
    ]
    best = {}
    for page_id, grupo, nivel, titulo, raices, fecha in _run(parts):
        if page_id not in best or best[page_id].nivel < nivel:
            titles, *names = raices.split("\n")
            best[page_id] = Candidato(
                page_id,
                grupo,
                nivel,
                titulo,
                tuple(tuple(line.split()) for line in titles.split(":")),
                tuple(tuple(line.split()) for line in names),
                _day(fecha),
            )
    return list(best.values())


def _conditions(consulta, lugar, grupo, niveles, alguna):
    """Yield (level, condition) for all that is worth asking about one group.

    What is called exactly so is asked apart, and so are the news of late: whatever else there
    is, they are among the candidates.
    """
    engine, of_group = _engine(), (marcas.de_grupo(grupo),)
    for nivel in niveles:
        yield nivel, engine.matching(consulta, nivel, lugar.marcas(of_group), alguna=alguna)
        if grupo == Grupo.NOTICIAS:
            of_late = lugar.marcas(of_group, _recent_years())
            yield nivel, engine.matching(consulta, nivel, of_late, alguna=alguna)
    if consulta.nombres:
        yield NOMBRE, engine.marked(lugar.marcas(of_group, tuple(consulta.nombres)))


def existing(words, lugar, nivel=TEXTO):
    """Return those of the analysed ``words`` that a page of ``lugar`` holds, with one query."""
    parts = []
    for word in words:
        consulta = Consulta(lugar.idioma, (((word,),),), ())
        condition = _engine().matching(consulta, nivel, lugar.marcas())
        parts.append(("%s", [word], condition, 1))
    return {word for (word,) in _run(parts)}


def similar(words, idioma):
    """Return {word: {word of the vocabulary like it: as it is written}}, with one query."""
    found = {word: {} for word in words}
    parts = [_engine().vocabulary(word, idioma) for word in words]
    for typed, known, written in _execute(parts):
        found[typed][known] = written
    return found


def _engine():
    return postgres if connection.vendor == "postgresql" else sqlite


def _recent_years():
    year = timezone.localdate().year
    return marcas.de_anio(year), marcas.de_anio(year - 1)


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def _run(parts):
    """Return the rows of all ``parts``: columns, their values, a condition, how many at most."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return _execute(
        (
            f"SELECT {columns} {condition} AND (f.vence IS NULL OR f.vence > %s) LIMIT {most:d}",
            [*values, *conditions, now],
        )
        for columns, values, (condition, conditions), most in parts
    )


def _execute(parts):
    """Return the rows of several selections, each a statement and its parameters, at once."""
    parts = list(parts)
    if not parts:
        return []
    # Statements of the engines: what a reader wrote is among the parameters.
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part, _params in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _part, params in parts for value in params])
        return cursor.fetchall()
