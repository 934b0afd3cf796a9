"""What the users who answer may do with a case, as far as its state allows.

Every function that changes a case locks it, records a movimiento and logs which user did it.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from base.models import PortalSettings
from base.tree import in_one_tree

from . import plazos
from .casos import NoSePuedeError, add_movimiento, cambiando
from .models import Caso, Movimiento
from .permissions import quienes_atienden

Estado, Tipo = Caso.Estado, Movimiento.Tipo

_MAY_BE_INVESTIGATED = (Estado.RECIBIDA, Estado.TRASLADADA, Estado.INCONFORME)


class CambioMientrasTantoError(NoSePuedeError):
    """Something happened to the case since the user opened the form that they send now."""


# --- Rules: checked by the screens, and again under the lock ----------------------------------


def puede_investigarse(caso):
    return caso.estado in _MAY_BE_INVESTIGATED


def ultimo_dia_para_prorrogar(caso):
    return caso.vence - timedelta(days=settings.ATENCION_PRORROGA_ANTES)


def por_que_no_se_prorroga(caso):
    """Return why the plazo cannot be extended, in one sentence; empty if it can."""
    if not caso.corre_el_plazo:
        return _("En este caso ya no corre ningún plazo que se pueda prorrogar.")
    if caso.prorrogada_el is not None:
        return _("Este caso ya se prorrogó, y se hace una sola vez.")
    if timezone.localdate() > (last := ultimo_dia_para_prorrogar(caso)):
        return _("La prórroga se daba a más tardar el %(dia)s, y ese día ya pasó.") % {
            "dia": date_format(last, "DATE_FORMAT")
        }
    return ""


def puede_prorrogarse(caso):
    return not por_que_no_se_prorroga(caso)


def puede_anotarse(caso):
    return caso.datos_borrados_el is None


def puede_cerrarse(caso):
    return caso.estado == Estado.RESPONDIDA


# --- Changes ----------------------------------------------------------------------------------


@contextmanager
def desde(caso, visto):
    """Run the block under a lock, only if ``visto`` is still the last movimiento of ``caso``."""
    with transaction.atomic():
        Caso.objects.select_for_update(of=("self",)).get(pk=caso.pk)
        if ultimo_movimiento(caso) != visto:
            raise CambioMientrasTantoError(
                _("Mientras usted escribía pasó algo con este caso. Mírelo y, si procede, repita.")
            )
        yield


def ultimo_movimiento(caso):
    """Return the key of the last movimiento of ``caso``."""
    return caso.movimientos.order_by("pk").values_list("pk", flat=True).last()


def asignar(caso, persona, *, por):
    """Assign ``caso`` to a user who may answer it; None assigns it to nobody in particular."""
    with cambiando(caso) as now:
        _need_open(now)
        if persona is not None and not quienes_atienden(now).filter(pk=persona.pk).exists():
            raise NoSePuedeError(_("Esa persona no atiende los casos de este portal o entidad."))
        now.asignada_a = persona
        _do(now, Tipo.ASIGNADA, por, destino=_named(persona))


def investigar(caso, *, por):
    """Set the state «En investigación»."""
    with cambiando(caso) as now:
        if not puede_investigarse(now):
            raise NoSePuedeError(
                _("Un caso en estado «%(estado)s» no pasa a investigación.")
                % {"estado": now.get_estado_display()}
            )
        now.estado = Estado.INVESTIGACION
        _do(now, Tipo.INVESTIGACION, por)


def anotar(caso, texto, *, por, archivos=()):
    """Add an internal note, which only the users who answer can read."""
    with cambiando(caso) as now:
        if not puede_anotarse(now):
            raise NoSePuedeError(_("Los datos de este caso ya se borraron: no se añade nada."))
        _do(now, Tipo.NOTA, por, texto=_written(texto), archivos=archivos)


def trasladar(caso, *, site, entidad, motivo, por):
    """Transfer ``caso`` to ``entidad``, or to the office of the portal ``site`` if it is None.

    The plazo goes on. After ``trasladar_hasta`` a traslado is marked as late but not forbidden: the
    citizen would suffer from the refusal.
    """
    with cambiando(caso) as now:
        _need_open(now)
        if entidad is not None and not in_one_tree(entidad.path, site.root_page.path):
            raise NoSePuedeError(_("Esa entidad no es del portal elegido."))
        if (now.site_id, now.entidad_id) == (site.pk, entidad and entidad.pk):
            raise NoSePuedeError(_("El caso ya está ahí: elija otro destino."))
        now.site, now.entidad, now.asignada_a = site, entidad, None
        now.estado = Estado.TRASLADADA
        _do(now, Tipo.TRASLADADA, por, texto=_written(motivo), destino=_told(site, entidad))


def prorrogar(caso, motivo, *, por):
    """Extend the plazo by the days of the settings; only once and in time."""
    with cambiando(caso) as now:
        if reason := por_que_no_se_prorroga(now):
            raise NoSePuedeError(reason)
        now.vence = plazos.de_prorroga(now.tipo).fin(now.vence)
        now.prorrogada_el, now.estado = timezone.now(), Estado.PRORROGA
        _do(now, Tipo.PRORROGA, por, texto=_written(motivo))


def responder(caso, texto, *, por, archivos=()):
    """Answer, also again after «no estoy conforme»; only the first answer can meet the plazo."""
    with cambiando(caso) as now:
        _need_open(now)
        now.respondida_el = now.respondida_el or timezone.now()
        now.estado = Estado.RESPONDIDA
        _do(now, Tipo.RESPUESTA, por, texto=_written(texto), archivos=archivos)


def cerrar(caso, *, por):
    """Close a case that was answered."""
    with cambiando(caso) as now:
        if not puede_cerrarse(now):
            raise NoSePuedeError(_("Solo se cierra un caso que ya se respondió."))
        now.estado, now.cierre = Estado.CERRADA, Caso.Cierre.ATENDIDA
        now.cerrada_el = timezone.now()
        _do(now, Tipo.CERRADA, por)


def _do(caso, tipo, por, **details):
    add_movimiento(caso, tipo, por=por, **details)
    log(caso, f"atencion.{tipo}", user=por)


def _need_open(caso):
    if not caso.esta_abierta:
        raise NoSePuedeError(
            _("Este caso está en estado «%(estado)s»: nadie debe ya una respuesta.")
            % {"estado": caso.get_estado_display()}
        )


def _written(texto):
    texto = texto.strip()
    if not texto:
        raise NoSePuedeError(_("Escriba el texto: sin él no se puede."))
    return texto


def _named(persona):
    """Return the name of the assigned user, stored in the main language."""
    if persona is None:
        with override(settings.LANGUAGE_CODE):
            return _("nadie en particular")
    return persona.get_full_name() or persona.get_username()


def _told(site, entidad):
    """Return the destination of a traslado as the citizen reads it, in the main language."""
    with override(settings.LANGUAGE_CODE):
        portal = PortalSettings.for_site(site).territorio
        return f"{entidad.title} · {portal}" if entidad else portal
