"""Cases of the sample, for the officials to see before anybody has written."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from atencion import casos, oficina, plazos
from atencion.models import Caso, Movimiento

from .contenido import read

_ANONYMOUS = (Caso.Tipo.SUGERENCIA, Caso.Tipo.CONSULTA)


def load_casos(portal, datos):
    """Add to a portal the cases it never had."""
    data = read("casos")
    for envio, entry in zip(_envios(portal, data), data["caso"], strict=True):
        if not casos.ya_recibido(envio):
            _add(envio, datos.site, entry, data)


def remove_casos(portal):
    """Delete the sample's cases, even if changed since: nobody waits for an answer."""
    data = read("casos")
    kept = [value for envio in _envios(portal, data) for value in casos.envios(envio)]
    Caso.objects.filter(envio__in=kept).delete()


def _envios(portal, data):
    """Return the UUIDs by which the sample's cases are recognized, the same in every run."""
    return [
        uuid5(NAMESPACE_URL, f"muestra:{portal.slug}:{number}")
        for number, _entry in enumerate(data["caso"])
    ]


def _add(envio, site, entry, data):
    tipo = entry["tipo"]
    caso, _is_new = casos.recibir(
        envio=envio,
        site=site,
        tipo=tipo,
        remitente=None if tipo in _ANONYMOUS else data["persona"],
        asunto=f"{data['nota']} · {entry['asunto']}",
        hechos=f"{data['aviso']}\n\n{entry['hechos']}",
        pide=entry.get("pide", ""),
        confidencial=entry.get("confidencial", False),
    )
    _came_before(caso, days=entry["hace"])
    for step in _STEPS[entry.get("estado", "recibida")]:
        step(caso, data)


def _came_before(caso, *, days):
    """Set the reception of ``caso`` to noon, ``days`` ago, and count its terms from then."""
    day = timezone.localdate() - timedelta(days=days)
    moment = min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())
    Caso.objects.filter(pk=caso.pk).update(
        recibida=moment,
        vence=plazos.de_respuesta(caso.tipo).fin(day),
        trasladar_hasta=plazos.de_traslado().fin(day),
    )
    Movimiento.objects.filter(caso=caso).update(cuando=moment)
    caso.refresh_from_db()


def _investigate(caso, data):
    oficina.investigar(caso, por=None)


def _put_off(caso, data):
    oficina.prorrogar(caso, data["motivo"], por=None)


def _answer(caso, data):
    oficina.responder(caso, data["respuesta"], por=None)


def _close(caso, data):
    oficina.cerrar(caso, por=None)


_STEPS = {
    "recibida": [],
    "investigacion": [_investigate],
    "prorroga": [_put_off],
    "respondida": [_answer],
    "cerrada": [_answer, _close],
}
