"""The procedures of the sample: reads the TOML file and makes them in a portal."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from wagtail.models import Page

from base.portales import portales
from directorio.models import EntidadPage
from tramites.models import (
    BaseLegal,
    Costo,
    EventoDeVida,
    OficinaLocal,
    Paso,
    Planilla,
    Requisito,
    TramiteDestacado,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)

from .entidades import entidad_piece
from .filas import add_rows
from .marcas import marks
from .publicar import add_below, publish
from .transparencia import norma_piece

_FILE = Path(__file__).parent / "tramites.toml"
_REVIEW = timedelta(days=180)


def load_tramites(load):
    """Add to the portal of ``load`` the procedures it never had; return how many pages."""
    index = TramitesIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if load.portal.es_provincial:
        return _Provincia(load, index, data).run()
    return _Municipio(load, index, data).run()


def withdraw(page):
    """Take a page that is about to be removed out of what sections put first."""
    for section in TramitesIndexPage.objects.filter(destacados__tramite=page.pk):
        others = [row for row in section.destacados.all() if row.tramite_id != page.pk]
        section.destacados.set(others)
        section.save()


class _Pages:
    def __init__(self, load, index, data):
        self.load, self.index, self.data = load, index, data

    def publish(self, page, piece):
        self.load.page_ids[piece] = page.pk
        publish(page, self.load.portal, piece)

    def entity(self, clave):
        pk = self.load.page_ids.get(entidad_piece(clave))
        return EntidadPage.objects.filter(pk=pk).first()


class _Provincia(_Pages):
    def run(self):
        new = [entry for entry in self.data["tramite"] if _piece(entry) not in self.load.known]
        for entry in new:
            self.make(entry)
        self.recommend()
        return len(new)

    def make(self, entry):
        minimum, number, unit, since = entry["plazo"]
        page = TramitePage(
            title=entry["titulo"],
            resumen=entry["resumen"],
            nombres_populares=entry["nombres"],
            quien=f"{entry['quien']}\n\n{self.data['aviso']}",
            entidad=self.entity(entry["entidad"]),
            formas_de_pago=self.data["pago"] if _is_stamped(entry) else "",
            plazo_minimo=minimum or None,
            plazo_numero=number or None,
            plazo_unidad=unit or TramitePage.Unidad.NATURALES,
            plazo_desde=since,
            plazo_fuente=self.data["fuente"] if number else "",
            resultado=entry["resultado"],
            vigencia=entry.get("vigencia", ""),
            quejas=self.data["quejas"],
            responsable="Redacción de muestra",
            revisado_el=self.load.today,
            proxima_revision=self.load.today + _REVIEW,
        )
        page.en_linea, page.en_linea_nombre = entry.get("en_linea", ("", ""))
        add_below(self.index, page)
        self.add_rows(page, entry)
        self.publish(page, _piece(entry))

    def add_rows(self, page, entry):
        events = EventoDeVida.objects.filter(slug__in=entry["eventos"], locale_id=page.locale_id)
        page.eventos.set(events)
        for line in entry["requisitos"]:
            text, _bar, detail = line.partition(" | ")
            add_rows(page.requisitos, [Requisito(texto=text, detalle=detail)])
        for line in entry["pasos"]:
            is_online = line.startswith("linea: ")
            canal = "linea" if is_online else "oficina"
            add_rows(page.pasos, [Paso(texto=line.removeprefix("linea: "), canal=canal)])
        costs = [
            Costo(
                concepto=concept,
                tipo=kind,
                importe=Decimal(amount) if amount else None,
                fuente=self.data["fuente"],
            )
            for concept, kind, amount in entry["costos"]
        ]
        add_rows(page.costos, costs)
        norms = entry.get("normas", [(self.data["norma"], "")])
        rows = [BaseLegal(norma=norm, enlace=link) for norm, link in norms]
        if clave := entry.get("norma_de_muestra"):
            pk = self.load.page_ids.get(norma_piece(clave))
            rows.append(BaseLegal(norma=self.data["norma_de_muestra"], pagina_id=pk))
        add_rows(page.base_legal, rows)
        add_rows(page.planillas, [Planilla(documento=self.load.documents["planilla"])])

    def recommend(self):
        """Put some first, unless people have chosen others or are about to."""
        if self.index.destacados.exists() or self.index.has_unpublished_changes:
            return
        chosen = [entry for entry in self.data["tramite"] if "destacado" in entry]
        pks = {entry["destacado"]: self.load.page_ids.get(_piece(entry)) for entry in chosen}
        there = TramitePage.objects.in_bulk(pks.values())
        self.index.refresh_from_db(fields=["numchild"])
        pks = [pks[place] for place in sorted(pks) if pks[place] in there]
        add_rows(self.index.destacados, [TramiteDestacado(tramite=there[pk]) for pk in pks])
        self.index.save()


class _Municipio(_Pages):
    def run(self):
        province = marks(Page, next(portal for portal in portales() if portal.es_provincial))
        made = 0
        for entry in self.data["local"]:
            piece = f"local-{entry['tramite']}"
            source = province.get(f"tramite-{entry['tramite']}")
            canonico = source and TramitePage.objects.filter(pk=source.page_id, live=True).first()
            if canonico and self.concerns(entry) and piece not in self.load.known:
                self.make(entry, canonico, piece)
                made += 1
        return made

    def concerns(self, entry):
        return "portales" not in entry or self.load.portal.slug in entry["portales"]

    def make(self, entry, canonico, piece):
        page = TramiteLocalPage(
            title=canonico.title,
            slug=canonico.slug,
            canonico=canonico,
            ofrece=entry.get("ofrece", TramiteLocalPage.Ofrece.AQUI),
            ofrece_motivo=entry.get("motivo", ""),
            ofrece_donde=entry.get("donde", ""),
            nota=entry.get("nota", ""),
            revisado_el=self.load.today,
            proxima_revision=self.load.today + _REVIEW,
        )
        page.confirm()
        add_below(self.index, page)
        offices = [self.entity(clave) for clave in entry.get("oficinas", [])]
        add_rows(page.oficinas, [OficinaLocal(entidad=office) for office in offices if office])
        self.publish(page, piece)


def _piece(entry):
    return f"tramite-{entry['clave']}"


def _is_stamped(entry):
    return any(kind == "sello" for _concept, kind, _amount in entry["costos"])
