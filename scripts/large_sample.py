"""Large installation for measurements, with municipalities, procedures, entities and news.

All content says that it is a sample, and no telephone number is real (22 0000NN). Existing content
is kept: a second call adds only what is missing.
"""

import json
import tomllib
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

from base.models import PortalSettings
from base.portales import portales as read_once
from base.texto import plain
from directorio.models import (
    Autoridad,
    Contacto,
    DirectorioIndexPage,
    EntidadPage,
    Horario,
    InformeDeDato,
    Servicio,
    TipoEntidad,
)
from home import creacion
from identidad.acentos import Acento
from noticias.models import CategoriaNoticia, NoticiaPage, NoticiasIndexPage
from scripts.bulk_pages import insert, place, set_rows
from tramites.models import (
    BaseLegal,
    Costo,
    CostoLocal,
    EventoDeVida,
    OficinaLocal,
    Paso,
    Requisito,
    TramiteDestacado,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)

# Of each eight pages in a row, the last is an office of the one before.
_GROUP = 8
# Number of entities of the province that serve every municipality and handle procedures.
_FOR_ALL = 12
# Number of procedures that each municipality adapts.
_ADAPTED = 10
_REVIEWED, _NEXT_REVIEW = date(2026, 6, 1), date(2027, 6, 1)

_WORDS = tomllib.loads((Path(__file__).parent / "large_sample.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Size:
    """Size of an installation; entities include their offices and those of the province.

    Every portal gets the same number of news.
    """

    municipios: int
    tramites: int
    entidades: int
    noticias: int = 0

    @property
    def per_portal(self):
        """Number of entities of one municipality, in whole groups."""
        return self._groups // (self.municipios + 3) * _GROUP

    @property
    def of_province(self):
        """Number of entities of the province: the rest, about three times as many."""
        return self._groups * _GROUP - self.municipios * self.per_portal

    @property
    def _groups(self):
        return self.entidades // _GROUP


def write_portales(path, municipios):
    """Write the data file of a province with this number of municipalities."""
    entries = [_portal_entry("provincia", "Muestra", "provincial", 0)]
    pairs = product(_WORDS["lugares"], _WORDS["cualidades"])
    places = [" ".join(words) for words in pairs]
    for number in range(municipios):
        turn, index = divmod(number, len(places))
        name = f"{places[index]} {turn + 1}" if turn else places[index]
        slug = plain(name).replace(" ", "-")
        entries.append(_portal_entry(slug, f"{name} (muestra)", "municipal", number))
    lines = []
    for entry in entries:
        lines += ["[[portal]]", *(f"{key} = {json.dumps(entry[key])}" for key in entry), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _portal_entry(slug, nombre, tipo, number):
    return {
        "slug": slug,
        "nombre": nombre,
        "tipo": tipo,
        "hosts": [f"www.{slug}.invalid"],
        "sede": nombre.removesuffix(" (muestra)"),
        "latitud": 20 + number % 40 / 100,
        "longitud": -76 + number % 70 / 100,
        "acento": Acento.values[number % len(Acento.values)],
    }


def grow(path, size):
    """Make the installation of the data file ``path`` as large as ``size``."""
    write_portales(path, size.municipios)
    create_portales()
    province = PortalSettings.objects.get(tipo=PortalSettings.Tipo.PROVINCIAL)
    municipal = list(PortalSettings.objects.exclude(pk=province.pk).order_by("pk"))
    for record in (province, *municipal):
        _grow_news(record, size.noticias // (size.municipios + 1))
    _Directorio(province, municipal).grow(size.of_province)
    for_all = list(_entities_of(province)[:_FOR_ALL])
    _serve_all(for_all, municipal)
    _grow_procedures(province, for_all, size.tramites)
    procedures = list(TramitePage.objects.order_by("path")[:_ADAPTED])
    for record in municipal:
        _Directorio(record, municipal, above=for_all).grow(size.per_portal)
        _adapt(record, procedures)


def grow_portal(record, entidades, noticias):
    """Add this number of entities and news to an existing municipality."""
    province = PortalSettings.objects.get(tipo=PortalSettings.Tipo.PROVINCIAL)
    _grow_news(record, _index_of(NoticiasIndexPage, record).numchild + noticias)
    directorio = _Directorio(record, [record], above=list(_entities_of(province)[:_FOR_ALL]))
    directorio.grow(EntidadPage.objects.descendant_of(directorio.index).count() + entidades)


def create_portales():
    """Create the missing portals of the current data file, without content."""
    read_once.cache_clear()
    creacion.create_portales(lambda line: None)


def pick(name, number):
    """Return a word of the list ``name``, in rotation by ``number``."""
    words = _WORDS[name]
    return words[number % len(words)]


def _index_of(model, record):
    return model.objects.child_of(record.site.root_page).get()


def _entities_of(record):
    """Return the entities directly below the directory of a portal, oldest first."""
    return EntidadPage.objects.child_of(_index_of(DirectorioIndexPage, record)).order_by("path")


# --- Entities -----------------------------------------------------------------------------


class _Directorio:
    """Fills the directory of one portal; its entities depend on those in ``above``."""

    def __init__(self, record, municipal, above=()):
        self.record, self.municipal, self.above = record, municipal, above
        self.index = _index_of(DirectorioIndexPage, record)
        kinds = TipoEntidad.objects.filter(locale=self.index.locale)
        self.kinds = {kind.slug: kind for kind in kinds}

    def grow(self, total):
        have = EntidadPage.objects.descendant_of(self.index).count()
        last = self.index.get_last_child()
        pages, parent = [], None
        for number in range(have, total):
            page = self.make(number)
            if parent and number % _GROUP == _GROUP - 1:
                page.title = f"Oficina de {page.title}"
                place(page, parent)
            else:
                parent = last = place(page, self.index, last)
            self.add_rows(page, number)
            pages.append(page)
        insert(pages)
        type(self.index).objects.filter(pk=self.index.pk).update(numchild=self.index.numchild)
        self.report(pages)

    def make(self, number):
        kind, tipo, offers = pick("clases", number * 5)
        return EntidadPage(
            title=f"{kind} {pick('nombres', number)} {number} (muestra)",
            slug=f"muestra-{number}",
            resumen=f"{offers} Es una muestra: no la busque en {self.record.sede}.",
            otros_nombres=f"{kind} del reparto {pick('nombres', number * 3)}",
            tipo=self.kinds.get(tipo),
            depende_de=self.above[number % len(self.above)] if self.above else None,
            calle=f"Calle {pick('calles', number)}",
            numero=str(number),
            entre=pick("calles", number * 3),
            y=pick("calles", number * 7),
            reparto=f"Reparto {pick('nombres', number * 5)}",
            latitud=self.record.latitud,
            longitud=self.record.longitud,
            responsable="Redacción de muestra",
            revisado_el=_REVIEWED if number % 3 else None,
            proxima_revision=_NEXT_REVIEW if number % 3 else None,
        )

    def add_rows(self, page, number):
        set_rows(
            page,
            contactos=[
                Contacto(canal="telefono", valor=f"+53 22 0000{number % 100:02}"),
                Contacto(canal="correo", valor=f"{page.slug}@{self.record.slug}.invalid"),
            ][: 1 + number % 2],
            horarios=[
                Horario(dia="lu-vi", abre=time(8), cierra=time(12)),
                Horario(dia="lu-vi", abre=time(13), cierra=time(16 + number % 3)),
            ],
            servicios=[
                Servicio(nombre=f"{word.strip().capitalize()} de muestra")
                for word in page.resumen.partition(".")[0].split(",")
            ],
            autoridades=[Autoridad(nombre="Nombre de Muestra", cargo="Al frente")]
            if number % 4 == 0
            else [],
        )
        if not self.above and number % 4 == 0:
            turn = number * 7 % len(self.municipal)
            page.municipios_atendidos = [*self.municipal[turn:], *self.municipal[:turn]][:10]

    def report(self, pages):
        """Report, as a citizen, that the number of one entity in a hundred does not answer."""
        InformeDeDato.objects.bulk_create(
            InformeDeDato(
                entidad=page,
                contacto=contacto,
                dato=f"{contacto.get_canal_display()}: {contacto.texto}",
                clase=InformeDeDato.Clase.NO_RESPONDE,
                site=self.record.site,
            )
            for page in pages[::100]
            for contacto in page.contactos.all()[:1]
        )


def _serve_all(entities, municipal):
    for page in entities:
        if len(page.municipios_atendidos.all()) < len(municipal):
            page.municipios_atendidos = municipal
            page.save_revision(log_action=False).publish(log_action=False)


# --- Procedures ---------------------------------------------------------------------------


def _grow_procedures(province, answering, total):
    index = _index_of(TramitesIndexPage, province)
    events = list(EventoDeVida.objects.filter(locale=index.locale))
    have, last = index.numchild, index.get_last_child()
    pages = []
    for number in range(have, total):
        last = place(_make_procedure(number, answering), index, last)
        _add_parts(last, number)
        last.eventos = {events[number % len(events)], events[number // 7 % len(events)]}
        pages.append(last)
    insert(pages)
    TramitesIndexPage.objects.filter(pk=index.pk).update(numchild=index.numchild)
    if not index.destacados.exists():
        first = pages[: TramitesIndexPage.MOST_USED]
        index.destacados.set([TramiteDestacado(tramite=page) for page in first])
        index.save()


def _make_procedure(number, answering):
    action, matter = pick("acciones", number), pick("asuntos", number // 12)
    return TramitePage(
        title=f"{action} {matter} {number} (muestra)",
        slug=f"muestra-{number}",
        resumen=f"Para quien pide {action.casefold()} {matter}. Es una muestra, no un trámite.",
        nombres_populares=f"papel {number}, {action.casefold()}",
        quien="Toda persona mayor de edad, o quien la represente con un poder notarial.",
        entidad=answering[number % len(answering)],
        plazo_numero=10 + number % 20,
        plazo_unidad=TramitePage.Unidad.HABILES,
        plazo_desde="la entrega de la solicitud",
        formas_de_pago="Los sellos del timbre se compran en Correos y en bancos.",
        resultado=f"La resolución de muestra {number}.",
        vigencia="Seis meses",
        quejas="Pida hablar con quien atiende a la población en la misma oficina.",
        responsable="Redacción de muestra",
        revisado_el=_REVIEWED,
        proxima_revision=_NEXT_REVIEW,
    )


def _add_parts(page, number):
    set_rows(
        page,
        requisitos=[
            Requisito(texto="Carné de identidad", detalle="Original y una copia legible."),
            Requisito(texto=f"Modelo de muestra {number}", detalle="Se entrega en la oficina."),
            Requisito(texto="Sello del timbre"),
            Requisito(texto="Título de la vivienda o documento de ocupación."),
        ],
        pasos=[
            Paso(texto="Vaya a la oficina que le corresponde por su domicilio."),
            Paso(texto="Entregue los documentos, revise la solicitud y fírmela."),
            Paso(texto="Recoja la respuesta el día que le indiquen."),
        ],
        costos=[
            Costo(
                concepto="Solicitud",
                importe=Decimal(5 + number % 40),
                fuente="Norma de muestra",
                fecha=_REVIEWED,
            )
        ],
        base_legal=[BaseLegal(norma=f"Norma de muestra {number}, por confirmar con la entidad")],
    )


def _adapt(record, procedures):
    """Let a municipality state office and costs of the first procedures."""
    index = _index_of(TramitesIndexPage, record)
    adapted = set(TramiteLocalPage.objects.child_of(index).values_list("canonico", flat=True))
    offices = list(_entities_of(record)[: len(procedures)])
    last, pages = index.get_last_child(), []
    for number, canonico in enumerate(procedures):
        if canonico.pk in adapted:
            continue
        page = TramiteLocalPage(title=canonico.title, slug=canonico.slug, canonico=canonico)
        page.nota = f"En {record.nombre}, los martes y los jueves. Es una muestra."
        page.confirm()
        last = place(page, index, last)
        set_rows(
            page,
            oficinas=[OficinaLocal(entidad=office) for office in offices[number : number + 1]],
            costos=[CostoLocal(concepto="Solicitud", importe=Decimal(5))] if number % 2 else [],
        )
        pages.append(page)
    insert(pages)
    TramitesIndexPage.objects.filter(pk=index.pk).update(numchild=index.numchild)


# --- News ---------------------------------------------------------------------------------


def _grow_news(record, total):
    index = _index_of(NoticiasIndexPage, record)
    kinds = list(CategoriaNoticia.objects.filter(locale=index.locale))
    # Makes the news of each portal differ from those of the one before.
    shift = record.pk * 31
    last, pages = index.get_last_child(), []
    for number in range(index.numchild, total):
        last = place(_make_news(record, number, number + shift, kinds), index, last)
        pages.append(last)
    insert(pages)
    NoticiasIndexPage.objects.filter(pk=index.pk).update(numchild=index.numchild)


def _make_news(record, number, seed, kinds):
    subject, place_name = pick("sucesos", seed), pick("nombres", seed // 3)
    said = [pick("frases", seed * step + step) for step in (1, 3, 7)]
    # Rare words, found on few pages.
    said += [f"Se habló de {pick('rarezas', seed // 25)}."] if seed % 25 == 0 else []
    page = NoticiaPage(
        title=f"{subject} en el reparto {place_name}, {number} (muestra)",
        slug=f"muestra-{number}",
        resumen=f"{said[0]} Es una muestra: en {record.sede} no ha pasado.",
        fecha=_REVIEWED - timedelta(days=number * 5),
        categoria=kinds[seed % len(kinds)] if kinds else None,
        fuente="Redacción de muestra",
    )
    texts = [{"type": "texto", "value": f"<p>{' '.join(said)}</p>"}]
    page.cuerpo = page._meta.get_field("cuerpo").to_python(texts)
    return page
