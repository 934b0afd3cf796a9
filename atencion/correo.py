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

logger = logging.getLogger(__name__)

_BATCH = 50
_SERVER_PAUSE = timedelta(minutes=5)
# What a server says of one mail; anything else is said of the server itself.
_OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError)


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


def _refused(aviso, error):
    """The server takes mail, but not this one: in the end the office has to tell the person."""
    # Never the error itself: it names the address.
    is_answer = isinstance(error, SMTPResponseException)
    code = error.smtp_code if is_answer else type(error).__name__
    logger.warning("Mail of case %s was not taken (%s)", aviso.movimiento.caso_id, code)
    if aviso.intentos >= len(PAUSES):
        escribir(
            aviso.movimiento.caso,
            Movimiento.Tipo.NOTA,
            texto=_(
                "El servidor de correo no acepta la dirección que dio la persona: "
                "no se le pudo avisar de «%(que)s»."
            )
            % {"que": aviso.movimiento},
        )
        aviso.delete()


def _wait_for_server(due, aviso, error):
    """All wait a little, and none of them is to blame: power may be away for days."""
    logger.warning("No mail server takes mails to citizens: %s", type(error).__name__)
    later = timezone.now() + _SERVER_PAUSE
    due.update(siguiente=later)
    AvisoALaPersona.objects.filter(pk=aviso.pk).update(siguiente=later, intentos=aviso.intentos)
