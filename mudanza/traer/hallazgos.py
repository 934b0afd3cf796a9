"""Findings about single pieces, up to as many as a person can read."""

from collections import Counter

from base.texto import xml_text
from mudanza.models import Hallazgo

MOST = 2000  # stored of each kind; further problems are only counted


class Hallazgos:
    """Collects findings until ``write`` saves them; ``problems`` counts all problems."""

    def __init__(self, mudanza, *, al_traer):
        self.mudanza, self.al_traer = mudanza, al_traer
        self.rows = []
        self.told = Counter()  # {kind: how many}
        self.problems = 0

    def resume(self, problems):
        """Continue after the findings that were saved before; ``problems`` were counted then."""
        told = self.mudanza.hallazgos.filter(al_traer=self.al_traer).order_by()
        self.told = Counter(told.values_list("clase", flat=True))
        self.problems = problems

    def add(self, mirada):
        que = " ".join(mirada.pieza.titulo.split()) or mirada.pieza.alias or mirada.pieza.clave
        for motivo, times in mirada.perdido.items():
            told = motivo if times == 1 else f"{motivo} (×{times})"
            self.add_lost(que, told)
        for motivo in mirada.problemas:
            self.add_problem(que, motivo)

    def add_lost(self, que, motivo):
        self._add(Hallazgo.Clase.PERDIDO, que, motivo)

    def add_problem(self, que, motivo):
        self.problems += 1
        self._add(Hallazgo.Clase.PROBLEMA, que, motivo)

    def _add(self, clase, que, motivo):
        if self.told[clase] < MOST:
            self.told[clase] += 1
            self.rows.append(
                Hallazgo(
                    mudanza=self.mudanza,
                    clase=clase,
                    al_traer=self.al_traer,
                    que=xml_text(str(que))[:255],
                    motivo=str(motivo)[:255],
                )
            )

    def write(self):
        """Save the collected findings, and begin a new list."""
        rows, self.rows = self.rows, []
        Hallazgo.objects.bulk_create(rows, batch_size=500)
