"""One attempt to announce a page, and the next state of the anuncio."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from base.publicas import publicas

from .canales import canal_de
from .models import Anuncio, Difusion
from .resultados import MasTardeError, NoEnviadoError, SinNovedadError, SinRespuestaError

logger = logging.getLogger(__name__)

Estado = Anuncio.Estado
# The pause after each failed attempt. After the last attempt, a user decides.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60)]


def attempt(anuncio):
    """Send ``anuncio`` if it is due and no other process has it."""
    if anuncio.claim():
        with translation.override(settings.LANGUAGE_CODE):
            _attempt(anuncio)


class _LostError(Exception):
    """Another process took the anuncio for lost meanwhile, and has it now."""


def _attempt(anuncio):
    canal = canal_de(anuncio.canal, Difusion.for_site(anuncio.site))
    try:
        pagina = _page_of(anuncio, canal)
        mensaje = canal.announce(anuncio, pagina, lambda: _leave(anuncio))
    except _LostError:
        pass
    except SinNovedadError as why:
        _end(anuncio, Estado.OMITIDO, why)
    except NoEnviadoError as why:
        _end(anuncio, Estado.FALLIDO, why)
    except MasTardeError as why:
        try_again(anuncio, why, max(_pause(anuncio), timedelta(seconds=why.espera)))
    except SinRespuestaError as why:
        left_unanswered(anuncio, why)
    except Exception:
        logger.exception("announcement %s failed", anuncio.pk)
        has_left = anuncio.estado == Estado.SALIENDO
        why = _("Hubo un error en el portal. Si se repite, avise a quien administra el servidor.")
        _end(anuncio, Estado.DUDOSO if has_left else Estado.FALLIDO, why)
    else:
        anuncio.advance(estado=Estado.ENVIADO, mensaje=mensaje, motivo="")


def _page_of(anuncio, canal):
    """Return the public page to announce; raise ``SinNovedadError`` if there is nothing to send."""
    if not canal.is_on:
        raise SinNovedadError(_("El canal se apagó antes de anunciarla."))
    public = publicas(Page.objects.filter(pk=anuncio.pagina_id)).first()
    if public is None:
        raise SinNovedadError(_("La página se retiró antes de anunciarla."))
    pagina = public.specific
    if not pagina.lineas_de_difusion():
        raise SinNovedadError(_("Lo que anuncia ya pasó."))
    return pagina


def _leave(anuncio):
    if not anuncio.advance(estado=Estado.SALIENDO):
        raise _LostError


def left_unanswered(anuncio, why):
    """Handle a message that may have arrived: repeat it only if its channel can."""
    if canal_de(anuncio.canal, Difusion.for_site(anuncio.site)).repite:
        try_again(anuncio, why, _pause(anuncio))
    else:
        _end(anuncio, Estado.DUDOSO, why)


def try_again(anuncio, why, pause):
    """Schedule another attempt after ``pause``; fail if this was the last one."""
    if anuncio.intentos > len(PAUSES):
        _end(anuncio, Estado.FALLIDO, why)
    else:
        due = timezone.now() + pause
        anuncio.advance(estado=Estado.PENDIENTE, momento=due, motivo=str(why))


def _pause(anuncio):
    return PAUSES[min(anuncio.intentos, len(PAUSES)) - 1]


def _end(anuncio, estado, why):
    anuncio.advance(estado=estado, motivo=str(why))
