from socket import getfqdn

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Mails ALARM_CONTACT that a service stopped or a backup failed; systemd runs it."
    # It has to work when the database or the settings are what failed.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("unidad", help="the unit, as in portales.service")

    def handle(self, *args, unidad, **options):
        if not settings.ALARM_CONTACT:
            self.stdout.write(_("Nadie recibe alarmas por correo: ALARM_CONTACT está vacío."))
            return
        names = {"unidad": unidad, "servidor": getfqdn()}
        subject = _("ALARMA: falló %(unidad)s en %(servidor)s") % names
        body = (
            _(
                "%(unidad)s falló en %(servidor)s y hay que corregirlo.\n\n"
                "Por qué:\n\n    journalctl -u %(unidad)s -n 50\n\n"
                "Cuando esté corregido:\n\n    systemctl reset-failed %(unidad)s portales.socket\n"
                "    systemctl start portales.socket\n    systemctl restart %(unidad)s\n"
            )
            % names
        )
        # Not through the queue: the scheduler, which sends it, may be what stopped.
        connection = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
        EmailMessage(subject, body, to=settings.ALARM_CONTACT, connection=connection).send()
