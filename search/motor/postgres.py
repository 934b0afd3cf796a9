"""PostgreSQL: full-text search in generated columns (``migrations/0001_initial.py``).

Words and marks are always parameters: the text of a visitor is never part of a statement.
"""

from search.ortografia import sonido

# {level: (column, tsvector weights to search in, all if empty)}.
_COLUMNS = {3: ("vector_nombre", ""), 2: ("vector", "ABC"), 1: ("vector", "")}
_CONFIGURATIONS = {"es": "busqueda", "en": "busqueda_en"}
_MOST_ALIKE = 20
# A function that is declared as costly for the planner: see migrations/0001_initial.py.
IS_CURRENT = "busqueda_vigente(f.vence, %s)"


def write(fichas):
    """Do nothing: PostgreSQL generates the columns."""


def matching(consulta, nivel, marks, *, alguna=False):
    """Return (FROM and WHERE of a SELECT on ``search_ficha f``, parameters).

    Words and marks are two conditions, so that a text without words for the parser finds nothing.
    """
    column, weights = _COLUMNS[nivel]
    groups = (_group(group, weights) for group in consulta.grupos)
    configuration = _CONFIGURATIONS.get(consulta.idioma, "portales")
    return (
        f"FROM search_ficha f WHERE f.{column} @@ to_tsquery(%s::regconfig, %s)"
        f" AND f.{column} @@ %s::tsquery",
        [configuration, (" | " if alguna else " & ").join(groups), _marks(*marks)],
    )


def marked(marks):
    """Return the same for the pages with the marks, without a condition on words."""
    return "FROM search_ficha f WHERE f.vector_nombre @@ %s::tsquery", [_marks(*marks)]


def vocabulary(word, idioma):
    heard = sonido(word)
    return (
        "SELECT %s, palabra, escrita FROM search_palabra WHERE idioma = %s AND sonido %% %s"
        " ORDER BY similarity(sonido, %s) DESC, palabra LIMIT %s",
        [word, idioma, heard, heard, _MOST_ALIKE],
    )


def _marks(required, forbidden):
    told = [f"({' | '.join(map(_quoted, options))})" for options in required]
    return " & ".join([*told, f"!{_quoted(forbidden)}"] if forbidden else told)


def _group(group, weights):
    options = (" & ".join(_word(word, weights) for word in option) for option in group)
    return f"({' | '.join(f'({option})' for option in options)})"


def _word(word, weights):
    begins = "*" if word.endswith("*") else ""
    flags = f":{begins}{weights}" if begins or weights else ""
    return f"{_quoted(word.rstrip('*'))}{flags}"


def _quoted(token):
    return f"'{token}'"
