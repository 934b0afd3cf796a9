"""SQLite: full-text search in an FTS5 table of stems that has the keys of the fichas.

Words and marks are always parameters: the text of a visitor is never part of a statement.
"""

from django.db import connection

from search.analisis import palabras, raiz
from search.ortografia import sonido

IS_CURRENT = "(f.vence IS NULL OR f.vence > %s)"
# {level: columns to search, all if empty}.
_COLUMNS = {3: "{nombre numeros} : ", 2: "{nombre numeros resumen} : ", 1: ""}


def write(fichas):
    rows = [(ficha.pk, *_stems(ficha)) for ficha in fichas]
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM search_ficha_fts WHERE rowid = %s", [row[:1] for row in rows]
        )
        cursor.executemany(
            "INSERT INTO search_ficha_fts (rowid, nombre, resumen, texto, numeros, marcas)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            rows,
        )


def _stems(ficha):
    for text in (f"{ficha.titulo}\n{ficha.nombres}", ficha.resumen, ficha.texto):
        yield " ".join(raiz(word, ficha.idioma) for word in palabras(text))
    yield ficha.numeros
    yield ficha.marcas


def matching(consulta, nivel, marks, *, alguna=False):
    """Return (FROM and WHERE of a SELECT on ``search_ficha f``, parameters)."""
    groups = (_group(group, consulta.idioma) for group in consulta.grupos)
    asked = (" OR " if alguna else " AND ").join(groups)
    return _from(f"{_COLUMNS[nivel]}({asked}) AND {_marks(*marks)}")


def marked(marks):
    """Return the same for the pages with the marks, without a condition on words."""
    return _from(_marks(*marks))


def vocabulary(word, idioma):
    """Return a SELECT of words with the same first sound and similar length, or the same start."""
    heard = sonido(word)
    return (
        "SELECT %s, palabra, escrita FROM search_palabra WHERE idioma = %s AND sonido LIKE %s"
        " AND (length(sonido) BETWEEN %s AND %s OR sonido LIKE %s)",
        [word, idioma, f"{heard[:1]}%", len(heard) - 2, len(heard) + 2, f"{heard[:-1]}%"],
    )


def _from(match):
    return (
        "FROM search_ficha_fts CROSS JOIN search_ficha f ON f.page_id = search_ficha_fts.rowid"
        " WHERE search_ficha_fts MATCH %s",
        [match],
    )


def _marks(required, forbidden):
    told = " AND ".join(f"({' OR '.join(map(_quoted, options))})" for options in required)
    return f"(({told}) NOT {_quoted(forbidden)})" if forbidden else f"({told})"


def _group(group, idioma):
    options = (" AND ".join(_word(word, idioma) for word in option) for option in group)
    return f"({' OR '.join(f'({option})' for option in options)})"


def _word(word, idioma):
    if word.endswith("*"):
        return f"{_quoted(raiz(word[:-1], idioma))} *"
    return _quoted(raiz(word, idioma))


def _quoted(token):
    return f'"{token}"'
