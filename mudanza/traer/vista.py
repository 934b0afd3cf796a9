"""The preview of a mudanza: how many pieces go where, what would be lost, what is wrong."""

import logging
import re
from collections import Counter
from hashlib import blake2b
from itertools import islice

from django.core.cache import cache
from django.db import transaction

from base.texto import plain
from mudanza.models import Destino, Mudanza, Propuesta
from noticias.models import CategoriaNoticia

from .archivos import Archivos
from .contexto import Contexto, code_of
from .hallazgos import Hallazgos
from .mirada import Mirador, Suerte
from .plazo import Plazo
from .propuestas import proposal_in

logger = logging.getLogger(__name__)

_TAG = re.compile(r"<[^<>]*>")
_PROGRESS_EVERY, PROGRESS_SECONDS = 20, 3600
_MOST_PROPOSALS = 300
# The key and the counts that a stopped preview keeps in ``Mudanza.vista``.
_BEGUN = "begun"
_COUNTERS = ("totals", "fates", "lost", "languages", "codes")
_SETS = ("pictures", "documents", "proposed")
# Pieces that became pages are proposed again: a second preview must not lose open proposals.
_PROPOSED = (Suerte.NUEVA, Suerte.CAMBIADA, Suerte.IGUAL, Suerte.EDITADA)
_INFORMATIVE = re.compile(
    r"\b(?:pagina|institucional|gobierno|municipio|historia|geografia|nosotros|mision|vision|"
    r"contact|directorio|estructura|organigrama|tramite|servicio|documento|norma|legislacion|"
    r"transparencia|sitio|sin categoria|uncategorised|uncategorized|simbolo|cultura general)",
)
_NEWS = re.compile(r"\b(?:noticia|actualidad|titular|prensa|deporte|blog|reportaje|cronica|news)")


def look(mudanza, fuente, *, seconds=None):
    """Go on with the preview; return whether it is complete. Nothing of the portal changes.

    With ``seconds`` it stops this long after the first piece that it had not seen before.
    """
    contexto = Contexto(mudanza, fuente)
    destinos = _destinations(contexto)
    contexto.destinos = {destino.clave: destino for destino in destinos}
    plazo = Plazo(seconds)
    while (vista := _read(contexto, plazo)) and vista.idioma != mudanza.vista.get("idioma", ""):
        # All pieces are read again, now that the main language of the portal is known.
        mudanza.vista = {"idioma": vista.idioma}
    if vista is None:
        return False
    with transaction.atomic():
        vista.write(destinos)
        mudanza.estado = Mudanza.Estado.LISTA
        mudanza.motivo = ""
        mudanza.save(update_fields=["estado", "motivo", "vista"])
    cache.delete(mudanza.progress_key)
    return True


def forget_begun(mudanza):
    """Make the next preview start from the beginning, wherever the last one stopped."""
    mudanza.vista.pop(_BEGUN, None)


def _read(contexto, plazo):
    """Return the complete :class:`_Vista`, or None if it stopped and was saved for later."""
    vista, key = _Vista(contexto), contexto.mudanza.progress_key
    for pieza in islice(contexto.piezas(), vista.seen, None):
        if plazo.has_passed():
            vista.pause()
            return None
        vista.add(pieza)
        if vista.seen % _PROGRESS_EVERY == 0:
            cache.set(key, vista.seen, PROGRESS_SECONDS)
    return vista


class _Vista:
    """Counts of a preview, from where it stopped; the findings so far are in the database."""

    def __init__(self, contexto):
        self.contexto, self.mudanza = contexto, contexto.mudanza
        self.mirador = Mirador(contexto, Archivos(contexto))
        begun = self.mudanza.vista.get(_BEGUN, {})
        for name in _COUNTERS:
            setattr(self, name, Counter(begun.get(name)))
        for name in _SETS:
            setattr(self, name, set(begun.get(name, ())))
        self.is_new = not begun
        self.hallazgos = Hallazgos(self.mudanza, al_traer=False)
        if begun:
            self.hallazgos.resume(begun["problems"])
        self.proposals = {}

    @property
    def seen(self):
        """Number of pieces that were looked at."""
        return self.fates.total()

    def add(self, pieza):
        try:
            mirada = self.mirador.look_at(pieza)
            if mirada.se_escribe:
                self.mirador.try_out(mirada)
                self._count(mirada)
            if mirada.suerte in _PROPOSED:
                self._propose(mirada)
        except Exception:
            # A piece that fails must not stop the others.
            logger.exception("piece %s of move %s failed", pieza.clave, self.mudanza.pk)
            mirada = self.mirador.left_out(pieza)
        self.codes[code_of(pieza)] += 1
        self.totals[mirada.destino.clave if mirada.destino else ""] += 1
        self.fates[mirada.suerte] += 1
        self.lost.update(mirada.perdido)
        self.hallazgos.add(mirada)

    def _count(self, mirada):
        if code := self.contexto.idioma_de(mirada.pieza):
            self.languages[code] += 1
        self.pictures.update(map(_short, mirada.imagenes))
        self.documents.update(
            _short(path)
            for path in mirada.limpio.enlaces
            if self.mirador.archivos.is_document(path)
        )

    def _propose(self, mirada):
        if len(self.proposed) < _MOST_PROPOSALS:
            words = _TAG.sub(" ", mirada.limpio.html)
            if proposal := proposal_in(self.mudanza, mirada.pieza, words):
                self.proposals[proposal.clave] = proposal
                self.proposed.add(proposal.clave)

    @property
    def idioma(self):
        """The language code that more than half of the pieces name; "" for Spanish."""
        [(code, times)] = self.codes.most_common(1) or [("", 0)]
        return code if 2 * times > self.codes.total() else ""

    def pause(self):
        """Save the counts and the findings so far."""
        begun = {name: getattr(self, name) for name in _COUNTERS}
        begun |= {name: sorted(getattr(self, name)) for name in _SETS}
        with transaction.atomic():
            self._write_found()
            self.mudanza.vista[_BEGUN] = begun | {"problems": self.hallazgos.problems}
            self.mudanza.save(update_fields=["vista"])

    def _write_found(self):
        mudanza = self.mudanza
        if self.is_new:
            mudanza.hallazgos.all().delete()
        self.hallazgos.write()
        # Rows are updated, not replaced, so that each keeps its entidad and its key.
        Propuesta.objects.bulk_create(
            self.proposals.values(),
            update_conflicts=True,
            unique_fields=["mudanza", "clave"],
            update_fields=["titulo", "telefonos", "correos", "personas"],
        )

    def write(self, destinos):
        mudanza = self.mudanza
        for problema in self.contexto.fuente.problemas:
            self.hallazgos.add_problem(problema.que, problema.motivo)
        mudanza.vista = {
            "piezas": self.seen,
            **{suerte.value: self.fates[suerte] for suerte in Suerte},
            "imagenes": len(self.pictures),
            "documentos": len(self.documents),
            "idioma": self.idioma,
            "idiomas": dict(self.languages),
            "perdido": dict(self.lost.most_common()),
            "problemas": self.hallazgos.problems,
        }
        for destino in destinos:
            destino.total = self.totals[destino.clave]
        Destino.objects.bulk_update(destinos, ["total", "titulo", "orden"], batch_size=200)
        self._write_found()
        mudanza.propuestas.filter(page=None).exclude(clave__in=self.proposed).delete()


def _short(source):
    """Return a short digest that identifies a picture or a document, by its path or its bytes."""
    content = source if isinstance(source, bytes) else source.encode()
    return blake2b(content, digest_size=6).hexdigest()


def _destinations(contexto):
    """Return the rows of the table, in which new categories get the likeliest choice."""
    mudanza = contexto.mudanza
    known = {destino.clave: destino for destino in mudanza.destinos.all()}
    categories = {categoria.clave: categoria for categoria in contexto.categorias()}
    names = {plain(categoria.nombre): categoria for categoria in CategoriaNoticia.originals()}
    rows = []
    for order, categoria in enumerate(categories.values(), start=1):
        titulo = _with_those_above(categoria, categories)[:255]
        destino = known.get(categoria.clave[:255])
        if destino is None:
            destino = Destino(mudanza=mudanza, clave=categoria.clave[:255])
            destino.categoria = names.get(plain(categoria.titulo))
            destino.adonde = _likeliest(categoria, titulo, destino.categoria)
        destino.titulo, destino.orden = titulo, order
        rows.append(destino)
    if "" not in categories:
        destino = known.get("") or Destino(mudanza=mudanza, clave="", adonde=Destino.Adonde.PAGINAS)
        destino.titulo, destino.orden = "", len(rows) + 1
        rows.append(destino)
    gone = known.keys() - {destino.clave for destino in rows}
    with transaction.atomic():
        mudanza.destinos.filter(clave__in=gone).delete()
        Destino.objects.bulk_create(destino for destino in rows if destino.pk is None)
    return rows


def _likeliest(categoria, titulo, found):
    words = plain(titulo)
    if found or _NEWS.search(words):
        return Destino.Adonde.NOTICIAS
    if _INFORMATIVE.search(words) or _INFORMATIVE.search(plain(categoria.alias)):
        return Destino.Adonde.PAGINAS
    return Destino.Adonde.NOTICIAS


def _with_those_above(categoria, categories):
    """Return the names of the categories above one and its own, joined by «›»."""
    names, seen = [], set()
    while categoria is not None and categoria.clave not in seen:
        seen.add(categoria.clave)
        names.append(categoria.titulo or categoria.clave)
        categoria = categories.get(categoria.padre)
    return " › ".join(reversed(names))
