from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portatil.preparacion import abiertos, prepare_copy, prepare_one
from portatil.zim import ZimError, write_zim


class Command(BaseCommand):
    help = "Makes the ZIP with which a portal is read without server or network, if one is due."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="the portal to make now")
        parser.add_argument("--todos", action="store_true", help="make all open portals now")
        parser.add_argument("--zim", metavar="FOLDER", help="write it there for Kiwix, too")

    def handle(self, *args, slug, todos, zim, **options):
        if not slug and not todos:
            prepare_one()
            return
        records = [record for record in abiertos() if todos or record.slug == slug]
        if not records:
            raise CommandError(_("No hay un portal abierto «%(slug)s».") % {"slug": slug})
        for record in records:
            self.make(record)
            if zim:
                self.write(record, zim)

    def make(self, record):
        try:
            made = prepare_copy(record)
        except OSError as error:
            raise CommandError(
                _("No se pudo hacer el de «%(slug)s», y queda el anterior: %(error)s")
                % {"slug": record.slug, "error": error.strerror or error}
            ) from error
        self.stdout.write(
            _("%(slug)s: %(paginas)d páginas, %(tamano)s")
            % {
                "slug": record.slug,
                "paginas": made.paginas,
                "tamano": filesizeformat(made.tamano),
            }
        )

    def write(self, record, folder):
        try:
            self.stdout.write(str(write_zim(record, folder)))
        except ZimError as error:
            raise CommandError(
                _("No se hizo el ZIM de «%(slug)s»: %(error)s")
                % {"slug": record.slug, "error": error}
            ) from error
