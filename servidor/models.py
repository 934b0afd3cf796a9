from django.db import models


class Latido(models.Model):
    """The last time at which the server clock was trusted; one row for all machines."""

    visto = models.DateTimeField()

    def __str__(self):
        return f"{self.visto:%Y-%m-%d %H:%M}"
