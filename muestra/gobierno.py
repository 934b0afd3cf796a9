"""Government of the sample: its órganos, their sessions and acuerdos, and the delegates."""

from datetime import timedelta

from django.utils.formats import date_format
from wagtail.rich_text import RichText

from directorio.models import EntidadPage
from gobierno.models import (
    Acuerdo,
    Circunscripcion,
    ConsejoPopularPage,
    GobiernoIndexPage,
    Integrante,
    OrganoPage,
    PuntoDelOrden,
    SesionPage,
)
from home.contenido.filas import add_below, add_rows

from .contenido import as_notice, belongs, facts, read, vigencia, worded
from .entidades import entidad_piece
from .fields import fill
from .publicacion import publish


def load_gobierno(load):
    """Add the Government pages that the portal of ``load`` never had; return how many."""
    index = GobiernoIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = worded(read("gobierno"), facts(load.portal))
    return _Gobierno(load, index, data).run()


class _Gobierno:
    def __init__(self, load, index, data):
        self.load, self.index, self.data = load, index, data
        self.created = 0

    def run(self):
        for entry in self.new("organo"):
            if belongs(entry, self.load.portal):
                self.add_organo(entry)
        for entry in self.new("sesion"):
            self.add_sesion(entry)
        if not self.load.portal.es_provincial:
            for entry in self.new("consejo"):
                self.add_consejo(entry)
        return self.created

    def new(self, kind):
        """Return the entries of a kind that the portal has never had."""
        return [entry for entry in self.data[kind] if entry["clave"] not in self.load.known]

    def add(self, parent, entry, page):
        fill(page, vigencia(self.load.today) | {"title": entry["titulo"]})
        add_below(parent, page)
        self.load.page_ids[entry["clave"]] = page.pk
        self.created += 1

    def publish(self, page, entry):
        publish(page, self.load.portal, entry["clave"])

    def entity(self, clave):
        pk = self.load.page_ids.get(entidad_piece(clave))
        return EntidadPage.objects.filter(pk=pk).first()

    def add_organo(self, entry):
        page = OrganoPage(
            tipo=entry["tipo"], resumen=entry["resumen"], entidad=self.entity(entry.get("entidad"))
        )
        text = as_notice(self.data["aviso"])
        page.cuerpo = [("texto", RichText(text))]
        self.add(self.index, entry, page)
        names = ("nombre", "cargo", "telefono", "recepcion")
        people = [dict(zip(names, row, strict=True)) for row in entry["integrante"]]
        add_rows(page.integrantes, [Integrante(**fields) for fields in people])
        self.publish(page, entry)

    def add_sesion(self, entry):
        above = next(filter(None, map(self.load.find_page, entry["organo"])), None)
        if above is None:
            return
        day = self.day(entry["dias"])
        page = SesionPage(
            fecha=day,
            mandato="XVIII",
            resumen=f"Contenido de muestra: {self.data['aviso']}",
        )
        title = f"Sesión ordinaria del {date_format(day, 'DATE_FORMAT')}"
        self.add(above, entry | {"titulo": title}, page)
        add_rows(page.orden_del_dia, [PuntoDelOrden(texto=text) for text in entry["puntos"]])
        add_rows(page.acuerdos, [self.acuerdo(row) for row in entry.get("acuerdo", [])])
        self.publish(page, entry)

    def acuerdo(self, row):
        return Acuerdo(
            vence=self.day(row["vence"]) if "vence" in row else None,
            cumplido_el=self.day(row["cumplido"]) if "cumplido" in row else None,
            entidad=self.entity(row.get("entidad")),
            nota=row.get("nota", ""),
            **{name: row[name] for name in ("numero", "texto", "destinatario", "estado")},
        )

    def day(self, days):
        return self.load.today + timedelta(days=days)

    def add_consejo(self, entry):
        names = ("presidente", "telefono", "sede", "recepcion", "repartos")
        page = ConsejoPopularPage(
            resumen=f"Contenido de muestra: {self.data['aviso']}",
            **{name: entry[name] for name in names},
        )
        self.add(self.index, entry, page)
        rows = [
            Circunscripcion(
                numero=row["numero"],
                delegado=row["delegado"],
                lugares=row["lugares"],
                despacho_lugar=row["lugar"],
                despacho_horario=row["horario"],
                telefono=row.get("telefono", ""),
            )
            for row in entry["circunscripcion"]
        ]
        add_rows(page.circunscripciones, rows)
        self.publish(page, entry)
