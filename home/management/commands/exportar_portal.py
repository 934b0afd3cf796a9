from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from base.models import PortalSettings
from home.apertura.exportacion import export


class Command(BaseCommand):
    help = "Writes one portal, retired or not, into a ZIP: its pages, pictures and documents."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("archivo", help="the ZIP to write; it must not exist")

    def handle(self, *args, slug, archivo, **options):
        record = PortalSettings.objects.select_related("site__root_page", "coleccion")
        record = record.filter(slug=slug).first()
        if record is None:
            raise CommandError(_("No hay un portal «%(slug)s».") % {"slug": slug})
        try:
            with Path(archivo).open("xb") as target:
                pages, files, missing = export(record, target)
        except OSError as error:
            if not isinstance(error, FileExistsError):
                Path(archivo).unlink(missing_ok=True)  # an incomplete file is useless
            raise CommandError(
                _("No se pudo escribir %(archivo)s: %(error)s")
                % {"archivo": archivo, "error": error.strerror or error}
            ) from error
        self.stdout.write(
            _("%(paginas)d páginas y %(archivos)d archivos en %(archivo)s")
            % {"paginas": pages, "archivos": files, "archivo": archivo}
        )
        for item in missing:
            self.stderr.write(
                _("No está en el disco, y por eso falta: «%(titulo)s» (%(nombre)s)")
                % {"titulo": item.title, "nombre": item.file.name}
            )
