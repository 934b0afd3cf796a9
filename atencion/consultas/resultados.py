"""Results of a closed consulta: counts only, never the texts that people wrote."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atencion.estadisticas.reserva import en_cifras, es_poco, reservados, reservados_por_partes
from graficos import Barras, Tabla

from .cuenta import CuentaDeRespuestas, count_answers
from .redes import MUCHAS


@dataclass(frozen=True)
class Publicada:
    """A question with its publishable results.

    ``filas`` are (choice, number of answers, number without those of repeated networks); None
    means that a number is reserved.
    """

    texto: str
    filas: tuple[tuple[str, int | None, int | None], ...]

    @property
    def todas(self):
        return tuple((name, number) for name, number, _others in self.filas)

    @property
    def sin_redes(self):
        return tuple((name, number) for name, _number, number in self.filas)


@dataclass(frozen=True)
class Resultados:
    """Publishable results."""

    cuenta: CuentaDeRespuestas
    preguntas: tuple[Publicada, ...]
    con_palabras: tuple[str, ...]

    @property
    def son_pocos(self):
        return es_poco(self.cuenta.total)

    @property
    def muchas(self):
        """Number of answers of one network after which all of that network are told apart."""
        return MUCHAS

    @property
    def compara(self):
        """Whether there are answers both of repeated networks and of others."""
        return 0 < self.cuenta.de_red_repetida < self.cuenta.total

    @property
    def graficos(self):
        """Two charts of each question: all answers, and those without the repeated networks.

        The second is None if there is nothing to compare, or if all its numbers are reserved.
        """
        if self.son_pocos or not self.cuenta.total:
            return []
        return [self._charts(place, item) for place, item in enumerate(self.preguntas, start=1)]

    def _charts(self, place, pregunta):
        total, others = self.cuenta.total, self.cuenta.sin_redes
        every = _chart(
            f"pregunta-{place}",
            pregunta.texto,
            ngettext(
                "Qué eligió la persona que respondió.",
                "Qué eligieron las %(total)d personas que respondieron.",
                total,
            )
            % {"total": total},
            pregunta.todas,
            total,
        )
        if not self.compara or not any(number for _name, number in pregunta.sin_redes):
            return every, None
        return every, _chart(
            f"pregunta-{place}-sin-redes",
            _("%(pregunta)s · Sin las respuestas de una misma red") % {"pregunta": pregunta.texto},
            ngettext(
                "Qué eligió la persona que respondió desde otra red.",
                "Qué eligieron las %(total)d personas que respondieron desde otras redes.",
                others,
            )
            % {"total": others},
            pregunta.sin_redes,
            others,
        )

    def registros(self):
        """Return the columns and the rows of the results as open data."""
        cuenta = self.cuenta
        fields = [_("pregunta"), _("opción"), _("personas"), _("sin las de una misma red")]
        of_networks = ngettext(
            "de una red con más de %(muchas)d respuestas",
            "de %(redes)d redes con más de %(muchas)d respuestas",
            cuenta.redes_repetidas,
        ) % {"redes": cuenta.redes_repetidas, "muchas": self.muchas}
        of_all = [
            (_("personas que respondieron"), cuenta.total, cuenta.sin_redes),
            (of_networks, cuenta.de_red_repetida, 0),
        ]
        if self.son_pocos:
            rows = [(_("todas"), name, None, None) for name, *_numbers in of_all]
        else:
            rows = [
                *((_("todas"), *row) for row in of_all),
                *((item.texto, *row) for item in self.preguntas for row in item.filas),
            ]
        return fields, [
            dict(zip(fields, (text, name, *map(en_cifras, numbers)), strict=True))
            for text, name, *numbers in rows
        ]


def _chart(clave, titulo, descripcion, rows, total):
    return Barras(
        clave=clave,
        titulo=titulo,
        descripcion=descripcion,
        filas=tuple((name, number, en_parte(number, total)) for name, number in rows),
        tabla=Tabla(
            (_("Opción"), _("Personas"), _("De cada cien")),
            tuple((name, en_cifras(number), _part(number, total)) for name, number in rows),
        ),
    )


def en_parte(number, total):
    """Return a number of answers as text, with how many of each hundred it is."""
    return f"{en_cifras(number)} ({_part(number, total)} %)" if number else en_cifras(number)


def _part(number, total):
    return en_cifras(None if number is None else round(100 * number / total) if total else 0)


def resultados(consulta, original):
    """Count the answers to ``original``, the Spanish page, with the texts of ``consulta``."""
    cuenta = count_answers(original)
    return Resultados(
        cuenta=cuenta,
        preguntas=tuple(
            _publicada(pregunta, cuenta)
            for pregunta in consulta.preguntas
            if pregunta.block_type != "texto"
        ),
        con_palabras=tuple(
            pregunta.value["texto"]
            for pregunta in consulta.preguntas
            if pregunta.block_type == "texto"
        ),
    )


def _publicada(pregunta, cuenta):
    rows = cuenta.filas(pregunta)
    every = {key: number for key, _text, number, _others in rows}
    others = {key: number for key, _text, _number, number in rows}
    same = {key: every[key] - others[key] for key in every}
    if pregunta.block_type == "una":
        hidden = reservados(every)
        hidden_parts = reservados_por_partes((others, same), hidden)
    else:
        # Readers also know how many did not choose it: that number must not be small either.
        hidden = _small_parts(every, cuenta.total)
        hidden_parts = (
            hidden
            | _small_parts(others, cuenta.sin_redes)
            | _small_parts(same, cuenta.de_red_repetida)
        )
    return Publicada(
        pregunta.value["texto"],
        tuple(
            (
                text,
                None if key in hidden else every[key],
                None if key in hidden_parts and cuenta.sin_redes else others[key],
            )
            for key, text, *_numbers in rows
        ),
    )


def _small_parts(numbers, total):
    return {key for key, number in numbers.items() if es_poco(number) or es_poco(total - number)}
