"""Count of the answers to a consulta per network. No answer is refused because of it.

One network may be a family, a school or all telephones of a municipality, or somebody who answers
again and again. The portal cannot tell which, so it publishes the count and readers judge.
"""

from django.db.models import F

from servidor.cifrado import huellas
from servidor.limites import client_address

# Answers after this many of the same network are counted separately.
MUCHAS = 20


def huella(request, consulta):
    """Return a keyed digest of the network of ``request``, different for each consulta."""
    return huellas(client_address(request), f"atencion.consulta.{consulta.pk}")[0]


def es_repetida(consulta, red):
    """Count one more answer from ``red``; return whether it is beyond ``MUCHAS``."""
    row, _is_new = consulta.redes.get_or_create(red=red)
    consulta.redes.filter(pk=row.pk).update(respuestas=F("respuestas") + 1)
    row.refresh_from_db()
    return row.respuestas > MUCHAS
