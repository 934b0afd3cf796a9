"""How many answers to a consultation come from one network: told, and nobody refused for it.

One network may be a family, a school or all telephones of a municipality; or somebody who answers
again and again. Nobody can tell these apart from here, so they are counted and readers judge.
"""

from django.db.models import F

from servidor.cifrado import huellas
from servidor.limites import client_address

# Those that come after so many of the same network are told apart.
MUCHAS = 20


def huella(request, consulta):
    """Return a digest of the network of ``request``, which nobody undoes without the keys."""
    return huellas(client_address(request), f"atencion.consulta.{consulta.pk}")[0]


def es_repetida(consulta, red):
    """Count one more answer from ``red``; return whether many had come from there before."""
    row, _is_new = consulta.redes.get_or_create(red=red)
    consulta.redes.filter(pk=row.pk).update(respuestas=F("respuestas") + 1)
    row.refresh_from_db()
    return row.respuestas > MUCHAS
