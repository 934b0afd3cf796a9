from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from servidor.ensayo import EnsayoError, rehearse


class Command(BaseCommand):
    help = (
        "Restores the newest backup into a database that lives for minutes, compares its rows and "
        "opens what is encrypted; nothing that serves is touched. Every week by a timer."
    )

    def add_arguments(self, parser):
        parser.add_argument("carpeta", nargs="?", type=Path, default=settings.BACKUP_ROOT)

    def handle(self, *args, carpeta, **options):
        try:
            ensayo = rehearse(carpeta)
        except EnsayoError as error:
            raise CommandError(_("La copia no sirve: %(error)s") % {"error": error}) from error
        self.stdout.write(
            _(
                "La copia %(copia)s se restaura: %(tablas)s tablas, %(filas)s filas, y se lee lo "
                "cifrado de %(cifradas)s tablas."
            )
            % {
                "copia": ensayo.copia.name,
                "tablas": ensayo.tablas,
                "filas": ensayo.filas,
                "cifradas": ensayo.cifradas,
            }
        )
