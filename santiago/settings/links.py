"""Checks of the links in published pages (``enlaces``)."""

from .environment import env

# Whether to check links to other servers; links to the portals are always checked.
ENLACES_EXTERNOS = env.bool("ENLACES_EXTERNOS", default=True)
# Maximum seconds of one request.
ENLACES_PLAZO = env.int("ENLACES_PLAZO", default=10)
# Requested if no link answers, to find out whether the network works.
ENLACES_CONTROL = env.list("ENLACES_CONTROL", default=["https://www.etecsa.cu/"])
# Allow links to private networks of the institution, and to any port.
ENLACES_RED_PRIVADA = env.bool("ENLACES_RED_PRIVADA", default=False)
