"""How a procedure goes today: as always, not wholly, not for now, or not here."""

from dataclasses import dataclass
from datetime import date

NORMAL = "normal"
LIMITADO = "limitado"
SUSPENDIDO = "suspendido"
NO_SE_OFRECE = "no_se_ofrece"


@dataclass(frozen=True)
class Limitacion:
    """Why a procedure is not to be had as always, and since or until when."""

    suspendido: bool
    motivo: str
    desde: date | None
    hasta: date | None
    empezo: bool
    # The language of the reason where it is not the reader's; empty where it is.
    idioma: str = ""


def limitaciones(*pages):
    """Return what limits a procedure in those of ``pages`` that there are, begun or not."""
    return [page.limitacion for page in pages if page is not None and page.limitacion]


def situacion_de(tramite, local):
    """Return one of the words above for ``tramite`` where ``local`` (or None) adapts it."""
    if local is not None and not local.se_ofrece_aqui:
        return NO_SE_OFRECE
    begun = [limit for limit in limitaciones(tramite, local) if limit.empezo]
    if any(limit.suspendido for limit in begun):
        return SUSPENDIDO
    return LIMITADO if begun else NORMAL
