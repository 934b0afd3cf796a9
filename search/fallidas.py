"""Remembers what people looked for in vain, and nothing of who they are."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.timezone import localdate

from base.texto import may_name_somebody

from .analisis import palabras
from .models import BusquedaSinResultado

logger = logging.getLogger(__name__)

# Rows that one portal keeps: what hardly anybody asks for may come from robots, and helps nobody.
POR_PORTAL = 1000
_LONGEST = BusquedaSinResultado._meta.get_field("palabras").max_length

# One statement, so that two who ask at once are both counted; Django's own ways need two.
_COUNT = """
INSERT INTO search_busquedasinresultado (site_id, palabras, veces, primera, ultima)
VALUES (%s, %s, 1, %s, %s)
ON CONFLICT (site_id, palabras) DO UPDATE
SET veces = search_busquedasinresultado.veces + 1, ultima = excluded.ultima
"""


def anotar(texto, *, site):
    """Count one search for ``texto`` that found nothing in ``site``, unless it may name somebody.

    One query. A database that does not take it is told to the log and not to the citizen.
    """
    words = " ".join(palabras(texto))
    if not words or len(words) > _LONGEST or may_name_somebody(texto):
        return
    today = connection.ops.adapt_datefield_value(localdate())
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [site.pk, words, today, today])
    except DatabaseError:
        logger.warning("a search without result was not counted", exc_info=True)


def purge():
    """Delete what nobody has looked for lately, and what each portal has too many of.

    Returns how many rows went.
    """
    since = localdate() - timedelta(days=settings.BUSQUEDAS_DIAS)
    deleted, _by_model = BusquedaSinResultado.objects.filter(ultima__lt=since).delete()
    for site in BusquedaSinResultado.objects.order_by().values_list("site", flat=True).distinct():
        rows = BusquedaSinResultado.objects.filter(site=site)
        kept = rows.order_by("-veces", "-ultima", "pk").values("pk")[:POR_PORTAL]
        deleted += rows.exclude(pk__in=kept).delete()[0]
    return deleted
