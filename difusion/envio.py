"""One attempt to announce a page, and what follows from how it ended."""

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
# After each failed attempt; after the last one somebody decides.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60)]


def attempt(anuncio):
    """Send ``anuncio`` if it is due and nobody else has it."""
    if anuncio.claim():
        with translation.override(settings.LANGUAGE_CODE):
            _attempt(anuncio)


class _LostError(Exception):
    """Somebody took the announcement for lost meanwhile, and has it now."""


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
        why = _("Hubo un error en el portal; quien lo atiende lo encuentra en su registro.")
        _end(anuncio, Estado.DUDOSO if has_left else Estado.FALLIDO, why)
    else:
        anuncio.advance(estado=Estado.ENVIADO, mensaje=mensaje, motivo="")


def _page_of(anuncio, canal):
    """Return the page to announce, as everybody may read it now."""
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
    """It may have arrived: again only where a second one does no harm."""
    if canal_de(anuncio.canal, Difusion.for_site(anuncio.site)).repite:
        try_again(anuncio, why, _pause(anuncio))
    else:
        _end(anuncio, Estado.DUDOSO, why)


def try_again(anuncio, why, pause):
    """Let it be tried again after ``pause``; not without end."""
    if anuncio.intentos > len(PAUSES):
        _end(anuncio, Estado.FALLIDO, why)
    else:
        due = timezone.now() + pause
        anuncio.advance(estado=Estado.PENDIENTE, momento=due, motivo=str(why))


def _pause(anuncio):
    return PAUSES[min(anuncio.intentos, len(PAUSES)) - 1]


def _end(anuncio, estado, why):
    anuncio.advance(estado=estado, motivo=str(why))
