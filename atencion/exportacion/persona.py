"""Export of all data of one citizen, for that citizen (Ley 149), created while it is sent."""

import json
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Q
from wagtail.log_actions import log

from atencion import numeros
from atencion.casos import HUELLAS, huella
from atencion.models import Caso
from atencion.permissions import sites_coordinados
from servidor.cifrado import decrypt

from .datos import fila_de_la_persona, historia


def casos_de_la_persona(user, que, valor):
    """Return the cases of one citizen in the portals that ``user`` coordinates.

    ``que`` says what ``valor`` is: «ci», «telefono», «correo», or the «numero» of one case.
    """
    if que == "numero":
        condition = Q(pk=numeros.read(valor))
    else:
        condition = Q(**{f"remitente__{HUELLAS[que]}__in": huella(que, valor)})
    casos = Caso.objects.filter(condition, site__in=sites_coordinados(user))
    return list(casos.select_related("remitente", "entidad").order_by("pk"))


def note_delivery(casos, user):
    """Log for each case that its data was handed over."""
    for caso in casos:
        log(caso, "atencion.exportar_persona", user=user)


def archivo_de_la_persona(casos):
    """Yield a ZIP with all data of ``casos`` in parts; it is never in memory as a whole."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        described = []
        for caso in casos:
            steps = historia(caso)
            for step in steps:
                paths = []
                for adjunto in step["adjuntos"]:
                    path = f"adjuntos/{caso.numero}/{adjunto.pk}-{adjunto.nombre}"
                    with adjunto.archivo.open("rb") as file:
                        archive.writestr(path, decrypt(file.read()))
                    paths.append(path)
                    yield sink.taken()
                step["adjuntos"] = paths
            described.append(fila_de_la_persona(caso) | {"historia": steps})
        archive.writestr("casos.json", json.dumps(described, ensure_ascii=False, indent=2))
    yield sink.taken()


class _Sink:
    """File object for ``ZipFile``; it holds the written bytes until ``taken`` returns them."""

    def __init__(self):
        self._parts = []

    def write(self, data):
        self._parts.append(bytes(data))
        return len(data)

    def flush(self):
        pass

    def taken(self):
        data = b"".join(self._parts)
        self._parts.clear()
        return data
