"""Mails with a link to set a password: the staff never know or type a password."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.log_actions import log

from correo import cartas

from .estado import EstadoDeCuenta


def send_link(person, *, sender):
    """Mail ``person`` a link to set a password; it is an invitation if they have none yet."""
    is_invitation = EstadoDeCuenta.of(person) is EstadoDeCuenta.INVITADO
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    )
    cartas.send(
        person,
        "equipos/correo/invitacion" if is_invitation else "equipos/correo/contrasena",
        sender=sender.get_full_name() or sender.get_username(),
        path=path,
        days=settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    )


def invite(person, *, sender):
    send_link(person, sender=sender)
    log(person, "equipos.invite")


def tell_former_address(person, address, *, sender):
    """Mail the former address of ``person`` that somebody has changed it."""
    cartas.send(person, "equipos/correo/correo_cambiado", to=address, por=sender)
