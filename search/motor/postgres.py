"""PostgreSQL: two columns of the fichas that follow by themselves (``migrations/0002_ficha.py``)."""

from search.ortografia import sonido

# The column of each level, and the weights of what is searched in it.
_COLUMNS = {3: ("vector_nombre", ""), 2: ("vector", "ABC"), 1: ("vector", "")}
_CONFIGURATIONS = {"es": "busqueda", "en": "busqueda_en"}


def write(fichas):
    """Nothing: the columns are made of the others."""


def source(nivel, required, forbidden, consulta, alguna):
    column, weights = _COLUMNS[nivel]
    marks = _marks(required, forbidden)
    if consulta is None:
        return _source(column, "%s::tsquery", [marks])
    joined = (" | " if alguna else " & ").join(_group(group, weights) for group in consulta.grupos)
    asked = "(to_tsquery(%s::regconfig, %s) && %s::tsquery)"
    return _source(column, asked, [_configuration(consulta.idioma), joined, marks])


def word_source(word, idioma, required, forbidden):
    asked = "(to_tsquery(%s::regconfig, %s) && %s::tsquery)"
    values = [_configuration(idioma), _word(word, ""), _marks(required, forbidden)]
    return _source("vector", asked, values)


def vocabulary_source(word, idioma):
    heard = sonido(word)
    return (
        "FROM search_palabra WHERE idioma = %s AND sonido %% %s"
        " ORDER BY similarity(sonido, %s) DESC, palabra LIMIT 20",
        [idioma, heard, heard],
    )


def _configuration(idioma):
    return _CONFIGURATIONS.get(idioma, "portales")


def _source(column, asked, values):
    return f"FROM search_ficha f WHERE f.{column} @@ {asked}", values


def _marks(required, forbidden):
    told = [f"({' | '.join(map(_quoted, options))})" for options in required]
    return " & ".join([*told, *(f"!{_quoted(mark)}" for mark in forbidden)])


def _group(group, weights):
    options = (" & ".join(_word(word, weights) for word in option) for option in group)
    return f"({' | '.join(f'({option})' for option in options)})"


def _word(word, weights):
    begins = "*" if word.endswith("*") else ""
    flags = f":{begins}{weights}" if begins or weights else ""
    return f"{_quoted(word.rstrip('*'))}{flags}"


def _quoted(token):
    return f"'{token}'"
