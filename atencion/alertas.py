"""Mails to the users who answer cases: new movimientos, and plazos that are about to end.

These mails go through the ordinary mail queue. They hold only numbers, days and links.
"""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from correo import cartas
from correo.models import Avisado
from equipos.roles import ADMINISTRADORES

from .models import Caso, Movimiento, NovedadDeCaso
from .permissions import casos_de, coordinan, coordinan_portal, quienes_atienden

Estado = Caso.Estado

_GATHER = timedelta(minutes=15)
# How many days before the end of a plazo its coordinators get a mail.
_COORDINATION = 2
_WAITING = [Estado.RECIBIDA, Estado.TRASLADADA, Estado.INVESTIGACION, Estado.PRORROGA]


def warn_of_news():
    """Mail the new movimientos of each portal once the first has waited ``_GATHER``."""
    waiting = NovedadDeCaso.objects.values("movimiento__caso__site").order_by()
    due = waiting.annotate(first=Min("movimiento__cuando")).filter(
        first__lte=timezone.now() - _GATHER
    )
    for site in list(due.values_list("movimiento__caso__site", flat=True)):
        with transaction.atomic():
            _tell_news_of(site)


def _tell_news_of(site):
    novedades = NovedadDeCaso.objects.filter(movimiento__caso__site=site)
    locked = [novedad.pk for novedad in novedades.select_for_update(of=("self",))]
    novedades = NovedadDeCaso.objects.filter(pk__in=locked)
    told = defaultdict(list)
    for novedad in novedades.select_related("movimiento__caso__asignada_a"):
        caso = novedad.movimiento.caso
        is_for_coordination = novedad.movimiento.tipo == Movimiento.Tipo.INCONFORME
        for user in coordinan(caso) if is_for_coordination else responsables(caso):
            told[user].append(novedad.movimiento)
    for user, movimientos in told.items():
        cartas.send(user, "atencion/correo/novedades", movimientos=movimientos)
    novedades.delete()


def warn_of_terms():
    """Mail once per unanswered case and level that its plazo ends: users first, then coordinators.

    If no coordinator of the portal has a mail address, the administrators get a mail instead.
    """
    today = timezone.localdate()
    told, untold = defaultdict(dict), defaultdict(set)
    with transaction.atomic():
        for nivel, days, people in _levels():
            for caso in _not_told(nivel, until=today + timedelta(days=days)):
                caso.avisados.create(que=nivel, dia=caso.vence)
                users = [user for user in people(caso) if user.email]
                for user in users:
                    told[user][caso.pk] = caso
                if not users and people is coordinan:
                    untold[caso.site.site_name].add(caso.pk)
        for user, casos in told.items():
            by_urgency = sorted(casos.values(), key=lambda caso: (caso.vence, caso.pk))
            cartas.send(user, "atencion/correo/plazos", casos=by_urgency, hoy=today)
        if untold:
            _tell_administration(untold)


def _tell_administration(untold):
    """Mail only the number of cases per portal: administrators may not see the cases."""
    portales = [(name, len(keys)) for name, keys in sorted(untold.items())]
    for user in get_user_model().objects.filter(is_active=True, groups__name=ADMINISTRADORES):
        cartas.send(user, "atencion/correo/sin_coordinacion", portales=portales)


def warn_of_export(exportacion):
    """Mail the other coordinators of the portal that an export waits for their decision.

    Return whether there are other coordinators.
    """
    others = coordinan_portal(exportacion.site_id).exclude(pk=exportacion.pedida_por_id)
    for user in others:
        cartas.send(user, "atencion/correo/exportacion", exportacion=exportacion)
    return bool(others)


def _levels():
    return [
        ("pronto", settings.ATENCION_AVISAR_DIAS, responsables),
        ("coordinacion", _COORDINATION, coordinan),
        ("vencido", -1, coordinan),
    ]


def _not_told(nivel, *, until):
    waiting = Caso.objects.filter(estado__in=_WAITING, respondida_el=None, vence__lte=until)
    missing = Avisado.missing(waiting, nivel, dia="vence")
    return list(missing.select_related("asignada_a", "site"))


def responsables(caso):
    """Return the user the case is assigned to; if none, all users who may take the case."""
    user = caso.asignada_a
    if user is not None and casos_de(user).filter(pk=caso.pk).exists():
        return [user]
    return quienes_atienden(caso)
