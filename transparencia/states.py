"""States that are told by a drawing beside their words, and never by colour alone."""

from django.db import models


class States(models.TextChoices):
    """Each is a value, the name of its ``icono``, and its words."""

    def __new__(cls, value, icono):
        state = str.__new__(cls, value)
        state._value_ = value
        state.icono = icono
        return state
