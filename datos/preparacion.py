"""Makes the open data files in advance, row by row, and publishes them only when complete.

A file with new content gets a new name, and the ``ArchivoDeDatos`` row that names it is updated
last. Until then, and also if making the file fails, visitors get the old file.
"""

import hashlib
import json
import logging
from contextlib import suppress
from datetime import timedelta
from operator import itemgetter
from tempfile import TemporaryFile
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.files import File
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override

from base.homes import portal_records
from base.models.portal import LicenciaDeDatos
from base.site_roots import ensure_site_root_paths
from conjuntos.declaracion import conjuntos
from conjuntos.tablas import csv_lines

from . import cambios
from .models import ArchivoDeDatos

logger = logging.getLogger(__name__)
Formato = ArchivoDeDatos.Formato

# A data set that changed is checked again after PAUSA at the earliest. All are checked at least
# every EN_TODO_CASO, because some data change with the date alone.
PAUSA = timedelta(minutes=5)
EN_TODO_CASO = timedelta(hours=1)
# A younger file may be of another process that has not saved its row yet; none takes this long.
EN_MANOS_DE_OTRO = timedelta(hours=1)


def prepare(*, todo=False, segundos=None):
    """Make the files whose data may have changed; the ones checked longest ago come first.

    ``todo`` checks all data sets. After ``segundos`` the rest waits for the next call. Returns
    how many data sets were checked, and a list of "slug/clave" for each one that failed.
    """
    start, looked_at, failed = monotonic(), 0, []
    with override(settings.LANGUAGE_CODE):
        for datos, conjunto in _por_mirar(todo):
            try:
                prepare_conjunto(datos, conjunto)
            except Exception:
                # A data set that fails must not stop the others.
                logger.exception("%s of %s was not made", conjunto.clave, datos.slug)
                cache.set(_failed_key(datos.site_id, conjunto.clave), timezone.now(), timeout=None)
                failed.append(f"{datos.slug}/{conjunto.clave}")
            looked_at += 1
            if segundos is not None and monotonic() - start >= segundos:
                break
    return looked_at, failed


def _por_mirar(todo):
    """Return the pairs (PortalSettings, subclass of Conjunto) to check now, in order.

    A failed attempt counts as a check: the data set waits for ``PAUSA``, and then for its turn.
    """
    now = timezone.now()
    portales = portal_records()
    changed = cambios.ultimos([datos.site_id for datos in portales])
    rows = ArchivoDeDatos.objects.values_list("site", "clave", "comprobado_el")
    looked_at = {(site, clave): moment for site, clave, moment in rows}
    pairs = [(datos, conjunto) for datos in portales for conjunto in conjuntos().values()]
    keys = {(datos.site_id, conjunto.clave) for datos, conjunto in pairs}
    failed = cache.get_many([_failed_key(*key) for key in keys])
    found = []
    for datos, conjunto in pairs:
        key = datos.site_id, conjunto.clave
        last, fail = looked_at.get(key), failed.get(_failed_key(*key))
        is_paused = fail is not None and fail >= now - PAUSA
        if todo or (not is_paused and _is_due(last, changed.get(datos.site_id), now)):
            tried = max(filter(None, (last, fail)), default=None)
            found.append((tried is not None, tried or now, datos, conjunto))
    found.sort(key=itemgetter(0, 1))
    return [(datos, conjunto) for _known, _tried, datos, conjunto in found]


def _failed_key(site_id, clave):
    return f"datos-fallo-{site_id}-{clave}"


def _is_due(last, changed, now):
    if last is None or last < now - EN_TODO_CASO:
        return True
    return changed is not None and changed >= last and last < now - PAUSA


def prepare_conjunto(datos, conjunto):
    """Make the files of one data set of the portal with the settings ``datos``.

    If the content is the same as before, the files and their date do not change.
    """
    since = timezone.now()
    made = ArchivoDeDatos.objects.filter(site=datos.site_id, clave=conjunto.clave)
    folder = f"{datos.slug}/{conjunto.clave}"
    with TemporaryFile() as table, TemporaryFile() as data:
        lineas, huella = _write(datos, conjunto, since, table, data)
        if _is_the_same(made, huella):
            made.update(comprobado_el=since)
            _forget_others(folder, made)
            return
        said = {"lineas": lineas, "huella": huella, "hecho_el": since, "comprobado_el": since}
        stored = {
            formato: _store(file, folder, formato) | said
            for formato, file in ((Formato.CSV, table), (Formato.JSON, data))
        }
    with transaction.atomic():
        for formato, fields in stored.items():
            ArchivoDeDatos.objects.update_or_create(
                site=datos.site, clave=conjunto.clave, formato=formato, defaults=fields
            )
    _forget_others(folder, made)


def _is_the_same(made, huella):
    rows = list(made)
    return len(rows) == len(Formato) and all(
        row.huella == huella and ArchivoDeDatos.almacen().exists(row.archivo) for row in rows
    )


def _store(file, folder, formato):
    """Store a complete file under a name made of its hash; return fields of ArchivoDeDatos."""
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    tamano = file.tell()
    file.seek(0)
    archivo = ArchivoDeDatos.almacen().save(f"{folder}/{sha256[:16]}.{formato}", File(file))
    return {"archivo": archivo, "tamano": tamano, "sha256": sha256}


def _forget_others(folder, made):
    """Delete old files that no row names: former versions and leftovers of interrupted runs."""
    kept = set(made.values_list("archivo", flat=True))
    until = timezone.now() - EN_MANOS_DE_OTRO
    for name in ArchivoDeDatos.almacen().listdir(folder)[1]:
        path = f"{folder}/{name}"
        with suppress(FileNotFoundError):  # another process deleted it first
            if path not in kept and ArchivoDeDatos.almacen().get_modified_time(path) < until:
                ArchivoDeDatos.almacen().delete(path)


def _write(datos, conjunto, since, table, data):
    """Write both files row by row; return the number of rows and the hash of the content."""
    head = _head(datos, conjunto)
    mark = hashlib.sha256(_json(head).encode())
    head["generado"] = timezone.localtime(since).isoformat(timespec="seconds")
    # The JSON object without its closing brace: its last part is the list of records.
    data.write(f'{_json(head)[:-1]}, "registros": ['.encode())
    told, count = conjunto(visita(datos)), 0

    def records():
        nonlocal count
        for record in told.registros():
            line = _json(record).encode()
            mark.update(line)
            data.write(b",\n" if count else b"\n")
            data.write(line)
            count += 1
            yield record

    for line in csv_lines(told.columnas(), records()):
        table.write(line.encode())
    data.write(b"\n]}\n")
    return count, mark.hexdigest()


def _head(datos, conjunto):
    return {
        "portal": {"id": datos.slug, "nombre": datos.titulo, "url": f"{datos.site.root_url}/"},
        "conjunto": conjunto.clave,
        "titulo": str(conjunto.titulo),
        "licencia": LicenciaDeDatos(datos.licencia_de_datos).url,
        "campos": [
            {
                "nombre": campo.nombre,
                "significado": str(campo.significado),
                "tipo": campo.tipo.value,
            }
            for campo in conjunto.campos
        ],
    }


def _json(value):
    return json.dumps(value, ensure_ascii=False)


def visita(datos):
    """Return an anonymous request to the front page of a portal: it sees only public pages."""
    place = urlsplit(datos.site.root_url)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = "/"
    request.META = {
        "HTTP_HOST": place.netloc,
        "SERVER_NAME": datos.site.hostname,
        "SERVER_PORT": str(datos.site.port),
    }
    request.user = AnonymousUser()
    ensure_site_root_paths()
    return request
