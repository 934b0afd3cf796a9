"""Words that stand for facts of a page, which the index looks up together with its text.

They begin with a colon, as no word of a text does. Portal, language and group are a part of every
question; as conditions of their own a database would try them on each page that has the words.
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
    """The mark of what is called exactly so, by the stems of its name."""
    name = " ".join(raices)
    return f":n{blake2b(name.encode(), digest_size=8).hexdigest()}"
