import os
import textwrap
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, Error, IntegrityError, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.urls import reverse
from django.utils.translation import gettext as _

from base.models import PortalSettings
from muestra.cuentas import one_of_each_role
from usuarios.muestra import sample_accounts

_WIDTH = 80


class Command(BaseCommand):
    help = "Prepares the demo: database, portals, sample content and accounts, static files."

    def handle(self, *args, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.prepare_database()
        is_first_time = self.create_portals()
        self.stdout.write(_("Preparando los datos abiertos…"))
        call_command("preparar_datos", verbosity=0)
        self.stdout.write(_("Reuniendo los archivos estáticos…"))
        call_command("collectstatic", interactive=False, verbosity=0)
        self.show_addresses(is_first_time)

    def prepare_database(self):
        self.stdout.write(_("Preparando la base de datos…"))
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except (DataError, IntegrityError):
            raise  # the database did answer
        except Error as error:
            raise CommandError(
                _("La base de datos no responde; revise DATABASE_URL. Detalle: %(error)s")
                % {"error": error}
            ) from error
        except InconsistentMigrationHistory as error:
            raise CommandError(
                _("Los datos de %(carpeta)s son de otra versión: bórrelos con «make distclean».")
                % {"carpeta": settings.VAR_DIR}
            ) from error

    def create_portals(self):
        """Create the portals and, only the first time, their sample content.

        A user who removes the sample does not want it back at the next start. All in one
        transaction, so that an interrupted first time counts as none. Returns whether it was the
        first time.
        """
        is_first_time = not PortalSettings.objects.exists()
        with transaction.atomic():
            self.stdout.write(_("Creando los portales…"))
            # Its output would only repeat the list of addresses below.
            call_command("crear_portales", stdout=StringIO())
            if is_first_time:
                self.stdout.write(_("Cargando el contenido de muestra…"))
                call_command("cargar_muestra", stdout=self.stdout)
        return is_first_time

    def show_addresses(self, is_first_time):
        self.stdout.write("\n" + _("Los portales:"))
        records = PortalSettings.objects.select_related("site").order_by("-tipo", "pk")
        for record in records:
            self.stdout.write(f"  {record.site.site_name:<18} {record.site.root_url}/")
        pages = {_("Administración"): "wagtailadmin_home"}
        if settings.BUZON_ROOT is not None:
            pages[_("Correos")] = "buzon:index"
        for title, name in pages.items():
            self.stdout.write(f"  {title:<18} {settings.WAGTAILADMIN_BASE_URL}{reverse(name)}")
        self.stdout.write("")
        if is_first_time or "DEMO_PASSWORD" in os.environ or sample_accounts().exists():
            self.show_accounts()

    def show_accounts(self):
        """Print one account of each role, to keep the addresses on the screen; the file has all."""
        told = StringIO()
        call_command("cuentas_muestra", stdout=told)
        password = told.getvalue().partition("\n")[0]
        path = settings.VAR_DIR / "cuentas.txt"
        if path.is_relative_to(settings.BASE_DIR):
            path = path.relative_to(settings.BASE_DIR)
        self.stdout.write(_("Cuentas de muestra (%(password)s):") % {"password": password})
        names = ", ".join(one_of_each_role())
        self.stdout.write(
            textwrap.fill(
                names,
                _WIDTH,
                initial_indent="  ",
                subsequent_indent="  ",
                break_on_hyphens=False,
            )
        )
        others = _("y las mismas en los demás portales; todas están en %(path)s") % {"path": path}
        self.stdout.write(f"  {others}")
        self.stdout.write("")
