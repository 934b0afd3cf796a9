from django.db import models
from wagtail_localize.models import TranslationSource


class CambioDelOriginal(models.Model):
    """Since when the texts of an original are not those from which it was last translated.

    Wagtail Localize knows when somebody brought a translation up to date, and not whether
    there was anything to bring.
    """

    original = models.OneToOneField(
        TranslationSource, on_delete=models.CASCADE, related_name="cambio"
    )
    desde = models.DateTimeField()

    def __str__(self):
        return f"{self.original} ({self.desde})"
