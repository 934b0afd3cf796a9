"""The exceptions of an attempt to announce a page.

Their texts are for editors: in Spanish, without secrets and without URLs that contain one.
"""


class NoEnviadoError(Exception):
    """It certainly did not arrive, and another attempt will not help: a user has to act."""


class MasTardeError(Exception):
    """It certainly did not arrive, but a later attempt may succeed.

    ``espera`` is the number of seconds that the receiver asks to wait.
    """

    def __init__(self, motivo, espera=0):
        super().__init__(motivo)
        self.espera = espera


class SinRespuestaError(Exception):
    """It was sent, but no valid response came: it may have arrived or not."""


class SinNovedadError(Exception):
    """There is nothing to announce any more."""
