"""Mails to the person who asked, when they gave an address.

They go straight to the mail server and stand in no queue of the database, whose rows anybody with
it reads: what waits is a row without address or text. The address is decrypted to be written
on the envelope; no mail holds more than number, state and link, and the first one the code.
"""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from moderacion.correo import PAUSES

from .casos import escribir
from .models import AtencionPage, AvisoALaPersona, Movimiento, Remitente

Fallo = AvisoALaPersona.Fallo

logger = logging.getLogger(__name__)

_BATCH = 50
_SERVER_PAUSE = timedelta(minutes=5)
# What a server says of one mail; anything else is said of the server itself.
_OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError)
# From here on a server refuses for good; below, for now.
_FOR_GOOD = 500


def enviar_a_las_personas():
    """Send what is due; return how many mails left.

    A round ends with the first mail for which no server is there: the others wait with it.
    """
    sent = 0
    due = AvisoALaPersona.objects.filter(siguiente__lte=timezone.now())
    connection = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
    for aviso in due.select_related("movimiento__caso__site_recibida__root_page")[:_BATCH]:
        if not _claim(aviso):
            continue
        try:
            _send(aviso, connection)
        except _OF_THIS_MAIL as error:
            _refused(aviso, error)
        except OSError as error:
            _wait_for_server(due, aviso, error)
            break
        except Exception as error:
            # Whatever is wrong with this mail must not keep the others.
            _refused(aviso, error)
        else:
            aviso.delete()
            sent += 1
    return sent


def _claim(aviso):
    """Put the next attempt off, before this one: nobody else sends it meanwhile."""
    until = timezone.now() + PAUSES[min(aviso.intentos, len(PAUSES) - 1)]
    rows = AvisoALaPersona.objects.filter(pk=aviso.pk, intentos=aviso.intentos)
    return rows.update(siguiente=until, intentos=F("intentos") + 1)


def _send(aviso, connection):
    movimiento = aviso.movimiento
    caso = movimiento.caso
    remitente = Remitente.objects.filter(caso=caso).first()
    if remitente is None or not remitente.correo:
        return  # purged meanwhile
    with override(caso.idioma):
        context = {
            "caso": caso,
            "movimiento": movimiento,
            "portal": caso.site_recibida.site_name,
            "receptor": caso.entidad.title if caso.entidad else caso.site.site_name,
            "url": _url(caso),
        }
        subject = render_to_string("atencion/correo/asunto.txt", context)
        body = render_to_string(f"atencion/correo/{movimiento.tipo}.txt", context)
    EmailMessage(
        " ".join(subject.split()),
        body.strip() + "\n",
        to=[remitente.correo],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    ).send()


def _url(caso):
    """Where the person follows the case, on the portal to which they wrote."""
    home = caso.site_recibida.root_page
    pages = AtencionPage.objects.live()
    page = pages.descendant_of(home).first()
    if page is None:
        return home.full_url
    translated = pages.filter(
        translation_key=page.translation_key, locale__language_code=caso.idioma
    )
    page = translated.first() or page
    return page.full_url + page.reverse_subpage("seguimiento")


def reintentar(caso):
    """Try again, as if for the first time, what could not be told of ``caso``; return how many."""
    return AvisoALaPersona.objects.filter(movimiento__caso=caso, siguiente=None).update(
        siguiente=timezone.now(), intentos=0
    )


def no_salieron(caso):
    """Return the mails to the person that failed so far, whether they are still tried or not."""
    failed = AvisoALaPersona.objects.filter(movimiento__caso=caso).exclude(fallo="")
    return list(failed.select_related("movimiento").order_by("pk"))


def _refused(aviso, error):
    """The server takes mail, but not this one: in the end the office has to tell the person."""
    # Never the error itself: it names the address.
    is_answer = isinstance(error, SMTPResponseException)
    code = error.smtp_code if is_answer else type(error).__name__
    logger.warning("Mail of case %s was not taken (%s)", aviso.movimiento.caso_id, code)
    aviso.fallo = _why(error)
    AvisoALaPersona.objects.filter(pk=aviso.pk).update(fallo=aviso.fallo)
    if aviso.intentos >= len(PAUSES):
        _give_up(aviso)


def _why(error):
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
        return Fallo.DIRECCION if min(codes) >= _FOR_GOOD else Fallo.BUZON
    if isinstance(error, SMTPDataError):
        return Fallo.RECHAZO if error.smtp_code >= _FOR_GOOD else Fallo.BUZON
    return Fallo.OTRO


def _give_up(aviso):
    """Leave word in the case; what another attempt may still bring there waits for the office."""
    is_hopeless = aviso.fallo == Fallo.DIRECCION
    if is_hopeless:
        what_to_do = _("Avísele de otra manera.")
    else:
        what_to_do = _("Se puede volver a intentar desde el caso; si urge, avísele de otra manera.")
    escribir(
        aviso.movimiento.caso,
        Movimiento.Tipo.NOTA,
        texto=_("No se pudo avisar por correo a la persona de «%(que)s». %(por_que)s %(hacer)s")
        % {
            "que": aviso.movimiento,
            "por_que": aviso.get_fallo_display(),
            "hacer": what_to_do,
        },
    )
    if is_hopeless:
        aviso.delete()
    else:
        AvisoALaPersona.objects.filter(pk=aviso.pk).update(siguiente=None)


def _wait_for_server(due, aviso, error):
    """All wait a little, and none of them is to blame: power may be away for days."""
    logger.warning("No mail server takes mails to citizens: %s", type(error).__name__)
    waits = {"siguiente": timezone.now() + _SERVER_PAUSE, "fallo": Fallo.SERVIDOR}
    due.update(**waits)
    AvisoALaPersona.objects.filter(pk=aviso.pk).update(intentos=aviso.intentos, **waits)
