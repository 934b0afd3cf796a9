"""Cases as people send them."""

import uuid

from atencion.casos import Archivo, recibir
from atencion.models import Caso

PERSONA = {
    "nombre": "Persona de Muestra",
    "ci": "85010112345",
    "nacionalidad": "Cubana",
    "telefono": "22600000",
    "correo": "persona@ejemplo.cu",
}
PDF = Archivo("prueba.pdf", "application/pdf", b"%PDF-1.4 muestra %%EOF")


def make_caso(portal, *, tipo=Caso.Tipo.QUEJA, persona=PERSONA, **fields):
    """Return a case that somebody sent to ``portal``; ``persona`` None for nobody's name."""
    datos = {
        "asunto": "La calle sin luz",
        "hechos": "Hace un mes que no hay luz en la calle.",
        "pide": "Que la arreglen.",
        "notificar": Caso.Notificar.CORREO,
    }
    caso, _is_new = recibir(
        envio=uuid.uuid4(),
        site=portal.site,
        tipo=tipo,
        remitente=persona,
        **(datos | fields),
    )
    return caso
