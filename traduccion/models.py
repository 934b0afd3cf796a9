from django.db import models
from wagtail_localize.models import TranslationSource


class CambioDelOriginal(models.Model):
    """Since when the texts of an original differ from those that translators have.

    Wagtail Localize stores when somebody updated the translations, but not whether there was
    anything to update.
    """

    original = models.OneToOneField(
        TranslationSource, on_delete=models.CASCADE, related_name="cambio"
    )
    desde = models.DateTimeField()

    def __str__(self):
        return f"{self.original} ({self.desde})"
