"""Results of a closed consulta: counts only, never the texts that people wrote."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atencion.estadisticas.reserva import en_cifras, es_poco, reservados
from graficos import Barras, Tabla

from .blocks import OTRA, opciones
from .redes import MUCHAS

_NONE = ""


@dataclass(frozen=True)
class CuentaDeRespuestas:
    """Numbers of answers: all, from repeated networks, without proof, and per choice.

    ``opciones`` is {question key: {choice key: number}}.
    """

    total: int
    de_red_repetida: int
    sin_prueba: int
    opciones: dict


@dataclass(frozen=True)
class Resultados:
    """Publishable results: ``preguntas`` are (text, [(choice, number or None if reserved)])."""

    total: int
    de_red_repetida: int
    sin_prueba: int
    preguntas: tuple
    con_palabras: tuple[str, ...]

    @property
    def son_pocos(self):
        return es_poco(self.total)

    @property
    def muchas(self):
        """Number of answers of one network after which the others are counted separately."""
        return MUCHAS

    @property
    def graficos(self):
        if self.son_pocos or not self.total:
            return []
        return [self._chart(place, *item) for place, item in enumerate(self.preguntas, start=1)]

    def _chart(self, place, text, rows):
        return Barras(
            clave=f"pregunta-{place}",
            titulo=text,
            descripcion=ngettext(
                "Qué eligió la persona que respondió.",
                "Qué eligieron las %(total)d personas que respondieron.",
                self.total,
            )
            % {"total": self.total},
            filas=tuple((name, number, self._told(number)) for name, number in rows),
            tabla=Tabla(
                (_("Opción"), _("Personas"), _("De cada cien")),
                tuple((name, en_cifras(number), self._part(number)) for name, number in rows),
            ),
        )

    def _told(self, number):
        return en_cifras(number) if not number else f"{en_cifras(number)} ({self._part(number)} %)"

    def _part(self, number):
        return en_cifras(None if number is None else round(100 * number / self.total))

    def registros(self):
        """Return the columns and the rows of the results as open data."""
        fields = [_("pregunta"), _("opción"), _("personas")]
        shown = () if self.son_pocos else self.preguntas
        after_many = _("después de %(muchas)d de su misma red") % {"muchas": self.muchas}
        of_all = [
            (_("personas que respondieron"), self.total),
            (after_many, self.de_red_repetida),
            (_("antes de que se pidiera una prueba contra robots"), self.sin_prueba),
        ]
        rows = [
            *((_("todas"), name, None if self.son_pocos else number) for name, number in of_all),
            *((text, name, number) for text, rows in shown for name, number in rows),
        ]
        return fields, [
            dict(zip(fields, (text, name, en_cifras(number)), strict=True))
            for text, name, number in rows
        ]


def resultados(consulta, original):
    """Count the answers to ``original``, the Spanish page, with the texts of ``consulta``."""
    cuenta = contar(original)
    questions = [pregunta for pregunta in consulta.preguntas if pregunta.block_type != "texto"]
    return Resultados(
        total=cuenta.total,
        de_red_repetida=cuenta.de_red_repetida,
        sin_prueba=cuenta.sin_prueba,
        preguntas=tuple(
            (pregunta.value["texto"], _published(pregunta, cuenta.opciones, cuenta.total))
            for pregunta in questions
        ),
        con_palabras=tuple(
            pregunta.value["texto"]
            for pregunta in consulta.preguntas
            if pregunta.block_type == "texto"
        ),
    )


def contar(original):
    """Return the ``CuentaDeRespuestas`` of all answers, also of those already deleted."""
    kept = {
        "total": original.respuestas.count(),
        "de_red_repetida": original.respuestas.filter(de_red_repetida=True).count(),
        "sin_prueba": original.respuestas.filter(de_red_repetida=None).count(),
    }
    counted = defaultdict(Counter)
    if recuento := getattr(original, "recuento", None):
        kept = {name: number + getattr(recuento, name) for name, number in kept.items()}
        for question, numbers in recuento.opciones.items():
            counted[question].update(numbers)
    rows = (
        original.respuestas.filter(marcadas__isnull=False)
        .order_by()
        .values_list("marcadas__pregunta", "marcadas__opcion")
        .annotate(veces=Count("marcadas"))
    )
    for question, choice, number in rows:
        counted[question][choice] += number
    return CuentaDeRespuestas(opciones=counted, **kept)


def _published(pregunta, counted, total):
    choices = opciones(pregunta)
    if pregunta.value["otra"]:
        choices.append((OTRA, _("Otra")))
    numbers = {key: counted[pregunta.id][key] for key, _text in choices}
    if pregunta.block_type == "una":
        choices.append((_NONE, _("Sin respuesta")))
        numbers[_NONE] = total - sum(numbers.values())
        hidden = reservados(numbers)
    else:
        # Readers also know how many did not choose it: that number must not be small either.
        hidden = {
            key for key, number in numbers.items() if es_poco(number) or es_poco(total - number)
        }
    return [(text, None if key in hidden else numbers[key]) for key, text in choices]
