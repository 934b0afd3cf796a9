"""Whether the links of published pages lead somewhere (``enlaces``)."""

from .environment import env

# Whether other servers are asked; links into the portals are always looked at.
ENLACES_EXTERNOS = env.bool("ENLACES_EXTERNOS", default=True)
# Seconds that one request may take.
ENLACES_PLAZO = env.int("ENLACES_PLAZO", default=10)
# Who is asked, where none of the links answers, to know whether the line works.
ENLACES_CONTROL = env.list("ENLACES_CONTROL", default=["https://www.etecsa.cu/"])
# Lets links lead into networks of the institution, and to any port.
ENLACES_RED_PRIVADA = env.bool("ENLACES_RED_PRIVADA", default=False)
