"""Deletion of the single answers after their retention period; their count stays."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from atencion.models import ConsultaPublicaPage, RecuentoDeConsulta, RedDeConsulta

from . import redes
from .cuenta import count_answers


def purge():
    """Delete the answers to consultas closed long ago; return the number of consultas.

    Also erase the network digests of every consulta that is closed.
    """
    redes.forget(RedDeConsulta.objects.all())
    until = localdate() - timedelta(days=settings.ATENCION_CONSULTAS_DIAS)
    over = ConsultaPublicaPage.objects.filter(cierra__lt=until, respuestas__isnull=False)
    keys = list(over.order_by("pk").distinct().values_list("pk", flat=True))
    for pk in keys:
        _keep_count_alone(pk)
    return len(keys)


@transaction.atomic
def _keep_count_alone(pk):
    # The lock keeps out new answers and other purges between the count and the deletion.
    consulta = ConsultaPublicaPage.objects.select_for_update(of=("self",)).get(pk=pk)
    RecuentoDeConsulta.objects.update_or_create(
        consulta=consulta, defaults={**vars(count_answers(consulta)), "borradas_el": localdate()}
    )
    consulta.respuestas.all().delete()
    consulta.redes.all().delete()
