from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from base.models import BasePage, IndexPage
from base.models.fields import BlocksField, reference
from directorio.bloques import CuerpoBlock
from directorio.jerarquia import why_not_in_tree


class AtencionPage(IndexPage):
    """The entry page of Atención a la Población of one portal."""

    subpage_types = []
    page_description = _("La entrada a Atención a la Población. Hay una sola.")

    oficina = reference(
        "directorio.EntidadPage",
        _("oficina"),
        help_text=_("La entidad del directorio cuyos teléfonos, dirección y horario se muestran."),
    )
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("qué esperar"), blank=True)

    del_original = ("oficina",)
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("oficina"),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]

    class Meta:
        verbose_name = _("atención a la población")
        verbose_name_plural = _("páginas de atención a la población")

    def clean(self):
        super().clean()
        if self.oficina and self.path and (error := why_not_in_tree(self.path, self.oficina)):
            raise ValidationError({"oficina": error})
