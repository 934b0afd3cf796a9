"""Records the búsquedas sin resultado, and no data about the visitor."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.timezone import localdate

from base.texto import may_name_somebody

from .analisis import palabras
from .models import BusquedaSinResultado

logger = logging.getLogger(__name__)

# Maximum number of rows of one portal: rare searches may come from robots and help nobody.
POR_PORTAL = 1000
_LONGEST = BusquedaSinResultado._meta.get_field("palabras").max_length

# One statement, so that two searches at the same time are both counted; the Django ORM needs two.
_COUNT = """
INSERT INTO search_busquedasinresultado (site_id, palabras, veces, primera, ultima)
VALUES (%s, %s, 1, %s, %s)
ON CONFLICT (site_id, palabras) DO UPDATE
SET veces = search_busquedasinresultado.veces + 1, ultima = excluded.ultima
"""


def note(texto, *, site):
    """Count one search for ``texto`` that found nothing in ``site``, unless it may name somebody.

    One query. A database error is logged and not shown to the visitor.
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
    """Delete the rows older than ``BUSQUEDAS_DIAS`` days; return how many rows were deleted.

    In each portal also delete those beyond ``POR_PORTAL``, the least frequent first.
    """
    since = localdate() - timedelta(days=settings.BUSQUEDAS_DIAS)
    deleted, _by_model = BusquedaSinResultado.objects.filter(ultima__lt=since).delete()
    for site in BusquedaSinResultado.objects.order_by().values_list("site", flat=True).distinct():
        rows = BusquedaSinResultado.objects.filter(site=site)
        kept = rows.order_by("-veces", "-ultima", "pk").values("pk")[:POR_PORTAL]
        deleted += rows.exclude(pk__in=kept).delete()[0]
    return deleted
