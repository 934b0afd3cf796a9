from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from base.models import PortalSettings
from importacion.models import Fila, Importacion
from importacion.readers import IlegibleError
from importacion.registro import get_importador, get_importadores
from importacion.servicio import check, counts_of, receive, save

_MARKS = {
    Fila.Estado.NUEVA: "+",
    Fila.Estado.CAMBIADA: "~",
    Fila.Estado.IGUAL: "=",
    Fila.Estado.ERROR: "!",
}


class Command(BaseCommand):
    help = (
        "Shows what a spreadsheet would change in a portal; with --confirmar, saves it as drafts."
    )

    def add_arguments(self, parser):
        parser.add_argument("que", choices=[each.nombre for each in get_importadores()])
        parser.add_argument("portal", help="slug of the portal")
        parser.add_argument("archivo", type=Path)
        parser.add_argument("--usuario", required=True, help="in whose name, and with whose rights")
        parser.add_argument("--confirmar", action="store_true", help="save the drafts")

    def handle(self, *args, que, portal, archivo, usuario, confirmar, **options):
        importador = get_importador(que)
        record = PortalSettings.objects.select_related("site__root_page").filter(slug=portal)
        if not record:
            raise CommandError(f"No hay ningún portal «{portal}».")
        user = get_user_model().objects.filter(username=usuario, is_active=True).first()
        if user is None:
            raise CommandError(f"No hay ninguna cuenta activa «{usuario}».")
        site = record[0].site
        if not importador.may_import(user, site):
            raise CommandError(f"«{usuario}» no puede crear páginas de esa clase en «{portal}».")
        try:
            with archivo.open("rb") as file:
                importacion = receive(importador, site, user, file, archivo.name)
        except (OSError, IlegibleError) as error:
            raise CommandError(str(error)) from error
        if importacion.estado == Importacion.Estado.POR_COMPROBAR:
            check(importacion)
        for line in _report(importacion):
            self.stdout.write(line)
        if confirmar:
            self._confirm(importacion)

    def _confirm(self, importacion):
        counts = counts_of(importacion)
        if counts[Fila.Estado.ERROR]:
            raise CommandError("Hay filas con errores: no se guardó nada.")
        if not (counts[Fila.Estado.NUEVA] or counts[Fila.Estado.CAMBIADA]):
            self.stdout.write("No hay nada que guardar.")
        elif save(importacion):
            self.stdout.write(self.style.SUCCESS("Se guardó como borradores."))
        else:
            raise CommandError("El portal cambió mientras tanto: no se guardó nada. Repítalo.")


def _report(importacion):
    """Yield the lines of the report: the result of each row, and the number of rows by state."""
    yield from importacion.notas
    for fila in importacion.filas.all():
        yield f"{_MARKS[fila.estado]} {fila.clave or '—'}: {fila.titulo}".rstrip(": ")
        for error in fila.errores:
            yield f"    {error['celda']}: {error['mensaje']}"
        if fila.estado == Fila.Estado.CAMBIADA:
            for change in fila.cambios:
                yield f"    {change['donde']}: «{change['antes']}» → «{change['despues']}»"
        if fila.nota:
            yield f"    {fila.nota}"
        for missing in fila.avisos:
            yield f"    Antes de publicarla: {missing}"
    counts = counts_of(importacion)
    yield ", ".join(
        f"{str(name).lower()}: {counts[estado]}" for estado, name in Fila.PLURALES.items()
    )
