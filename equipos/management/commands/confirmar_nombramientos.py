from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from equipos.models import Nombramiento
from equipos.nombramientos.rules import confirm


class Command(BaseCommand):
    help = (
        "Lists who waits to be let into a group that opens cases, or confirms what one person "
        "waits for: where nobody else can."
    )

    def add_arguments(self, parser):
        parser.add_argument("usuario", nargs="?", help="user name; without it, nothing is changed")

    def handle(self, *args, usuario, **options):
        rows = Nombramiento.objects.select_related("persona", "grupo", "pedido_por")
        if usuario is None:
            for row in rows:
                self.stdout.write(
                    _("«%(cuenta)s» (%(correo)s) espera para «%(grupo)s»; lo pidió «%(por)s».")
                    % {
                        "cuenta": row.persona.get_username(),
                        "correo": row.persona.email,
                        "grupo": row.grupo,
                        "por": row.pedido_por.get_username(),
                    }
                )
            return
        rows = rows.filter(persona__username=usuario)
        if not rows:
            raise CommandError(
                _("«%(cuenta)s» no espera ninguna confirmación.") % {"cuenta": usuario}
            )
        for row in rows:
            confirm(row)
            self.stdout.write(
                _("«%(cuenta)s» entró en «%(grupo)s».") % {"cuenta": usuario, "grupo": row.grupo}
            )
