"""Count of the answers to a consulta: of all, and without those of repeated networks."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from .blocks import OTRA, opciones
from .redes import repetidas

SIN_RESPUESTA = ""


@dataclass(frozen=True)
class CuentaDeRespuestas:
    """Numbers of answers, as ``RecuentoDeConsulta`` stores them.

    ``opciones`` is {question key: {choice key: number}}; ``opciones_sin_redes`` is the same without
    the answers of repeated networks.
    """

    total: int
    de_red_repetida: int
    redes_repetidas: int
    opciones: dict
    opciones_sin_redes: dict

    @property
    def sin_redes(self):
        """Number of answers without those of repeated networks."""
        return self.total - self.de_red_repetida

    def filas(self, pregunta):
        """Return the choices of a question as [(key, text, number, number without networks)]."""
        choices = opciones(pregunta)
        if pregunta.value["otra"]:
            choices.append((OTRA, _("Otra")))
        every, others = self.opciones[pregunta.id], self.opciones_sin_redes[pregunta.id]
        rows = [(key, text, every[key], others[key]) for key, text in choices]
        if pregunta.block_type == "una":
            silent = self.total - sum(row[2] for row in rows)
            silent_others = self.sin_redes - sum(row[3] for row in rows)
            rows.append((SIN_RESPUESTA, _("Sin respuesta"), silent, silent_others))
        return rows


def count_answers(original):
    """Return the ``CuentaDeRespuestas`` of all answers, also of those already deleted.

    ``original`` is the Spanish page, which holds the answers in every language.
    """
    networks = list(repetidas(original.redes).values_list("pk", flat=True))
    answers = original.respuestas.all()
    others = answers.exclude(red__in=networks)
    total = answers.count()
    numbers = {
        "total": total,
        "de_red_repetida": total - others.count() if networks else 0,
        "redes_repetidas": len(networks),
    }
    choices = {
        "opciones": _choices(answers),
        "opciones_sin_redes": _choices(others),
    }
    if recuento := getattr(original, "recuento", None):
        numbers = {name: number + getattr(recuento, name) for name, number in numbers.items()}
        for name, counted in choices.items():
            for question, stored in getattr(recuento, name).items():
                counted[question].update(stored)
    return CuentaDeRespuestas(**numbers, **choices)


def _choices(answers):
    counted = defaultdict(Counter)
    rows = (
        answers.filter(marcadas__isnull=False)
        .order_by()
        .values_list("marcadas__pregunta", "marcadas__opcion")
        .annotate(veces=Count("marcadas"))
    )
    for question, choice, number in rows:
        counted[question][choice] += number
    return counted
