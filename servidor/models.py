from django.db import models


class Latido(models.Model):
    """The last moment at which the clock of the server was believed: one row for all machines."""

    visto = models.DateTimeField()

    def __str__(self):
        return f"{self.visto:%Y-%m-%d %H:%M}"
