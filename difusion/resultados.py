"""How an attempt to announce something may end, other than well.

The text of each is for editors: in Spanish, without keys and without addresses that hold one.
"""


class NoEnviadoError(Exception):
    """It did not arrive, for certain, and will not by trying again: somebody has to act."""


class MasTardeError(Exception):
    """It did not arrive, for certain; later it may.

    ``espera`` is for how many seconds the peer does not want to be asked.
    """

    def __init__(self, motivo, espera=0):
        super().__init__(motivo)
        self.espera = espera


class SinRespuestaError(Exception):
    """It left, and nobody said what became of it."""


class SinNovedadError(Exception):
    """There is nothing to announce any more."""
