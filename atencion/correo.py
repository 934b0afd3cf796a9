"""Mails to the citizen who sent a case, if they gave an address.

These mails go straight to the mail server and never enter the mail queue, whose rows can be read by
anybody with the database: a waiting mail is a row without address or text. The address is decrypted
only to send the mail. A mail holds only number, state and link; the first one also holds the code.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from correo import cartas
from correo.rondas import send_due

from .casos import add_movimiento
from .models import AtencionPage, AvisoALaPersona, Movimiento, Remitente


def send_to_persons():
    """Send the mails that are due; return how many rows are done."""
    rows = AvisoALaPersona.objects.select_related("movimiento__caso__site_recibida__root_page")
    return send_due(rows, _write, _give_up)


def _write(aviso):
    caso = aviso.movimiento.caso
    remitente = Remitente.objects.filter(caso=caso).first()
    if remitente is None or not remitente.correo:
        return None  # deleted by the purge meanwhile
    return cartas.write(
        "atencion/correo/caso",
        to=remitente.correo,
        language=caso.idioma,
        caso=caso,
        movimiento=aviso.movimiento,
        portal=caso.site_recibida.site_name,
        receptor=caso.entidad.title if caso.entidad else caso.site.site_name,
        url=_url(caso),
    )


def _url(caso):
    """Return the address of the follow-up page, on the portal that received the case."""
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


def try_again(caso):
    """Reschedule the mails of ``caso`` that were given up, with new attempts; return how many."""
    return AvisoALaPersona.objects.filter(movimiento__caso=caso, siguiente=None).update(
        siguiente=timezone.now(), intentos=0
    )


def no_salieron(caso):
    """Return the mails to the citizen that failed so far, whether or not they are retried."""
    failed = AvisoALaPersona.objects.filter(movimiento__caso=caso).exclude(fallo="")
    return list(failed.select_related("movimiento").order_by("pk"))


def _give_up(aviso):
    """Add a note to the case that the mail was given up, and what the office can do."""
    if aviso.is_hopeless:
        what_to_do = _("Avísele de otra manera.")
    else:
        what_to_do = _("Se puede volver a intentar desde el caso; si urge, avísele de otra manera.")
    add_movimiento(
        aviso.movimiento.caso,
        Movimiento.Tipo.NOTA,
        texto=_("No se pudo avisar por correo a la persona de «%(que)s». %(por_que)s %(hacer)s")
        % {
            "que": aviso.movimiento,
            "por_que": aviso.get_fallo_display(),
            "hacer": what_to_do,
        },
    )
