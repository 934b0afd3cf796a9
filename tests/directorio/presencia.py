"""Helpers that create what presencia counts: verified telephones, news and answered cases."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from atencion.models import Caso
from noticias.models import EntidadRelacionada
from tests.factories import make_noticia, publish


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def contact(number, ago=None):
    verified = [("verificado_el", days_ago(ago))] if ago is not None else []
    return ("telefono", number, verified)


def make_news(portal, title, *entidades, ago=1, **fields):
    noticia = make_noticia(portal, title, fecha=days_ago(ago), **fields)
    noticia.entidades_relacionadas.set([EntidadRelacionada(entidad=item) for item in entidades])
    noticia.save_revision()
    if noticia.live:
        publish(noticia)
    return noticia


def receive(portal, number, *, entidad=None, answered=None, late=False):
    """Create cases of the last whole month, answered on the same day, in time unless ``late``."""
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    moment = timezone.make_aware(datetime.combine(last, time(9)))
    Caso.objects.bulk_create(
        Caso(
            site=portal.site,
            site_recibida=portal.site,
            entidad=entidad,
            tipo="queja",
            asunto="Asunto",
            recibida=moment,
            vence=last - timedelta(days=1) if late else last,
            trasladar_hasta=last,
            respondida_el=moment if answered else None,
        )
        for _ in range(number)
    )
