"""The mail that lets somebody set a password: staff never know or type one."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.log_actions import log

from usuarios.cartas import enviar

from .estado import Estado


def send_link(person, *, sender):
    """Mail ``person`` a link to set the password: an invitation until there is one."""
    is_invitation = Estado.of(person) is Estado.INVITADO
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    )
    context = {
        "person": person,
        "sender": sender.get_full_name() or sender.get_username(),
        "link": settings.WAGTAILADMIN_BASE_URL + path,
        "admin": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_login"),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    kind = "invitacion" if is_invitation else "contrasena"
    subject = render_to_string(f"equipos/correo/{kind}_asunto.txt", context)
    send_mail(
        " ".join(subject.split()),
        render_to_string(f"equipos/correo/{kind}.txt", context),
        None,
        [person.email],
    )


def invite(person, *, sender):
    send_link(person, sender=sender)
    log(person, "equipos.invite")


def tell_former_address(person, address, *, sender):
    """Tell the address that ``person`` had that somebody has put another in its place."""
    enviar(person, "equipos/correo/correo_cambiado", a=address, person=person, por=sender)
