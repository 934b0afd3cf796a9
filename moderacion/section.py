"""Contribution of ``moderacion`` to the other apps: log actions, visibility rules and URLs."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from aislamiento.addresses import TEXT, describe
from aislamiento.rules import through
from base.models import PortalDocument, PortalImage
from base.sections import Section

from .archivos import cambios
from .archivos.queries import of_seen_files
from .borrador_propio import DESECHAR
from .compartidos import enlaces
from .dashboard.encargo import ACTION as ENCARGAR
from .models import CambioDeArchivo, EnlaceDeBorrador, PedidoDeRetiro
from .retiros import pedidos
from .urgentes import URGENT_ACTION

SECTION = Section(
    log_actions={
        cambios.SENT: (_("Cambio de un archivo enviado"), _("Se envió a moderación un cambio")),
        cambios.APPROVED: (
            _("Cambio de un archivo aprobado"),
            _("Se aprobó el cambio que esperaba"),
        ),
        cambios.RETURNED: (
            _("Cambio de un archivo devuelto"),
            _("Se devolvió el cambio: «%(comentario)s»"),
        ),
        cambios.WITHDRAWN: (
            _("Cambio de un archivo retirado"),
            _("Se retiró el cambio que esperaba"),
        ),
        cambios.URGENT: (
            _("Cambio de un archivo con urgencia"),
            _("Cambiado con urgencia, sin moderación"),
        ),
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
    visible={CambioDeArchivo: of_seen_files, (EnlaceDeBorrador, PedidoDeRetiro): through("pagina")},
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
        **describe("", "editar_imagen", image_id=PortalImage),
        **describe("", "editar_documento", document_id=PortalDocument),
    },
)
