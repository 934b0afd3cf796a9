"""Marks: words in the index that state facts of a page (portal, language, group, year, name).

They begin with a colon, as no word of a text does. Every search query needs these facts; as
separate SQL conditions the database would test them on each page that has the words.
"""

from hashlib import blake2b

TODOS = ":todos"


def en_portal(site_id):
    return f":s{site_id}"


def salvo_portal(site_id):
    return f":x{site_id}"


def en_idioma(code):
    return f":l{code}"


def de_grupo(grupo):
    return f":g{grupo}"


def de_anio(anio):
    return f":a{anio}"


def llamada(raices):
    """Return the mark of the pages whose name has exactly these stems."""
    name = " ".join(raices)
    return f":n{blake2b(name.encode(), digest_size=8).hexdigest()}"
