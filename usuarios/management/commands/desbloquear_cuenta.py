from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from correo import cartas
from usuarios.intentos import release
from usuarios.second_factor import reset_second_factor


class Command(BaseCommand):
    help = "Lets a person try again at once after too many attempts to sign in."

    def add_arguments(self, parser):
        parser.add_argument("usuario", help="user name")
        parser.add_argument(
            "--segundo-factor",
            action="store_true",
            help="also remove the telephone and the recovery codes, when both are lost",
        )

    def handle(self, *args, usuario, segundo_factor, **options):
        model = get_user_model()
        try:
            user = model.objects.get_by_natural_key(usuario)
        except model.DoesNotExist as error:
            raise CommandError(
                _("No hay ninguna cuenta «%(cuenta)s».") % {"cuenta": usuario}
            ) from error
        release(user)
        self.stdout.write(_("«%(cuenta)s» puede volver a probar ya.") % {"cuenta": usuario})
        if segundo_factor:
            reset_second_factor(user)
            user.end_sessions()  # whoever has the telephone may have entered with it
            log(user, "usuarios.segundo_factor_quitado")
            cartas.send(user, "usuarios/correo/segundo_factor_quitado")
            self.stdout.write(_("Se quitaron su teléfono y sus códigos de recuperación."))
