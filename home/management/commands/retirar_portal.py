from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from base.models import PortalSettings
from home.apertura import retiro


class Command(BaseCommand):
    help = "Retires a portal: says what will happen, and does it with --confirmar."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--lleva-a", metavar="SLUG", help="portal to which its addresses lead")
        parser.add_argument("--confirmar", action="store_true", help="do it")
        parser.add_argument("--deshacer", action="store_true", help="give a retired portal back")

    def handle(self, *args, slug, lleva_a, confirmar, deshacer, **options):
        record = self.find(slug)
        if deshacer:
            if not record.esta_retirado:
                raise CommandError(_("Ese portal no está retirado."))
            retiro.give_back(record)
            self.stdout.write(_("%(portal)s está otra vez en pie.") % {"portal": record.titulo})
            return
        other = self.find(lleva_a) if lleva_a else None
        try:
            retiro.check(record, other)
            for line in retiro.consequences(record, other):
                self.stdout.write(f"  {line}")
            if not confirmar:
                self.stdout.write(_("Nada cambió. Para hacerlo, repita la orden con --confirmar."))
                return
            retiro.retire(record, other)
        except retiro.RetiroError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("%(portal)s quedó retirado.") % {"portal": record.titulo})

    def find(self, slug):
        record = PortalSettings.objects.select_related("site__root_page").filter(slug=slug).first()
        if record is None:
            known = ", ".join(
                PortalSettings.objects.order_by("slug").values_list("slug", flat=True)
            )
            raise CommandError(
                _("No hay un portal «%(slug)s». Los que hay: %(known)s.")
                % {"slug": slug, "known": known}
            )
        return record
