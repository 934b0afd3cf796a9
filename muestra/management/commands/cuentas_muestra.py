import os

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from muestra.cuentas import create_cuentas, read_or_make_password
from muestra.encargo import entrust_sample
from usuarios.muestra import sample_accounts


class Command(BaseCommand):
    help = "Creates the sample accounts of the demo (--quitar deactivates them)."

    def add_arguments(self, parser):
        parser.add_argument("--quitar", action="store_true", help="deactivate the sample accounts")

    def handle(self, *args, quitar, **options):
        if quitar:
            # Deactivated rather than deleted: pages and history keep their author.
            total = sample_accounts().update(is_active=False)
            self.stdout.write(_("Cuentas de muestra desactivadas: %(total)d.") % {"total": total})
            return
        path = settings.VAR_DIR / "cuentas.txt"
        try:
            password = read_or_make_password(path, wanted=os.environ.get("DEMO_PASSWORD"))
            create_cuentas(password)
            entrust_sample()
        except Group.DoesNotExist as error:
            raise CommandError(
                _("Faltan los portales: ejecute primero «crear_portales».")
            ) from error
        self.stdout.write(path.read_text(encoding="utf-8"), ending="")
