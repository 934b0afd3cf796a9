"""Data that the page of a trámite shows: the province's text and the local differences."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.idiomas import ESPANOL
from base.retirados import Retiro, withdrawn
from directorio.cards import Enlace
from directorio.cards import TarjetaDeEntidad as Oficina

from .palabras import importe_en_palabras
from .situacion import limitaciones


@dataclass(frozen=True)
class Precio:
    concepto: str
    tipo: str
    importe: Decimal | None
    fuente: str
    fecha: date | None
    gratis: bool
    idioma: str = ""

    @property
    def texto(self):
        """Amount as text: «Gratis» or «25.00 CUP»; "" if it is not known."""
        if self.gratis:
            return self.tipo
        return "" if self.importe is None else importe_en_palabras(self.importe)

    @property
    def confirmado(self):
        return bool(self.fuente and self.fecha)


@dataclass(frozen=True)
class FilaDeFicha:
    """A requisito or a paso."""

    texto: str
    detalle: str = ""
    enlace: str = ""


@dataclass(frozen=True)
class Via:
    """Requisitos or pasos of one channel; ``nombre`` is empty if there is only one channel."""

    nombre: str
    filas: list


@dataclass(frozen=True)
class Norma:
    """Norma; ``estado`` is the state on its page, "" without a page; ``rige`` if it is in force."""

    nombre: str
    url: str
    estado: str = ""
    rige: bool = True


@dataclass(frozen=True)
class ArchivoDeFicha:
    nombre: str
    url: str
    formato: str
    tamano: int | None
    retiro: Retiro | None
    # Language of the file and of its name, "" if it is the reader's.
    lang: str
    nombre_lang: str


@dataclass(frozen=True)
class Ausencia:
    """Why a trámite is not offered here, and where it is offered."""

    motivo: str
    donde: Enlace | None


@dataclass(frozen=True)
class FichaDeTramite:
    titulo: str
    resumen: str
    nombres_populares: str
    quien: str
    limitaciones: list
    ausencia: Ausencia | None
    nota: str
    entidades: list[Enlace]
    oficinas: list[Oficina]
    precios: list[Precio]
    formas_de_pago: str
    plazo: str
    requisitos: list[Via]
    pasos: list[Via]
    en_linea: Enlace | None
    resultado: str
    vigencia: str
    base_legal: list[Norma]
    planillas: list[ArchivoDeFicha]
    quejas: str
    responsable: str
    revisado_el: date | None
    revisado_por: str
    # Language of the local text, "" if it is the reader's.
    idioma_local: str = ""
    municipios: list[Enlace] = field(default_factory=list)

    @property
    def gratis(self):
        return bool(self.precios) and all(precio.gratis for precio in self.precios)

    @property
    def por_confirmar(self):
        """Whether some costo has no date or no source."""
        return any(not precio.confirmado for precio in self.precios)


def make_ficha(
    canonico, local, filas, *, oficinas, entidades, direccion_de, donde=None, municipios=()
):
    """Return the ficha of ``canonico`` as ``local`` (or None) adapts it.

    ``filas`` are the rows of both pages, ``oficinas`` cards of the directory, ``entidades`` links
    to the entidades that answer, and ``donde`` the link to the one that offers the trámite
    instead; ``direccion_de(page)`` returns the address of a page. Local differences without a
    translation are shown in Spanish, because they apply to every reader.
    """
    propias, locales = filas
    is_foreign = local is not None and local.locale_id != canonico.locale_id
    idioma = ESPANOL if is_foreign else ""
    limits = limitaciones(canonico)
    limits += [replace(limit, idioma=idioma) for limit in limitaciones(local)]
    prices = locales["costos"] or propias["costos"]
    return FichaDeTramite(
        titulo=canonico.title,
        resumen=canonico.resumen,
        nombres_populares=canonico.nombres_populares,
        quien=canonico.quien,
        limitaciones=limits,
        ausencia=_ausencia(local, donde, idioma),
        nota=local.nota if local else "",
        entidades=list(entidades),
        oficinas=list(oficinas),
        precios=[_precio(costo, idioma if locales["costos"] else "") for costo in prices],
        formas_de_pago=(local and local.formas_de_pago) or canonico.formas_de_pago,
        plazo=canonico.plazo,
        requisitos=_vias(propias["requisitos"], _requisito),
        pasos=_vias(propias["pasos"], _paso),
        en_linea=_en_linea(canonico),
        resultado=canonico.resultado,
        vigencia=canonico.vigencia,
        base_legal=[_norma(norma, direccion_de) for norma in propias["base_legal"]],
        planillas=[_archivo(row) for row in propias["planillas"] if _se_ofrece(row.documento)],
        quejas=canonico.quejas,
        responsable=canonico.responsable,
        revisado_el=canonico.revisado_el,
        revisado_por=canonico.revisado_por,
        idioma_local=idioma,
        municipios=list(municipios),
    )


def _ausencia(local, donde, idioma):
    if local is None or local.se_ofrece_aqui:
        return None
    if local.ofrece_donde:
        donde = Enlace(local.ofrece_donde, donde.url if donde else "", idioma)
    return Ausencia(motivo=local.ofrece_motivo, donde=donde)


def _precio(costo, idioma):
    return Precio(
        concepto=costo.concepto,
        tipo=costo.get_tipo_display(),
        importe=costo.importe,
        fuente=costo.fuente,
        fecha=costo.fecha,
        gratis=costo.es_gratis,
        idioma=idioma,
    )


def _vias(rows, to_fila):
    """Group rows by channel, in the order in which the channels first appear."""
    groups = {}
    for row in rows:
        groups.setdefault(row.canal, (row.get_canal_display(), []))[1].append(to_fila(row))
    if len(groups) == 1:
        [(_name, filas)] = groups.values()
        return [Via("", filas)]
    return [Via(name if canal else "", filas) for canal, (name, filas) in groups.items()]


def _requisito(row):
    return FilaDeFicha(row.texto, row.detalle)


def _paso(row):
    return FilaDeFicha(row.texto, enlace=row.enlace)


def _en_linea(canonico):
    if not canonico.en_linea:
        return None
    return Enlace(canonico.en_linea_nombre or canonico.en_linea, canonico.en_linea)


def _norma(row, direccion_de):
    if page := row.pagina:
        return Norma(row.norma, direccion_de(page), str(page.get_estado_display()), page.rige)
    if row.enlace or not _se_ofrece(row.documento):
        return Norma(row.norma, row.enlace)
    if retiro := withdrawn().get(row.documento.pk):
        told = _("retirado el %(dia)s") % {"dia": date_format(retiro.fecha)}
        return Norma(row.norma, retiro.url, told, rige=False)
    return Norma(row.norma, row.documento.url)


def _se_ofrece(documento):
    """Whether visitors can get the file, or the page that says why it was withdrawn."""
    if documento is None:
        return False
    retiro = withdrawn().get(documento.pk)
    return retiro is None or bool(retiro.url)


def _archivo(row):
    documento = row.documento
    return ArchivoDeFicha(
        nombre=row.nombre or documento.title,
        url=documento.url,
        formato=documento.file_extension.upper(),
        tamano=documento.file_size,
        retiro=withdrawn().get(documento.pk),
        lang=documento.lang,
        nombre_lang="" if row.nombre else documento.lang,
    )
