from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from atencion.vistas import entrada, respondemos, seguimiento
from base.blocks import CuerpoBlock
from base.chrome import Link
from base.hallazgos import Ayuda
from base.models import BasePage
from directorio.jerarquia import why_not_in_tree


class AtencionPage(RoutablePageMixin, BasePage):
    """The entrance of one portal to Atención a la Población."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("La entrada a Atención a la Población. Hay una sola.")

    oficina = models.ForeignKey(
        "directorio.EntidadPage",
        verbose_name=_("oficina"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("La entidad del directorio cuyos teléfonos, dirección y horario se muestran."),
    )
    cuerpo = StreamField(CuerpoBlock(), verbose_name=_("qué esperar"), blank=True)

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

    @path("")
    def entrada(self, request):
        return entrada.entrada(request, self)

    @path("escribir/<slug:tipo>/")
    def escribir(self, request, tipo):
        return entrada.escribir(request, self, tipo)

    @path("acuse/")
    def acuse(self, request):
        return entrada.acuse(request, self)

    @path("acuse/texto/")
    def acuse_texto(self, request):
        return entrada.acuse_texto(request, self)

    @path("seguimiento/")
    def seguimiento(self, request):
        return seguimiento.entrar(request, self)

    @path("seguimiento/caso/")
    def caso_propio(self, request):
        return seguimiento.caso(request, self)

    @path("seguimiento/adjunto/<int:pk>/")
    def adjunto_propio(self, request, pk):
        return seguimiento.adjunto(request, self, pk)

    @path("seguimiento/salir/")
    def salir(self, request):
        return seguimiento.salir(request, self)

    @path("seguimiento/<slug:nombre>/")
    def accion_propia(self, request, nombre):
        return seguimiento.accion(request, self, nombre)

    @path("como-respondemos/")
    def como_respondemos(self, request):
        return respondemos.pagina(request, self)

    @path("como-respondemos/csv/")
    def como_respondemos_csv(self, request):
        return respondemos.tabla(request, self)

    def clean(self):
        super().clean()
        if self.oficina and self.path and (error := why_not_in_tree(self.path, self.oficina)):
            raise ValidationError({"oficina": error})

    def get_help(self, request):
        return Ayuda(
            gettext("¿No lo encuentra? Pregunte"),
            enlaces=(Link(self.title, self.get_url(request)),),
        )

    def check_request_method(self, request, serve_args=(), serve_kwargs=None):
        """Let forms be sent; each view says by itself what it takes."""
        if request.method == "POST":
            return None
        return super().check_request_method(request, serve_args, serve_kwargs)
