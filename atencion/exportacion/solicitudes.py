"""Exports of many cases need two users: one requests the export, another approves it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from atencion.casos import NoSePuedeError
from atencion.models import Caso, Exportacion
from atencion.permissions import sites_coordinados
from conjuntos.tablas import csv_lines
from servidor.horas import midnight

from .datos import COLUMNAS, fila_de_muchos

Estado = Exportacion.Estado


def exportaciones_de(user):
    """Return the export requests of the portals that ``user`` coordinates."""
    seen = Exportacion.objects.filter(site__in=sites_coordinados(user))
    return seen.select_related("site", "pedida_por", "decidida_por")


def puede_decidir(exportacion, user):
    return exportacion.estado == Estado.PEDIDA and exportacion.pedida_por_id != user.pk


def puede_descargar(exportacion, user):
    return exportacion.estado == Estado.APROBADA and exportacion.pedida_por_id == user.pk


@transaction.atomic
def pedir(*, por, **datos):
    exportacion = Exportacion.objects.create(pedida_por=por, **datos)
    log(exportacion, "atencion.exportacion.pedir", user=por)
    return exportacion


@transaction.atomic
def decidir(exportacion, *, aprobada, por):
    """Approve or deny a request; nobody decides a request of their own."""
    now = _locked(exportacion)
    if not puede_decidir(now, por):
        raise NoSePuedeError(_("Ya está decidida, o la pidió usted: la decide otra persona."))
    now.decidida_por, now.decidida_el, now.aprobada = por, timezone.now(), aprobada
    now.save()
    action = "aprobar" if aprobada else "denegar"
    log(now, f"atencion.exportacion.{action}", user=por)


@transaction.atomic
def download(exportacion, *, por):
    """Return the lines of the CSV table. It can be downloaded only once."""
    now = _locked(exportacion)
    if not puede_descargar(now, por):
        raise NoSePuedeError(
            _(
                "Solo la descarga quien la pidió, una vez, durante las 24 horas siguientes a la "
                "aprobación."
            )
        )
    now.descargada_el = timezone.now()
    now.save()
    log(now, "atencion.exportacion.descargar", user=por)
    casos = Caso.objects.filter(
        site=now.site_id,
        recibida__gte=midnight(now.desde),
        recibida__lt=midnight(now.hasta + timedelta(days=1)),
        datos_borrados_el=None,
    )
    rows = casos.select_related("remitente", "entidad").order_by("recibida", "pk")
    return csv_lines(COLUMNAS, map(fila_de_muchos, rows.iterator(chunk_size=200)))


def _locked(exportacion):
    return Exportacion.objects.select_for_update(of=("self",)).get(pk=exportacion.pk)
