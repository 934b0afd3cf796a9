"""Mails to the editors of a list of Ley 168 before a row of it expires, and on that day."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from aislamiento.apagadas import encendidas
from correo import cartas
from correo.models import Avisado
from documentos.models import FichaLey168Page, PublicacionDeOficio
from equipos.models import Equipo, portal_of

from .rules import es_del_gobierno, obliga

# (name, days before the expiry); the most urgent level is last.
_LEVELS = (("mes", 30), ("semana", 7), ("dia", 0))


def warn_of_expiry():
    """Send each user one mail with the rows that reached a new level; each level only once.

    If a list has nobody to notify, its rows stay pending until it has.
    """
    today = timezone.localdate()
    told = defaultdict(dict)
    with transaction.atomic():
        people = {}
        for nivel, days in _LEVELS:
            for row in _not_told(nivel, until=today + timedelta(days=days)):
                if row.page_id not in people:
                    people[row.page_id] = responsables(row.page)
                if people[row.page_id]:
                    row.avisados.create(que=nivel, dia=row.hasta)
                for user in people[row.page_id]:
                    told[user][row.pk] = row
        for user, rows in told.items():
            by_urgency = sorted(rows.values(), key=lambda row: (row.hasta, row.pk))
            cartas.send(user, "documentos/correo/ley168", filas=by_urgency, hoy=today)


def vigiladas():
    """Return the rows that apply in published Spanish lists: translations have the same dates."""
    lists = encendidas(FichaLey168Page.objects.filter(live=True))
    spanish = lists.filter(locale__language_code=settings.LANGUAGE_CODE)
    return PublicacionDeOficio.objects.filter(obliga(), page__in=spanish.order_by().values("pk"))


def _not_told(nivel, *, until):
    due = vigiladas().filter(no_corresponde=False, hasta__lte=until)
    missing = Avisado.missing(due, nivel, dia="hasta")
    return missing.select_related("page", "obligacion").order_by("hasta", "pk")


def responsables(ficha):
    """Return active users with an address: the entidad's equipo, else the editors of the portal."""
    for group in _groups(ficha):
        people = get_user_model().objects.filter(is_active=True, groups=group).exclude(email="")
        if found := list(people.order_by("pk")):
            return found
    return []


def _groups(ficha):
    if not es_del_gobierno(ficha.depth):
        # The equipo of an office, or of the entidad above it.
        keys = ficha.get_ancestors().order_by().values("translation_key")
        teams = Equipo.objects.filter(page__translation_key__in=keys).order_by("-page__depth")
        yield from teams.values_list("group", flat=True)
    portal = portal_of(ficha)
    if portal and portal.editores_id:
        yield portal.editores_id
