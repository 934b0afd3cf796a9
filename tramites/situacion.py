"""State of a trámite today: normal, limited, suspended, or not offered here."""

from dataclasses import dataclass
from datetime import date

NORMAL = "normal"
LIMITADO = "limitado"
SUSPENDIDO = "suspendido"
NO_SE_OFRECE = "no_se_ofrece"


@dataclass(frozen=True)
class Limitacion:
    """Why a trámite is limited or suspended, and from and until when."""

    suspendido: bool
    motivo: str
    desde: date | None
    hasta: date | None
    empezo: bool
    # Language of the reason, "" if it is the reader's.
    idioma: str = ""


def limitaciones(*pages):
    """Return the limitations of ``pages`` (which may be None), begun or not."""
    return [page.limitacion for page in pages if page is not None and page.limitacion]


def situacion_de(tramite, local):
    """Return one of the constants above for ``tramite`` as ``local`` (or None) adapts it."""
    if local is not None and not local.se_ofrece_aqui:
        return NO_SE_OFRECE
    begun = [limit for limit in limitaciones(tramite, local) if limit.empezo]
    if any(limit.suspendido for limit in begun):
        return SUSPENDIDO
    return LIMITADO if begun else NORMAL
