"""Those who keep a list are told by mail before something on it lapses, and on the day."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from equipos.models import Equipo, portal_of
from transparencia.models import AvisoDeVencimiento, PublicacionDeOficio
from usuarios.cartas import enviar

from .rules import es_del_gobierno, obliga

Nivel = AvisoDeVencimiento.Nivel
# How many days before; the more urgent ones later.
_LEVELS = ((Nivel.MES, 30), (Nivel.SEMANA, 7), (Nivel.DIA, 0))


def avisar_de_vencimientos():
    """Tell once for each level, in one mail to each person.

    Where there is nobody to be told, it is told as soon as there is.
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
                    AvisoDeVencimiento.objects.create(publicacion=row, nivel=nivel, hasta=row.hasta)
                for user in people[row.page_id]:
                    told[user][row.pk] = row
        for user, rows in told.items():
            by_urgency = sorted(rows.values(), key=lambda row: (row.hasta, row.pk))
            enviar(user, "transparencia/correo/ley168", filas=by_urgency, hoy=today)


def vigiladas():
    """What binds in the lists that are published, in Spanish: translations lapse with them."""
    return PublicacionDeOficio.objects.filter(
        obliga(), page__live=True, page__locale__language_code=settings.LANGUAGE_CODE
    )


def _not_told(nivel, *, until):
    told = AvisoDeVencimiento.objects.filter(
        publicacion=OuterRef("pk"), nivel=nivel, hasta=OuterRef("hasta")
    )
    due = vigiladas().filter(no_corresponde=False, hasta__lte=until)
    return due.exclude(Exists(told)).select_related("page", "obligacion").order_by("hasta", "pk")


def responsables(ficha):
    """Who keeps a list and has an address: the team of the entity, else the portal's editors."""
    for group in _groups(ficha):
        people = get_user_model().objects.filter(is_active=True, groups=group).exclude(email="")
        if found := list(people.order_by("pk")):
            return found
    return []


def _groups(ficha):
    if not es_del_gobierno(ficha.depth):
        # The team of an office, or of the entity above it.
        keys = ficha.get_ancestors().order_by().values("translation_key")
        teams = Equipo.objects.filter(page__translation_key__in=keys).order_by("-page__depth")
        yield from teams.values_list("group", flat=True)
    portal = portal_of(ficha)
    if portal and portal.editores_id:
        yield portal.editores_id
