"""The steps of an import: receive the file, check it, and save all its drafts or none."""

from collections import Counter
from contextlib import nullcontext

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import LogContext, empty_log_context, get_active_log_context, log
from wagtail.models import Page, PageSubscription, WorkflowState

from .agrupar import group
from .analisis import Analisis
from .idioma import in_spanish
from .models import Clave, Fila, Importacion
from .readers import read_file

_PROGRESS_EVERY = 10
_PROGRESS_SECONDS = 3600
_BATCH = 500
_TO_SAVE = Importacion.Estado.LISTA, Importacion.Estado.POR_GUARDAR


class CambiadoError(Exception):
    """The pages in the portal have changed since the preview."""


@in_spanish
def receive(importador, site, user, file, name):
    """Store the rows of a file and return its ``Importacion``; raise ``IlegibleError``.

    A short file is checked at once, a long one later by the scheduler.
    """
    contenido = group(importador, read_file(file, name))
    with transaction.atomic():
        importacion = Importacion.objects.create(
            site=site,
            usuario=user,
            importador=importador.nombre,
            archivo=name[-200:],
            columnas=contenido.columnas,
            notas=contenido.notas,
        )
        filas = [
            Fila(
                importacion=importacion,
                orden=orden,
                clave=grupo.clave[:80],
                titulo=grupo.titulo[:255],
                datos=grupo.as_data(),
            )
            for orden, grupo in enumerate(contenido.grupos, start=1)
        ]
        Fila.objects.bulk_create(filas, batch_size=_BATCH)
    if is_short(importacion):
        check(importacion)
    return importacion


def is_short(importacion):
    """Whether the import is short enough to process it while the user waits."""
    return importacion.filas.count() <= settings.IMPORTACION_PAGINAS_EN_EL_ACTO


@in_spanish
def check(importacion, *, changed=False):
    """Compare every page of the file with the portal, and store what would change."""
    filas = list(importacion.filas.all())
    analisis = _analisis_of(importacion, filas)
    avance = AvanceDeImportacion(importacion, len(filas))
    for fila, resultado in _look_at_all(analisis, filas, avance):
        fila.estado, fila.cambios = resultado.estado, resultado.cambios
        fila.errores, fila.avisos = resultado.errores, resultado.avisos
        fila.page_id, fila.nota = resultado.page_id, resultado.nota
        if resultado.objeto is not None:
            fila.titulo = resultado.objeto.title
    with transaction.atomic():
        # Another process may have checked it, and changed its state.
        if not _lock(importacion, [importacion.estado]):
            return
        Fila.objects.bulk_update(
            filas,
            ["estado", "cambios", "errores", "avisos", "nota", "page", "titulo"],
            batch_size=_BATCH,
        )
        importacion.estado = Importacion.Estado.LISTA
        importacion.cambio_entretanto = changed
        importacion.vista += 1
        importacion.save(update_fields=["estado", "cambio_entretanto", "vista"])


@in_spanish
def save(importacion):
    """Save the confirmed pages as drafts, in one transaction; return whether they were saved.

    If a page is not as it was in the preview, nothing is saved and the preview is made again.
    Every row is analysed again before the transaction, because this takes long and SQLite lets
    nobody else write during a transaction.
    """
    filas = list(importacion.filas.all())
    analisis = _analisis_of(importacion, filas)
    avance = AvanceDeImportacion(importacion, 2 * len(filas))
    try:
        pairs = _look_at_all(analisis, filas, avance)
        if any(resultado.differs_from(fila) for fila, resultado in pairs):
            raise CambiadoError
        with transaction.atomic(), _log_context(importacion.usuario):
            if not _lock(importacion, _TO_SAVE):
                return False
            _check_untouched(analisis, pairs)
            _write(importacion, analisis, pairs, avance)
    except CambiadoError:
        importacion.refresh_from_db()
        if importacion.estado in _TO_SAVE:  # another request may have saved it meanwhile
            check(importacion, changed=True)
        return False
    return True


def _look_at_all(analisis, filas, avance):
    """Return [(row, Resultado)] in the order in which the pages can be saved."""
    pairs = []
    for fila in filas:
        pairs.append((fila, analisis.look_at(fila.clave, fila.datos)))
        avance.step()
    looked_at = {fila.clave: (fila.datos, resultado) for fila, resultado in reversed(pairs)}
    places = {key: place for place, key in enumerate(analisis.compare(looked_at))}
    return sorted(pairs, key=lambda pair: places.get(pair[0].clave, 0))


class AvanceDeImportacion:
    """The progress of a job in per cent, stored in the cache."""

    def __init__(self, importacion, total):
        self.key, self.total, self.done = importacion.progress_key, total, 0

    def step(self):
        if self.done % _PROGRESS_EVERY == 0:
            cache.set(self.key, 100 * self.done // self.total, _PROGRESS_SECONDS)
        self.done += 1
        if self.done == self.total:
            cache.delete(self.key)


def counts_of(importacion):
    """Return a ``Counter`` of the rows by state."""
    return Counter(importacion.filas.order_by().values_list("estado", flat=True))


def _analisis_of(importacion, filas):
    rows = {fila.clave: fila.datos["principal"] for fila in filas if fila.clave}
    return Analisis(
        importacion.importer, importacion.site, importacion.usuario, importacion.columnas, rows
    )


def _lock(importacion, states):
    """Lock the row of the import; return whether it is still in one of ``states``."""
    return (
        Importacion.objects.select_for_update()
        .filter(pk=importacion.pk, estado__in=states)
        .exists()
    )


def _log_context(user):
    """Return a log context with ``user``; in a request keep the one that Wagtail has set."""
    if get_active_log_context() is empty_log_context:
        return LogContext(user=user)
    return nullcontext()


def _batches(items):
    items = list(items)
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _check_untouched(analisis, pairs):
    """Raise ``CambiadoError`` if a page was edited, or a clave taken, since the analysis."""
    # treebeard counts the children of a page in memory.
    analisis.contexto.seccion.refresh_from_db(fields=["numchild"])
    revisions = {r.page_id: r.revision_id for _fila, r in pairs if r.page_id is not None}
    keys = [fila.clave for fila, r in pairs if r.page_id is None]
    for some in _batches(revisions):
        now = dict(Page.objects.filter(pk__in=some).values_list("pk", "latest_revision_id"))
        if any(now.get(pk) != revisions[pk] for pk in some):
            raise CambiadoError
    taken = Clave.objects.filter(site=analisis.contexto.site, importador=analisis.importador.nombre)
    if any(taken.filter(clave__in=some).exists() for some in _batches(keys)):
        raise CambiadoError


def _write(importacion, analisis, pairs, avance):
    for fila, resultado in pairs:
        if resultado.estado == Fila.Estado.NUEVA:
            page = _create(analisis, fila, resultado)
        elif resultado.estado == Fila.Estado.CAMBIADA:
            page = _update(analisis, resultado)
        else:
            page = None
        if page and importacion.envia_a_moderacion and not resultado.avisos:
            _submit(page, importacion.usuario)
        avance.step()
    counts = counts_of(importacion)
    data = {"nuevas": counts[Fila.Estado.NUEVA], "cambiadas": counts[Fila.Estado.CAMBIADA]}
    log(importacion, "importacion.guardar", user=importacion.usuario, data=data)
    importacion.estado = Importacion.Estado.GUARDADA
    importacion.terminada = timezone.now()
    importacion.save(update_fields=["estado", "terminada"])


def _create(analisis, fila, resultado):
    page, user, contexto = resultado.objeto, analisis.user, analisis.contexto
    parent = analisis.place_for(page, fila.datos, resultado)
    analisis.point(page, resultado)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    # As for a page created by hand: its author is notified of comments.
    PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    Clave.objects.create(
        site=contexto.site, importador=contexto.importador.nombre, clave=fila.clave, page=page
    )
    contexto.add(fila.clave, page.pk)
    fila.page_id = page.pk
    fila.save(update_fields=["page"])
    return page


def _update(analisis, resultado):
    page = resultado.objeto
    analisis.point(page, resultado)
    if not page.live:
        page.save()
    page.save_revision(user=analisis.user, log_action=True, clean=False)
    return page


def _submit(page, user):
    """Send a draft to moderation, as the button of its form does."""
    page = Page.objects.get(pk=page.pk).specific
    if not page.permissions_for_user(user).can_submit_for_moderation():
        return
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    elif state is None:
        page.get_workflow().start(page, user)
