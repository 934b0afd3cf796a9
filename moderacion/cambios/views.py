"""The page where a cambio of a file is decided."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from PIL import Image as PILImage
from PIL import ImageOps
from wagtail.admin import messages
from wagtail.admin.compare import TextDiff
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from aislamiento.offered_files import may_show, portal_of_collection, usos
from aislamiento.scope import scope_of
from archivos.cambios import Estado, approve, form_of, give_back, withdraw
from archivos.models import CambioDeArchivo
from archivos.queries import decides, may_change, returned
from archivos.views import CORREGIR, edit_url, url_of, where
from moderacion.dashboard.filas import make_filas, with_relations
from moderacion.queries import moderates
from tableros.alcance import names_of, portales_of
from tableros.filas import how_long

from .forms import DevolverForm

_PREVIEW = (800, 600)
_NAMED = 10  # pages listed by title


@dataclass(frozen=True)
class Dato:
    """One field that a cambio changes, with the difference as HTML."""

    etiqueta: str
    diferencia: str


class CambioMixin:
    """Access to a cambio for users who may change its file or publish in its portal."""

    @cached_property
    def cambio(self):
        changes = CambioDeArchivo.objects.select_related("imagen", "documento", "enviado_por")
        cambio = get_object_or_404(changes, pk=self.kwargs["cambio_id"])
        user = self.request.user
        if not (may_show(user, cambio.original) or may_change(user, cambio.original)):
            raise PermissionDenied
        return cambio


class CambioView(CambioMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows what a cambio changes, and takes the decision."""

    page_title = gettext_lazy("Cambio de un archivo")
    template_name = "moderacion/cambios/cambio.html"

    @property
    def header_icon(self):
        return "image" if self.cambio.imagen else "doc-full-inverse"

    def get_page_subtitle(self):
        return self.cambio.original.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_header_title()}]

    def post(self, request, *args, **kwargs):
        decision = request.POST.get("decision")
        if decision not in ("aprobar", "devolver", "retirar"):
            raise BadRequest("unknown decision")
        may = self.may_withdraw if decision == "retirar" else decides(request.user, self.cambio)
        if not may:
            raise PermissionDenied
        if decision == "devolver" and not self.form.is_valid():
            messages.error(request, _("Escriba qué hay que cambiar antes de devolver."))
            return self.get(request, *args, **kwargs)
        try:
            said = self._decide(decision)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(url_of(self.cambio))
        messages.success(request, said % {"titulo": self.cambio.original.title})
        return redirect(self._next(decision))

    def _next(self, decision):
        """Return where to redirect; administrators may decide too, but have no queue."""
        if decision == "retirar":
            return edit_url(self.cambio.original)
        return "moderacion:cola" if moderates(self.request.user) else url_of(self.cambio)

    def _decide(self, decision):
        user = self.request.user
        if decision == "aprobar":
            approve(self.cambio, user=user)
            return _("«%(titulo)s»: aprobado. Los ciudadanos ven desde ahora el archivo nuevo.")
        if decision == "devolver":
            give_back(self.cambio, self.form.cleaned_data["comentario"], user=user)
            return _("«%(titulo)s»: devuelto con su comentario. El archivo sigue como estaba.")
        withdraw(self.cambio, user=user)
        return _("«%(titulo)s»: el cambio se retiró. El archivo sigue como estaba.")

    @property
    def may_withdraw(self):
        """Only the sender may withdraw: a withdrawal by somebody else would not notify them."""
        user = self.request.user
        return self.cambio.enviado_por_id == user.pk and self.may_change

    @property
    def may_change(self):
        return may_change(self.request.user, self.cambio.original)

    @cached_property
    def came_back(self):
        """Whether the cambio was given back and can still be corrected."""
        return returned().filter(pk=self.cambio.pk).exists()

    @cached_property
    def form(self):
        return DevolverForm(self.request.POST or None)

    def get_context_data(self, **kwargs):
        cambio, user = self.cambio, self.request.user
        waits = cambio.estado == Estado.ESPERA
        portal = portal_of_collection(cambio.original.collection)
        found = usos(cambio.original)
        edits = edit_url(cambio.original) if self.may_change else ""
        return super().get_context_data(**kwargs) | {
            "cambio": cambio,
            "original": cambio.original,
            "portal": portal.site.site_name if portal else "",
            "autor": names_of(user, [cambio.enviado_por_id]).get(cambio.enviado_por_id),
            "tiempo": how_long(cambio.enviado),
            "donde": where(found) if found else "",
            **self.get_pages(found.paginas),
            "nuevo_url": reverse("moderacion:archivo_nuevo", args=[cambio.pk]),
            "nombre": PurePath(cambio.file.name).name if cambio.file else "",
            "editar_url": edits,
            "corregir_url": f"{edits}?{CORREGIR}=1"
            if edits and self.may_withdraw and self.came_back
            else "",
            "espera": waits,
            "volvio": self.came_back,
            "datos": self.get_data() if waits or self.came_back else [],
            "decide": waits and decides(user, cambio),
            "es_propio": cambio.enviado_por_id == user.pk,
            "retira": (waits or self.came_back) and self.may_withdraw,
            "form": self.form,
        }

    def get_pages(self, keys):
        """Return the pages that use the file: as rows if the user sees them, else as a count."""
        user = self.request.user
        seen = scope_of(user).filter(Page.objects.filter(pk__in=keys)).order_by("title", "pk")
        total = seen.count()
        return {
            "paginas": make_filas(with_relations(seen)[:_NAMED], user, portales_of(user)),
            "paginas_de_mas": max(total - _NAMED, 0),
            "paginas_ajenas": len(keys) - total,
        }

    def get_data(self):
        """Return the changed fields except the file itself, with the labels of the form."""
        before = self.cambio.original
        form = form_of(self.cambio, original=type(before).objects.get(pk=before.pk))
        form.is_valid()
        data = [
            Dato(form.fields[name].label, _difference(before, form.instance, name))
            for name in self.cambio.datos
            if not form.fields[name].widget.is_hidden
        ]
        if any(name.startswith("focal_point") for name in self.cambio.datos):
            text = _("Se cambia: las miniaturas se recortan de otro modo.")
            data.append(Dato(_("Punto de interés"), text))
        return data


def _difference(before, after, name):
    values = [_in_words(archivo, name) for archivo in (before, after)]
    changes = zip(("deletion", "addition"), values, strict=True)
    return TextDiff([(kind, text) for kind, text in changes if text], separator=" ").to_html()


def _in_words(archivo, name):
    display = getattr(archivo, f"get_{name}_display", None)
    return str((display() if display else getattr(archivo, name)) or "")


class NuevoView(CambioMixin, View):
    """Serves the file of a cambio: an image as a preview, a document as a download."""

    def get(self, request, *args, **kwargs):
        file = self.cambio.file
        if not file:
            raise Http404
        if self.cambio.documento:
            return FileResponse(
                file.open("rb"), as_attachment=True, filename=PurePath(file.name).name
            )
        picture = BytesIO()
        with PILImage.open(file.open("rb")) as image:
            small = ImageOps.exif_transpose(image)
            small.thumbnail(_PREVIEW)
            small.convert("RGBA").save(picture, "WEBP")
        return HttpResponse(picture.getvalue(), content_type="image/webp")
