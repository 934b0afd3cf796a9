"""Networks from which the answers to a consulta came. No answer is refused because of them.

One network may be a family, a school or all telephones of a municipality, or somebody who answers
again and again. The portal cannot tell which, so it publishes how many answers came from one
network, and the results with and without them, and readers judge.
"""

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate

from servidor.cifrado import huellas
from servidor.limites import client_address

# A network with more answers than this is counted separately, with all its answers.
MUCHAS = 20


def huella(request, consulta):
    """Return a keyed digest of the network of ``request``, different for each consulta."""
    return huellas(client_address(request), f"atencion.consulta.{consulta.pk}")[0]


def repetidas(redes):
    """Return those of ``redes`` from which more than ``MUCHAS`` answers came."""
    return redes.annotate(veces=Count("respuestas")).filter(veces__gt=MUCHAS)


@transaction.atomic
def forget(redes):
    """Erase the digests of the consultas among ``redes`` that are closed.

    Answers stay grouped only if their network is a repeated one: the results need to know no more.
    """
    closed = redes.filter(consulta__cierra__lt=localdate(), huella__isnull=False)
    kept = list(repetidas(closed).values_list("pk", flat=True))
    closed.exclude(pk__in=kept).delete()
    closed.update(huella=None)
