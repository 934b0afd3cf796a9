"""Contribution of ``moderacion`` to the other apps: log actions, visibility rules and URLs."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from aislamiento.addresses import TEXT, describe
from aislamiento.rules import through
from archivos.models import CambioDeArchivo
from base.sections import Section

from .borrador_propio import DESECHAR
from .compartidos import enlaces
from .dashboard.encargo import ACTION as ENCARGAR
from .models import EnlaceDeBorrador, PedidoDeRetiro
from .retiros import pedidos
from .urgentes import URGENT_ACTION

SECTION = Section(
    log_actions={
        pedidos.ASKED: (_("Retiro pedido"), _("Se pidió retirarla: «%(motivo)s»")),
        pedidos.REFUSED: (_("Retiro negado"), _("No se retiró: «%(comentario)s»")),
        pedidos.WITHDRAWN: (_("Retiro anulado"), _("Se anuló el pedido de retirarla")),
        enlaces.CREATED: (
            _("Enlace de un borrador"),
            _("Se dio un enlace para mostrar el borrador %(dias)s días a «%(para)s»"),
        ),
        enlaces.OPENED: (
            _("Enlace abierto"),
            _("Se abrió por primera vez el enlace del borrador dado a «%(para)s»"),
        ),
        enlaces.REVOKED: (
            _("Enlace revocado"),
            _("Se revocó el enlace del borrador dado a «%(para)s»"),
        ),
        URGENT_ACTION: (
            _("Publicar con urgencia"),
            _("Publicada con urgencia, sin moderación, por quien hizo el último cambio"),
        ),
        DESECHAR: (
            _("Borrador propio desechado"),
            _("Desechó su borrador: vuelve a esperar lo que se había enviado"),
        ),
        ENCARGAR: (_("Encargo"), _("A cargo de %(persona)s")),
    },
    visible={(EnlaceDeBorrador, PedidoDeRetiro): through("pagina")},
    addresses={
        # The lists and the queue filter by the scope of the user themselves.
        **describe("moderacion", "cola cola_results personas"),
        **describe("moderacion", "decidir", query={"tarea": TaskState}),
        **describe("moderacion", "revisar enviar_traduccion", page_id=Page),
        **describe("moderacion", "lista", lista=TEXT),
        **describe("moderacion", "encargar", is_total=True, portal=TEXT),
        **describe("moderacion", "archivo archivo_nuevo", cambio_id=CambioDeArchivo),
        **describe("moderacion", "pedir_retiro enlaces", page_id=Page),
        **describe("moderacion", "revocar_enlace", enlace_id=EnlaceDeBorrador),
        **describe("moderacion", "retiro", pedido_id=PedidoDeRetiro),
    },
)
