"""Queries of the órganos, sesiones, acuerdos and delegados that a portal shows."""

from collections import defaultdict

from django.db.models import Count
from django.utils import timezone

from base.del_portal import publicas_del_portal

from .models import Acuerdo, Circunscripcion, ConsejoPopularPage, OrganoPage, SesionPage
from .situacion import SituacionDelAcuerdo, by_situation


def organos_de(frame):
    """Return the public órganos of a portal in the order of the page tree, set by its editors."""
    return publicas_del_portal(OrganoPage.objects.all(), frame).order_by("path")


def sesiones_de(frame):
    return publicas_del_portal(SesionPage.objects.all(), frame)


def acuerdos_de(frame):
    """Return the public acuerdos of a portal, the latest first, annotated with ``situacion``."""
    rows = Acuerdo.objects.filter(page__in=sesiones_de(frame).order_by().values("pk"))
    return rows.annotate(situacion=by_situation(timezone.localdate())).order_by(
        "-page__fecha", "page", "numero"
    )


def cuentas(rows):
    """Return {SituacionDelAcuerdo: count} of acuerdos, without zeros, in the order of the enum."""
    counted = dict(rows.order_by().values_list("situacion").annotate(Count("pk")))
    return {item: counted[item.value] for item in SituacionDelAcuerdo if counted.get(item.value)}


def consejos_de(frame):
    """Return the public consejos populares of a portal, by name."""
    return publicas_del_portal(ConsejoPopularPage.objects.all(), frame).alphabetical()


def circunscripciones_de(consejos):
    """Return [(circunscripción, its consejo)] of all ``consejos``, with one query."""
    of_page = defaultdict(list)
    pks = [page.pk for page in consejos]
    for row in Circunscripcion.objects.filter(page__in=pks).order_by("numero"):
        of_page[row.page_id].append(row)
    return [(row, page) for page in consejos for row in of_page[page.pk]]
