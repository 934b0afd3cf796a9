"""Trámite as plain text, to send by WhatsApp, Telegram or SMS and read offline."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.compartir import ShareLink

_query = partial(urlencode, quote_via=quote)
# Characters in one SMS, and in each part of a long one, if the text has Spanish accents.
_ONE, _PART = 70, 67


@dataclass(frozen=True)
class Medida:
    """Size of a text: letters, bytes and number of SMS."""

    letras: int
    bytes: int
    sms: int

    @classmethod
    def of(cls, texto):
        # Telephones count UTF-16 units: letters outside the basic plane count twice.
        units = len(texto.encode("utf-16-le")) // 2
        sms = 1 if units <= _ONE else -(-units // _PART)
        return cls(letras=len(texto), bytes=len(texto.encode()), sms=sms)


def text_links(texto):
    """Return the links that send ``texto``; the visitor chooses the receiver afterwards."""
    return [
        ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?{_query({'text': texto})}"),
        ShareLink("telegram", "Telegram", f"https://t.me/share/url?{_query({'url': texto})}"),
        ShareLink("telefono", _("SMS"), f"sms:?{_query({'body': texto})}"),
    ]


def as_text(ficha, url):
    """Return ``ficha`` as plain text, with the most important data first and ``url`` last."""
    blocks = [
        [ficha.titulo.upper(), ficha.resumen],
        *([_limit(item)] for item in ficha.limitaciones),
        _absence(ficha.ausencia),
        _titled(_("Atención"), [ficha.nota]),
        _titled(_("Cuesta"), [_price(precio) for precio in ficha.precios]),
        _titled(_("Cómo se paga"), [ficha.formas_de_pago]),
        _titled(_("Demora"), [ficha.plazo]),
        *([] if ficha.ausencia else [_office(oficina) for oficina in ficha.oficinas]),
        _titled(_("Quién puede hacerlo"), [ficha.quien]),
        *_ways(_("Qué llevar"), ficha.requisitos),
        *_ways(_("Cómo se hace"), ficha.pasos),
        _titled(_("En línea"), [ficha.en_linea.url] if ficha.en_linea else []),
        _titled(_("Qué recibe"), [ficha.resultado]),
        _titled(_("Vigencia"), [ficha.vigencia]),
        _titled(_("Base legal"), [_norm(norma) for norma in ficha.base_legal]),
        _titled(_("Para reclamar"), [ficha.quejas]),
        [_reviewed(ficha), url],
    ]
    lines = ("\n".join(line for line in block if line) for block in blocks)
    return "\n\n".join(block for block in lines if block)


def _norm(norma):
    return norma.nombre if norma.rige else f"{norma.nombre} ({norma.estado.lower()})"


def _titled(title, lines):
    lines = [line for line in lines if line]
    if not lines:
        return []
    if len(lines) == 1:
        return [f"{title}: {lines[0]}"]
    return [f"{title}:", *(f"- {line}" for line in lines)]


def _ways(title, vias):
    for via in vias:
        heading = f"{title} ({via.nombre.lower()})" if via.nombre else title
        lines = []
        for number, fila in enumerate(via.filas, start=1):
            parts = (fila.texto, fila.detalle and f"({fila.detalle})", fila.enlace)
            lines.append(f"{number}. {' '.join(part for part in parts if part)}")
        yield [f"{heading}:", *lines]


def _limit(item):
    title = _("SUSPENDIDO") if item.suspendido else _("LIMITADO")
    return " ".join(part for part in (f"{title}.", item.motivo, period(item)) if part)


def period(item):
    """Return the period of a limitation as text."""
    words = {
        "desde": item.desde and date_format(item.desde, "DATE_FORMAT"),
        "hasta": item.hasta and date_format(item.hasta, "DATE_FORMAT"),
    }
    if item.desde and item.hasta:
        if item.desde == item.hasta:
            return _("El %(desde)s.") % words
        if (item.desde.year, item.desde.month) != (item.hasta.year, item.hasta.month):
            return _("Del %(desde)s al %(hasta)s.") % words
        # Both days are in the same month: only the last one shows month and year.
        words["desde"] = item.desde.day
        if item.hasta.day - item.desde.day == 1:
            return _("El %(desde)s y el %(hasta)s.") % words
        return _("Del %(desde)s al %(hasta)s.") % words
    if item.desde:
        return (_("Desde el %(desde)s.") if item.empezo else _("A partir del %(desde)s.")) % words
    if item.hasta:
        return _("Hasta el %(hasta)s.") % words
    return ""


def _absence(ausencia):
    if ausencia is None:
        return []
    lines = [_("NO SE OFRECE AQUÍ. %(motivo)s") % {"motivo": ausencia.motivo}]
    if ausencia.donde:
        lines.append(_("Se hace en: %(lugar)s") % {"lugar": ausencia.donde.texto})
    return lines


def _price(precio):
    amount = precio.texto or _("por confirmar")
    if precio.texto and not precio.confirmado:
        amount = _("%(importe)s (por confirmar)") % {"importe": amount}
    return f"{precio.concepto}: {amount}"


def _office(oficina):
    hours = [f"{row.dias}: {row.horas}" for row in oficina.horario if not row.cerrado]
    place = [_("Dónde: %(lugar)s") % {"lugar": oficina.titulo}, oficina.direccion, *hours]
    # The current state does not matter later: the first number, and those with their own hours.
    phones = [item for item in oficina.telefonos if item.horarios]
    phones = [*(item for item in oficina.telefonos[:1] if item not in phones), *phones]
    return [*place, *map(_phone, phones)]


def _phone(telefono):
    number = _("Tel. %(numero)s") % {"numero": telefono.texto}
    return f"{telefono.rotulo}: {number}" if telefono.rotulo else number


def _reviewed(ficha):
    if ficha.revisado_el is None:
        return ""
    day = date_format(ficha.revisado_el, "DATE_FORMAT")
    return _("Última revisión: %(dia)s") % {"dia": day}
