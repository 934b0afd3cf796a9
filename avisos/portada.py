"""Block of front pages with the current avisos, and an invented example for its preview."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inicios.bloques import SeccionBlock

from .cards import AvisoCard
from .models import AvisoPage
from .vigentes import avisos_vigentes, seccion_de_avisos


class AvisosBlock(SeccionBlock):
    class Meta:
        icon = "warning"
        label = _("Avisos vigentes")
        description = _("Los avisos de ahora con su resumen. Encima de cada página están siempre.")
        admin_text = _("Se ven solos los avisos vigentes; si no hay, nada. No hay nada que llenar.")
        template = "avisos/portada.html"

    def get_contents(self, request, context):
        section = seccion_de_avisos(request)
        if section is None:
            return {}
        return {"avisos": avisos_vigentes(request), "url": section.get_url(request)}

    def get_example(self):
        return {"avisos": _example(), "url": "#"}


def _example():
    now = timezone.now()
    return [
        AvisoCard(
            pk=0,
            titulo=gettext("Corte de electricidad por mantenimiento"),
            resumen=gettext("El domingo de 8:00 a.m. a 2:00 p.m. en el reparto."),
            url="#",
            tipo=AvisoPage.Tipo.ELECTRICIDAD,
            fase=None,
            nivel=AvisoPage.Nivel.PRECAUCION,
            desde=now,
            termina=now + timedelta(days=1),
            sin_fin="",
            fuente="",
            actualizado=now,
            simulacro=False,
            de_la_provincia=False,
        )
    ]
