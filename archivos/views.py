"""Edit forms of images and documents, which say what happens to a change."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.documents.views import documents
from wagtail.images.views import images

from aislamiento.offered_files import usos
from base.models import PortalImage
from equipos.roles import PUBLISH_OWN_EDITS
from tableros.alcance import names_of
from tableros.filas import how_long

from .cambios import Estado
from .queries import latest

CORREGIR = "corregir"  # GET parameter: start the form with the data of the returned cambio


def url_of(cambio):
    """Return the URL of the screen where ``cambio`` is decided, which stands in ``moderacion``."""
    return reverse("moderacion:archivo", args=[cambio.pk])


def edit_url(archivo):
    name = "wagtailimages:edit" if isinstance(archivo, PortalImage) else "wagtaildocs:edit"
    return reverse(name, args=[archivo.pk])


def where(found):
    """Return in words where a file is used; names no page, as the user may not see them all."""
    if found.paginas:
        return ngettext(
            "Este archivo está en %(paginas)d página publicada o por publicar.",
            "Este archivo está en %(paginas)d páginas publicadas o por publicar.",
            len(found.paginas),
        ) % {"paginas": len(found.paginas)}
    if found.datos:
        return _("Este archivo está en los datos del portal y se ve en todas sus páginas.")
    return _("Este archivo está en otros datos que ven los ciudadanos, fuera de las páginas.")


class EsperaViewMixin:
    """Edit view of a file that explains, before and after sending, what happens to a change."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        self._explain()
        return response

    @cached_property
    def is_correcting(self):
        """Whether the form starts with the user's last cambio, which was given back."""
        cambio = latest(self.object)
        return (
            self.request.method == "GET"
            and CORREGIR in self.request.GET
            and cambio is not None
            and cambio.estado == Estado.DEVUELTO
            and cambio.enviado_por_id == self.request.user.pk
        )

    def get_initial(self):
        initial = super().get_initial()
        return initial | latest(self.object).datos if self.is_correcting else initial

    def _explain(self):
        cambio, user = latest(self.object), self.request.user
        if cambio is not None and cambio.estado == Estado.ESPERA:
            text = _(
                "Un cambio de este archivo espera desde hace %(tiempo)s a que lo apruebe otra "
                "persona. Si envía otro, aquel se retira."
            ) % {"tiempo": how_long(cambio.enviado)}
            button = messages.button(url_of(cambio), _("Ver el cambio"))
            messages.info(self.request, text, buttons=[button])
        elif found := usos(self.object):
            if cambio is not None and cambio.estado == Estado.DEVUELTO:
                by = names_of(user, [cambio.decidido_por_id]).get(cambio.decidido_por_id)
                messages.warning(
                    self.request,
                    _("El último cambio lo devolvió %(por)s: «%(comentario)s»")
                    % {"por": by or _("la moderación"), "comentario": cambio.comentario},
                    buttons=[messages.button(url_of(cambio), _("Ver el cambio"))],
                )
                if self.is_correcting:
                    text = _(
                        "Los textos son los de su cambio devuelto. El archivo hay que elegirlo "
                        "otra vez."
                    )
                    messages.info(self.request, text)
            what_happens = (
                _("Lo que cambie aquí se ve enseguida y se avisa a quienes moderan.")
                if user.has_perm(PUBLISH_OWN_EDITS)
                else _(
                    "Lo que cambie aquí espera a que lo apruebe otra persona; hasta entonces los "
                    "ciudadanos ven lo de ahora."
                )
            )
            messages.info(self.request, f"{where(found)} {what_happens}")

    def save_instance(self):
        if not self.form.espera:
            return super().save_instance()
        return self.form.save()  # nothing is edited yet: no edit entry in the log

    def get_success_message(self):
        if not self.form.espera:
            return super().get_success_message()
        return _("«%(titulo)s»: el cambio se envió a moderación. El archivo sigue como estaba.") % {
            "titulo": self.object.title
        }

    def get_success_buttons(self):
        if not self.form.espera:
            return super().get_success_buttons()
        return [messages.button(url_of(latest(self.object)), _("Ver el cambio"))]


class ImagenEditView(EsperaViewMixin, images.EditView):
    pass


class DocumentoEditView(EsperaViewMixin, documents.EditView):
    pass
