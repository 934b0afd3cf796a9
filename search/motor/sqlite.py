"""SQLite: a table of stems beside the fichas, with their keys (FTS5)."""

from django.db import connection

from search.analisis import palabras, raiz
from search.ortografia import sonido

TABLE = "search_ficha_fts"
# Of the columns of the table, by the level from which on they are searched.
_COLUMNS = {3: "{nombre numeros} : ", 2: "{nombre numeros resumen} : ", 1: ""}


def write(fichas):
    rows = [(ficha.pk, *_stems(ficha)) for ficha in fichas]
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [row[:1] for row in rows])
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, nombre, resumen, texto, numeros, marcas)"  # noqa: S608
            " VALUES (%s, %s, %s, %s, %s, %s)",
            rows,
        )


def _stems(ficha):
    for text in (f"{ficha.titulo}\n{ficha.nombres}", ficha.resumen, ficha.texto):
        yield " ".join(raiz(word, ficha.idioma) for word in palabras(text))
    yield ficha.numeros
    yield ficha.marcas


def source(nivel, required, forbidden, consulta, alguna):
    match = _marks(required, forbidden)
    if consulta is not None:
        joined = (" OR " if alguna else " AND ").join(
            _group(group, consulta.idioma) for group in consulta.grupos
        )
        match = f"{_COLUMNS[nivel]}({joined}) AND {match}"
    return _source(match)


def word_source(word, idioma, required, forbidden):
    return _source(f"{_word(word, idioma)} AND {_marks(required, forbidden)}")


def vocabulary_source(word, idioma):
    """Words of about the same length that begin alike, as far as one hears."""
    heard = sonido(word)
    return (
        "FROM search_palabra WHERE idioma = %s AND sonido LIKE %s"
        " AND length(sonido) BETWEEN %s AND %s",
        [idioma, f"{heard[:1]}%", len(heard) - 2, len(heard) + 2],
    )


def _source(match):
    return (
        f"FROM {TABLE} x JOIN search_ficha f ON f.page_id = x.rowid WHERE {TABLE} MATCH %s",
        [match],
    )


def _marks(required, forbidden):
    told = " AND ".join(f"({' OR '.join(map(_quoted, options))})" for options in required)
    return f"(({told}){''.join(f' NOT {_quoted(mark)}' for mark in forbidden)})"


def _group(group, idioma):
    options = (" AND ".join(_word(word, idioma) for word in option) for option in group)
    return f"({' OR '.join(f'({option})' for option in options)})"


def _word(word, idioma):
    if word.endswith("*"):
        return f"{_quoted(raiz(word[:-1], idioma))} *"
    return _quoted(raiz(word, idioma))


def _quoted(token):
    return f'"{token}"'
