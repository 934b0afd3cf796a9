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
from search.models import Grupo

from . import postgres, sqlite

NOMBRE, RESUMEN, TEXTO = 3, 2, 1


@dataclass(frozen=True)
class Lugar:
    """Where is searched: in one portal, or in all of them where ``site_id`` is None."""

    idioma: str
    site_id: int | None = None

    def marcas(self, grupo=""):
        """Return marks that a page must have, each a tuple of alternatives, and those it may not."""
        required = [(marcas.en_idioma(self.idioma),)]
        if grupo:
            required.append((marcas.de_grupo(grupo),))
        if self.site_id is None:
            return required, []
        required.append((marcas.en_portal(self.site_id), marcas.TODOS))
        return required, [marcas.salvo_portal(self.site_id)]


@dataclass(frozen=True)
class Candidato:
    """``nivel`` is the best part of the page in which everything was found."""

    page_id: int
    grupo: str
    nivel: int
    titulo: str
    raices: tuple[tuple[str, ...], ...]
    fecha: date | None


def _engine():
    return postgres if connection.vendor == "postgresql" else sqlite


def write(fichas):
    """Let what is searched follow the saved ``fichas``."""
    _engine().write(fichas)


def find(consulta, lugar, tope, *, alguna=False, niveles=(NOMBRE, RESUMEN, TEXTO)):
    """Return at most about ``tope`` candidates for each group and level, with one query.

    With ``alguna`` one group of the question is enough.
    """
    parts = []
    for grupo in Grupo.values:
        required, forbidden = lugar.marcas(grupo)
        years = _recent_years() if grupo == Grupo.NOTICIAS else None
        for nivel in niveles:
            parts.append((nivel, required, forbidden, consulta))
            if years:
                parts.append((nivel, [*required, years], forbidden, consulta))
        if NOMBRE in niveles and consulta.nombres:
            parts.append((NOMBRE, [*required, tuple(consulta.nombres)], forbidden, None))
    sql, params = [], []
    for nivel, required, forbidden, asked in parts:
        source, values = _engine().source(nivel, required, forbidden, asked, alguna)
        sql.append(
            f"SELECT * FROM (SELECT f.page_id, f.grupo, {nivel} AS nivel, f.titulo, f.raices,"
            f" f.fecha {source} AND (f.vence IS NULL OR f.vence > %s) LIMIT {tope:d}) AS c"
        )
        params += [*values, _now()]
    best = {}
    for page_id, grupo, nivel, titulo, raices, fecha in _run(" UNION ALL ".join(sql), params):
        if page_id not in best or best[page_id].nivel < nivel:
            names = tuple(tuple(line.split()) for line in raices.split("\n"))
            best[page_id] = Candidato(page_id, grupo, nivel, titulo, names, _day(fecha))
    return list(best.values())


def existing(words, lugar):
    """Return those of ``words`` that something in ``lugar`` holds."""
    if not words:
        return set()
    required, forbidden = lugar.marcas()
    sql, params = [], []
    for word in words:
        source, values = _engine().word_source(word, lugar.idioma, required, forbidden)
        sql.append(
            f"SELECT * FROM (SELECT %s AS palabra {source}"
            " AND (f.vence IS NULL OR f.vence > %s) LIMIT 1) AS c"
        )
        params += [word, *values, _now()]
    return {word for (word,) in _run(" UNION ALL ".join(sql), params)}


def similar(words, idioma):
    """Return {word: words of the vocabulary that look or sound about like it}, with one query."""
    sql, params = [], []
    for word in words:
        source, values = _engine().vocabulary_source(word, idioma)
        sql.append(f"SELECT * FROM (SELECT %s AS escrita, palabra {source}) AS c")
        params += [word, *values]
    found = {word: [] for word in words}
    for word, known in _run(" UNION ALL ".join(sql), params) if sql else ():
        found[word].append(known)
    return found


def _recent_years():
    year = timezone.localdate().year
    return (marcas.de_anio(year), marcas.de_anio(year - 1))


def _now():
    return connection.ops.adapt_datetimefield_value(timezone.now())


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def _run(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
