import csv
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from base.models import PortalSettings
from conjuntos.tablas import MARCA, with_guard
from mudanza.comprobacion import LLEGAN, Resultado, look_at, site_of
from mudanza.listas import ListaDeDirecciones, ListaError

_TELLS = 1000  # addresses between two lines of progress
_NAMED = 20  # failures shown on the screen; the CSV file has all of them


class Command(BaseCommand):
    help = (
        "Tells where the old addresses of a list lead: lines of text, a site map, the log of a "
        "web server or the folder of a crawl. Asks the application, not the network."
    )

    def add_arguments(self, parser):
        parser.add_argument("lista", type=Path)
        parser.add_argument("--portal", help="slug of the portal to ask; else that of each host")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="what came of each address")
        parser.add_argument(
            "--minimo", type=float, default=98, metavar="PERCENT", help="fewer is an error"
        )

    def handle(self, *args, lista, portal, minimo, **options):
        if not lista.exists():
            raise CommandError(f"No existe {lista}.")
        site = _site(portal)
        self.lista, self.counts, self.long_ways, self.named = (
            ListaDeDirecciones(lista),
            Counter(),
            0,
            0,
        )
        try:
            if options["csv"]:
                with options["csv"].open("w", encoding="utf-8", newline="") as file:
                    self.look(site, file)
            else:
                self.look(site, None)
        except ListaError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"No se puede escribir {options['csv']}: {error.strerror}."
            ) from error
        self.sum_up(minimo)

    def look(self, site, file):
        write = _rows_of(file) if file else None
        for vieja in self.lista:
            own = site_of(vieja, site)
            if own is None:
                whose = vieja.host or "la lista no dice de cuál es: use --portal"
                self.lista.note(f"{vieja.direccion}: de ningún portal ({whose})")
                continue
            seen = look_at(vieja, own)
            self.counts[seen.resultado] += 1
            if self.counts.total() % _TELLS == 0:
                self.stderr.write(f"… {self.counts.total()} miradas")
            self.long_ways += seen.saltos > 1
            if write:
                write(seen)
            if seen.resultado not in LLEGAN:
                self.name(seen)

    def name(self, seen):
        self.named += 1
        if self.named > _NAMED:
            return
        where = "" if seen.final == seen.direccion else f" → {seen.final}"
        titles = f" («{seen.esperado}», «{seen.titulo}»)" * (
            seen.resultado == Resultado.OTRO_TITULO
        )
        self.stdout.write(f"{seen.resultado}: {seen.direccion}{where}{titles}")

    def sum_up(self, minimo):
        if self.named > _NAMED:
            self.stdout.write(f"… y {self.named - _NAMED} más (véalas con --csv).")
        for why in self.lista.malas:
            self.stdout.write(f"{why}.")
        if (more := self.lista.mal - len(self.lista.malas)) > 0:
            self.stdout.write(f"… y {more} líneas más que no se leen.")
        if self.lista.sobran:
            self.stdout.write(f"No se miraron {self.lista.sobran} direcciones: la lista es enorme.")
        total, arrive = self.counts.total(), sum(self.counts[result] for result in LLEGAN)
        if not total:
            raise CommandError("La lista no tiene ninguna dirección que mirar.")
        counted = ", ".join(f"{name}: {times}" for name, times in self.counts.most_common())
        self.stdout.write(
            f"Direcciones: {total} ({counted}). Líneas que no se leen: {self.lista.mal}."
        )
        self.stdout.write(f"Con más de un salto: {self.long_ways}.")
        share = 100 * arrive / total
        said = f"Llega el {share:.1f} %".replace(".", ",")
        if share < minimo:
            raise CommandError(f"{said}: menos del {minimo:g} %.")
        self.stdout.write(self.style.SUCCESS(f"{said}."))


def _site(slug):
    if not slug:
        return None
    record = PortalSettings.objects.select_related("site").filter(slug=slug).first()
    if record is None:
        raise CommandError(f"No hay ningún portal «{slug}».")
    return record.site


def _rows_of(file):
    """Write the header of the CSV table; return a function that writes the row of a ``Mirada``."""
    file.write(MARCA)
    table = csv.writer(file)
    table.writerow(
        ["direccion", "resultado", "estado", "lleva_a", "saltos", "titulo_esperado", "titulo"]
    )

    def write(seen):
        row = (seen.direccion, seen.resultado, seen.estado, seen.final, seen.saltos)
        table.writerow([with_guard(str(cell)) for cell in (*row, seen.esperado, seen.titulo)])

    return write
