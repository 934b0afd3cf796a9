"""Helper that creates a case as the forms of the portal do."""

from uuid import uuid4

from atencion import casos

REMITENTE = {
    "nombre": "Nombre Inventado de Prueba",
    "ci": "85010112345",
    "nacionalidad": "cubana",
    "direccion": "Calle Inventada No. 1",
    "telefono": "55000001",
    "correo": "persona@ejemplo.cu",
}


def recibir(portal, asunto="No llega el agua", *, tipo="queja", remitente=REMITENTE, **datos):
    """Return a new case of ``portal``; ``remitente=None`` for an anonymous case."""
    datos.setdefault("hechos", f"Hechos de «{asunto}»")
    datos.setdefault("envio", uuid4())
    caso, _is_new = casos.recibir(
        site=portal.site, tipo=tipo, asunto=asunto, remitente=remitente, **datos
    )
    return caso
