"""Entidades as vCards for the address book of a telephone (vCard 3.0, RFC 2426).

Version 3.0 and not 4.0 (RFC 6350), because old telephones can read only 3.0.
"""

from base.telefonos import marcado

from .canales import Canal
from .palabras import semana
from .telefonos import telefono, telefonos_de

_LINE = 75  # bytes, without the end of the line
_TYPES = {Canal.TELEFONO: "WORK,VOICE", Canal.MOVIL: "CELL,VOICE"}


def vcard(entidad, *, url, localidad):
    """Return the text of one vCard."""
    street = entidad.direccion.removesuffix(f", {entidad.reparto}") if entidad.reparto else None
    address = ["", entidad.reparto, street or entidad.direccion, localidad]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:urn:uuid:{entidad.translation_key}",
        f"FN:{_escape(entidad.title)}",
        f"N:{_escape(entidad.title)};;;;",
        f"ORG:{_escape(entidad.title)}",
        "KIND:org",
        f"ADR;TYPE=WORK:{';'.join(_escape(part) for part in address)};Santiago de Cuba;;Cuba",
        *_contacts(entidad),
        f"NOTE:{_escape(_note(entidad))}",
        f"URL:{url}",
    ]
    if entidad.geo:
        lines.append(f"GEO:{entidad.latitud:.5f};{entidad.longitud:.5f}")
    if entidad.last_published_at:
        lines.append(f"REV:{entidad.last_published_at:%Y-%m-%dT%H:%M:%SZ}")
    lines.append("END:VCARD")
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _contacts(entidad):
    for place, row in enumerate(entidad.contactos.all(), start=1):
        if row.canal in _TYPES:
            line = f"TEL;TYPE={_TYPES[row.canal]}:{marcado(row.enlace)}"
            if label := telefono(row).rotulo:
                # Format of a custom label; programs that do not know it ignore the second line.
                yield f"item{place}.{line}"
                yield f"item{place}.X-ABLabel:{_escape(label)}"
            else:
                yield line
        elif row.canal == Canal.CORREO:
            yield f"EMAIL;TYPE=INTERNET:{row.valor}"
        else:
            yield f"URL:{row.enlace}"


def _note(entidad):
    hours = [f"{line.dias}: {line.horas}" for line in semana(entidad.horarios_de_atencion)]
    # Not every telephone shows the label of a number.
    phones = [
        f"{item.rotulo}: {item.texto}"
        for item in telefonos_de(entidad.contactos.all())
        if item.rotulo
    ]
    return "\n".join([entidad.resumen, *hours, *phones])


def _escape(text):
    """Escape the characters that would end a value or a field."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _fold(line):
    """Fold a line at 75 bytes, never inside a multibyte character."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
