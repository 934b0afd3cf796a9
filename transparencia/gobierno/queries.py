"""Which organs, sessions, agreements and delegates a portal shows."""

from collections import defaultdict

from django.db.models import Count
from django.utils import timezone

from transparencia.models import (
    Acuerdo,
    Circunscripcion,
    ConsejoPopularPage,
    OrganoPage,
    SesionPage,
)
from transparencia.queries import propias

from .situacion import SituacionDelAcuerdo, by_situation


def organos_de(frame):
    """Return the public organs of a portal in the order that its editors gave them."""
    return propias(OrganoPage.objects.all(), frame).order_by("path")


def sesiones_de(frame):
    return propias(SesionPage.objects.all(), frame)


def acuerdos_de(frame):
    """Return the public agreements of a portal, the latest first, with their ``situacion``."""
    rows = Acuerdo.objects.filter(page__in=sesiones_de(frame).order_by().values("pk"))
    return rows.annotate(situacion=by_situation(timezone.localdate())).order_by(
        "-page__fecha", "page", "numero"
    )


def cuentas(rows):
    """Return {situation: how many} of agreements, in the order in which they are told."""
    counted = dict(rows.order_by().values_list("situacion").annotate(Count("pk")))
    return {item: counted[item.value] for item in SituacionDelAcuerdo if counted.get(item.value)}


def consejos_de(frame):
    """Return the public consejos populares of a portal, by name."""
    return propias(ConsejoPopularPage.objects.all(), frame).alphabetical()


def circunscripciones_de(consejos):
    """Return [(circunscripción, consejo)] of all of the consejos, with one query."""
    of_page = defaultdict(list)
    pks = [page.pk for page in consejos]
    for row in Circunscripcion.objects.filter(page__in=pks).order_by("numero"):
        of_page[row.page_id].append(row)
    return [(row, page) for page in consejos for row in of_page[page.pk]]
