"""Trámites of the sample, created in a portal from the TOML file."""

from base.portales import portales
from directorio.models import EntidadPage
from home.contenido.creacion import born_with
from home.contenido.filas import add_below, add_rows
from tramites.models import (
    BaseLegal,
    OficinaLocal,
    Planilla,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)

from .contenido import read, vigencia
from .documentos import norma_piece
from .entidades import entidad_piece
from .publicacion import publish, publish_over


def load_tramites(load):
    """Add the trámites that the portal of ``load`` never had; return how many pages."""
    index = TramitesIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = read("tramites")
    if load.portal.es_provincial:
        return _Provincia(load, index, data).run()
    return _Municipio(load, index, data).run()


def withdraw(page):
    """Remove a page that will be deleted from the featured trámites of all sections."""
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
    """Adds a sample norm and form to trámites of the province, which are created without any."""

    def run(self):
        made = 0
        for entry in self.data["norma"]:
            piece = _piece(entry["tramite"])
            page = TramitePage.objects.filter(pk=self.load.born_with.get(piece)).first()
            if page is None or piece in self.load.known:
                continue
            norm = self.load.page_ids.get(norma_piece(entry["norma"]))
            row = BaseLegal(norma=self.data["norma_de_muestra"], pagina_id=norm)
            add_rows(page.base_legal, [row])
            page.quien = f"{page.quien}\n\n{self.data['aviso']}"
            add_rows(page.planillas, [Planilla(documento=self.load.documents["planilla"])])
            publish_over(page, self.load.portal, piece)
            made += 1
        return made


class _Municipio(_Pages):
    def run(self):
        province = born_with(next(portal for portal in portales() if portal.es_provincial))
        made = 0
        for entry in self.data["local"]:
            piece = f"local-{entry['tramite']}"
            source = province.get(_piece(entry["tramite"]))
            canonico = TramitePage.objects.filter(pk=source, live=True).first()
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
            **vigencia(self.load.today) | {"responsable": ""},
        )
        page.confirm()
        add_below(self.index, page)
        offices = [self.entity(clave) for clave in entry.get("oficinas", [])]
        add_rows(page.oficinas, [OficinaLocal(entidad=office) for office in offices if office])
        self.publish(page, piece)


def _piece(clave):
    return f"tramite-{clave}"
