from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from base.models import PortalSettings
from mudanza.models import Destino, Hallazgo, Mudanza, Sistema
from mudanza.permissions import may_move
from mudanza.traer.palabras import suertes_en_palabras
from mudanza.traer.servicio import OcupadaError, confirm, start, work

_BUSY = "Ya se está trabajando en esa mudanza: espere a que acabe."
_NO_TURN = (
    "El servidor está ocupado con otras imágenes. Repita la orden para seguir donde quedó; si no, "
    "sigue el planificador."
)


class Command(BaseCommand):
    help = (
        "Shows what an older portal would bring into one of ours; with --confirmar, takes it over "
        "as drafts. It may be stopped and repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("sistema", choices=Sistema.values)
        parser.add_argument("portal", help="slug of the portal that takes it over")
        parser.add_argument("archivo", type=Path, help="dump, export, or folder of saved pages")
        parser.add_argument("--carpeta", type=Path, help="its files: images/, wp-content/uploads/")
        parser.add_argument("--direccion", default="", help="host of the older portal")
        parser.add_argument("--usuario", required=True, help="in whose name")
        parser.add_argument("--confirmar", action="store_true", help="take it over")
        parser.add_argument(
            "--todo", action="store_true", help="show every problem, not the first ones"
        )

    def handle(self, *args, sistema, portal, archivo, carpeta, direccion, usuario, **options):
        record = PortalSettings.objects.select_related("site__root_page").filter(slug=portal)
        if not record:
            raise CommandError(f"No hay ningún portal «{portal}».")
        user = get_user_model().objects.filter(username=usuario, is_active=True).first()
        if user is None or not may_move(user):
            raise CommandError(f"«{usuario}» no es una cuenta que administre los portales.")
        for path in filter(None, (archivo, carpeta)):
            if not path.exists():
                raise CommandError(f"No existe «{path}».")
        try:
            mudanza = self._resumed(record[0].site, sistema, archivo) or start(
                record[0].site,
                sistema,
                archivo=archivo.resolve(),
                carpeta=carpeta.resolve() if carpeta else None,
                direccion=direccion,
                usuario=user,
            )
        except OcupadaError as error:
            raise CommandError(_BUSY) from error
        self._work(mudanza)
        if mudanza.estado == Mudanza.Estado.LISTA:
            self._show(mudanza, whole=options["todo"])
            if not options["confirmar"]:
                return
            confirm(mudanza, user)
            self._work(mudanza)
        for line in suertes_en_palabras(mudanza.cuenta):
            self.stdout.write(line)
        self._list(mudanza, al_traer=True, whole=options["todo"])
        self.stdout.write(self.style.SUCCESS("Quedó todo como borradores."))

    def _resumed(self, site, sistema, archivo):
        """Return the mudanza of the same file that stopped while it was taken over, or None."""
        waiting = Mudanza.objects.filter(
            site=site, sistema=sistema, estado=Mudanza.Estado.POR_TRAER
        )
        return waiting.filter(archivo=str(archivo.resolve())).first()

    def _work(self, mudanza):
        try:
            is_over = work(mudanza)
        except OcupadaError as error:
            raise CommandError(_BUSY) from error
        if not is_over:
            raise CommandError(_NO_TURN)
        mudanza.refresh_from_db()
        if mudanza.estado == Mudanza.Estado.FALLIDA:
            raise CommandError(mudanza.motivo or "No se pudo terminar.")

    def _show(self, mudanza, *, whole):
        for line in suertes_en_palabras(mudanza.vista):
            self.stdout.write(line)
        for destino in mudanza.destinos.filter(total__gt=0).select_related("categoria", "pagina"):
            where = destino.get_adonde_display()
            if destino.adonde != Destino.Adonde.FUERA:
                below = destino.categoria or destino.pagina
                where = f"{where} ({below})" if below else where
            self.stdout.write(f"  {destino.titulo or 'Sin categoría'}: {destino.total} → {where}")
        for what, times in mudanza.vista["perdido"].items():
            self.stdout.write(f"  No se trae: {what} ({times})")
        self._list(mudanza, al_traer=False, whole=whole)

    def _list(self, mudanza, *, al_traer, whole):
        found = mudanza.hallazgos.filter(clase=Hallazgo.Clase.PROBLEMA, al_traer=al_traer)
        for hallazgo in found if whole else found[:20]:
            self.stdout.write(f"  ! {hallazgo.que}: {hallazgo.motivo}")
        if not whole and (more := found.count() - 20) > 0:
            self.stdout.write(f"  … y {more} problemas más (--todo los muestra).")
