"""One run of a mudanza: takes over each piece whole or not at all, and goes on where it stopped."""

import logging
from collections import Counter

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mudanza.models import Clase, Mudanza, RutaAnterior
from mudanza.rutas import normalize
from redaccion.textos.docx import IlegibleError
from servidor.fotos import OcupadoError

from .archivos import Archivos
from .contexto import Contexto
from .enlaces import Enlaces
from .hallazgos import Hallazgos
from .mirada import Mirador, Suerte
from .paginas import Escritor
from .plazo import Plazo
from .vista import PROGRESS_SECONDS

logger = logging.getLogger(__name__)

_PROGRESS_EVERY = 5


def begin(mudanza):
    """Begin a new run of a mudanza that was confirmed."""
    with transaction.atomic():
        mudanza.estado, mudanza.motivo = Mudanza.Estado.POR_TRAER, ""
        mudanza.vuelta += 1
        mudanza.cuenta, mudanza.terminada = {}, None
        mudanza.save(update_fields=["estado", "motivo", "vuelta", "cuenta", "terminada"])
        mudanza.hallazgos.filter(al_traer=True).delete()


def go_on(mudanza, fuente, *, seconds=None):
    """Go on with the run of a mudanza; return whether it has ended.

    With ``seconds`` it stops this long after the first thing that was not done yet, so that each
    call makes progress.
    """
    return _Vuelta(mudanza, fuente, seconds).go_on()


class _Vuelta:
    def __init__(self, mudanza, fuente, seconds):
        self.mudanza, self.fuente, self.plazo = mudanza, fuente, Plazo(seconds)
        self.contexto = Contexto(mudanza, fuente)
        self.archivos = Archivos(self.contexto, waits=seconds is None)
        self.mirador = Mirador(self.contexto, self.archivos)
        self.escritor = Escritor(self.mirador)
        self.cuenta = Counter(mudanza.cuenta)
        self.hallazgos = Hallazgos(mudanza, al_traer=True)
        self.hallazgos.resume(self.cuenta["problemas"])
        self.total = max(1, mudanza.vista.get("piezas", 0))
        self.looked_at = 0

    def go_on(self):
        if not self.cuenta:  # the first time of this run
            self._remember_lists()
        done = set(
            self.contexto.of_older(Clase.PIEZA)
            .filter(vuelta=self.mudanza.vuelta)
            .values_list("clave", flat=True)
        )
        # Pieces in Spanish come first: translations are tied to their pages.
        others = set()
        for in_spanish in (True, False):
            if not in_spanish and not others:
                break
            for pieza in self.contexto.piezas():
                if bool(self.contexto.idioma_de(pieza)) == in_spanish:
                    others.add(pieza.clave)
                    continue
                self._tell_progress()
                if pieza.clave[:255] in done:
                    self._recall(pieza)
                    continue
                if self.plazo.has_passed() or not self._take(pieza):
                    return False
                done.add(pieza.clave[:255])
        if not self._lead_links():
            return False
        self._end()
        return True

    def _take(self, pieza):
        """Take over one piece; return False if it must wait for a later call."""
        self.archivos.begin()
        try:
            mirada = self.mirador.look_at(pieza)
            if mirada.se_escribe:
                self._check_free(mirada)
            if mirada.se_escribe:
                self.archivos.prepare(mirada.imagenes)
            self._write(mirada)
        except OcupadoError:
            return False
        except IlegibleError as error:
            self._leave_out(pieza, str(error))
        except Exception:
            # A piece that fails must not stop the others.
            logger.exception("piece %s of move %s failed", pieza.clave, self.mudanza.pk)
            self._leave_out(pieza)
        return True

    def _check_free(self, mirada):
        """Leave a page that is locked or in moderation as it is."""
        page = mirada.anterior.page
        if page is None:
            return
        page = page.specific
        if page.workflow_in_progress or page.locked:
            mirada.suerte = Suerte.EDITADA
            mirada.problemas.append(_("la página está bloqueada o en moderación"))

    def _write(self, mirada):
        try:
            with transaction.atomic():
                if mirada.se_escribe:
                    self.escritor.write(mirada)
                self.escritor.remember(mirada)
                self._count(mirada)
        except Exception:
            self.archivos.forget()
            raise

    def _leave_out(self, pieza, why=""):
        mirada = self.mirador.left_out(pieza, why)
        with transaction.atomic():
            self.escritor.remember(mirada)
            self._count(mirada)

    def _count(self, mirada):
        self.cuenta[mirada.suerte.value] += 1
        self.hallazgos.add(mirada)
        self._save_counts()

    def _save_counts(self):
        """Save the counts and findings so far, in the transaction of the work that they count."""
        self.hallazgos.write()
        self.cuenta["problemas"] = self.hallazgos.problems
        self.mudanza.cuenta = dict(self.cuenta)
        self.mudanza.save(update_fields=["cuenta"])

    def _recall(self, pieza):
        """Find the Spanish page of a piece taken over before, to tie translations to it."""
        if pieza.version and not self.contexto.idioma_de(pieza):
            known = self.contexto.anterior_of(Clase.PIEZA, pieza.clave[:255])
            if known.page_id:
                self.mirador.versiones[pieza.version] = known.page_id

    def _remember_lists(self):
        """Store the addresses of lists, to lead to their pieces or to the same list here."""
        contexto = self.contexto
        for categoria in contexto.categorias():
            destino = contexto.destinos.get(categoria.clave[:255])
            row = contexto.anterior_of(Clase.CATEGORIA, categoria.clave[:255])
            row.alias = categoria.alias.lower()[:255]
            is_taken = destino is not None and destino.adonde != destino.Adonde.FUERA
            row.page = contexto.parent_of(destino) if is_taken else None
            is_news = is_taken and destino.adonde == destino.Adonde.NOTICIAS
            row.categoria = destino.categoria if is_news else None
            self._remember_list(row, (categoria.ruta, *categoria.otras_rutas))
        for lista in contexto.listas():
            row = contexto.anterior_of(lista.clase, lista.clave[:255])
            are_contacts = lista.clase == Clase.CONTACTOS
            row.page = contexto.directorio if are_contacts else contexto.noticias
            self._remember_list(row, lista.rutas)

    def _remember_list(self, row, addresses):
        row.mudanza = self.mudanza
        row.save()
        for ruta in {normalize(text) for text in addresses if text} - {"", "/"}:
            RutaAnterior.objects.get_or_create(
                site=self.contexto.site, ruta=ruta, defaults={"anterior": row}
            )

    def _lead_links(self):
        enlaces = Enlaces(self.contexto)
        for anterior in enlaces.waiting():
            if self.plazo.has_passed():
                return False
            try:
                with transaction.atomic():
                    lost = enlaces.lead(anterior)
                    for motivo in dict.fromkeys(lost):
                        self.hallazgos.add_lost(anterior.page.title, motivo)
                    self.cuenta["enlaces_perdidos"] += len(lost)
                    self._save_counts()
            except Exception:
                logger.exception("links of page %s failed", anterior.page_id)
        return True

    def _end(self):
        mudanza = self.mudanza
        with transaction.atomic():
            for problema in dict.fromkeys(self.fuente.problemas):
                self.hallazgos.add_problem(problema.que, problema.motivo)
            self._save_counts()
            mudanza.estado, mudanza.terminada = Mudanza.Estado.TRAIDA, timezone.now()
            mudanza.save(update_fields=["estado", "terminada"])
        cache.delete(mudanza.progress_key)

    def _tell_progress(self):
        if self.looked_at % _PROGRESS_EVERY == 0:
            percent = min(99, 100 * self.looked_at // self.total)
            cache.set(self.mudanza.progress_key, percent, PROGRESS_SECONDS)
        self.looked_at += 1
