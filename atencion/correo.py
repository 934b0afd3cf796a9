"""Mails to the person who asked, when they gave an address.

They go straight to the mail server and stand in no queue of the database, whose rows anybody with
it reads: what waits is a row without address or text. The address is decrypted to be written
on the envelope; no mail holds more than number, state and link, and the first one the code.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from correo import cartas
from correo.rondas import send_due

from .casos import escribir
from .models import AtencionPage, AvisoALaPersona, Movimiento, Remitente


def enviar_a_las_personas():
    """Send what is due; return how many mails left."""
    rows = AvisoALaPersona.objects.select_related("movimiento__caso__site_recibida__root_page")
    return send_due(rows, _write, _give_up)


def _write(aviso):
    caso = aviso.movimiento.caso
    remitente = Remitente.objects.filter(caso=caso).first()
    if remitente is None or not remitente.correo:
        return None  # purged meanwhile
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


def _give_up(aviso):
    """Leave word in the case; what another attempt may still bring there waits for the office."""
    if aviso.is_hopeless:
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
