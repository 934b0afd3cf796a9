"""Admin screens of the import: what can be imported, the upload, the preview and the result."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.forms import Media
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from aislamiento.addresses import TEXT
from aislamiento.scope import scope_of
from tableros.reports import Screen, ScreensViewSet
from tableros.views import PantallaMixin

from . import hojas
from .forms import ArchivoForm
from .models import Fila, Importacion
from .palabras import Resumen, rows_of_page, with_states
from .permissions import destino_or_404, destinos_of, imports_at_all
from .readers import IlegibleError
from .servicio import is_short, receive, save

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 50
_LATEST = 20


class ImportarMixin(PantallaMixin):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = context.get("media", Media()) + Media(
            css={"all": ["css/importacion.css"]}, js=["js/importacion.js"]
        )
        return context


def imports_seen(user):
    """Return the imports that the user may see: their own, and others if ``sees_all`` says so."""
    seen = Importacion.objects.none()
    for destino in destinos_of(user):
        site = destino.portal.site
        here = Importacion.objects.filter(site=site)
        every = [each.nombre for each in destino.importadores if each.sees_all(user, site)]
        own = [each.nombre for each in destino.importadores if each.nombre not in every]
        seen |= here.filter(importador__in=every)
        seen |= here.filter(importador__in=own, usuario=user)
    return seen.select_related("usuario", "site")


class IndexView(ImportarMixin, TemplateView):
    template_name = "importacion/index.html"

    def get_context_data(self, **kwargs):
        destinos = destinos_of(self.request.user)
        if not destinos:
            raise PermissionDenied
        return super().get_context_data(**kwargs) | {
            "destinos": destinos,
            "recientes": with_states(imports_seen(self.request.user)[:_LATEST]),
        }


class DestinoMixin:
    """A view of one importer in one portal of the user."""

    def dispatch(self, request, *args, **kwargs):
        self.portal, self.importador = destino_or_404(request.user, kwargs["portal"], kwargs["que"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def site(self):
        return self.portal.site


class SubirView(DestinoMixin, ImportarMixin, FormView):
    form_class = ArchivoForm
    template_name = "importacion/subir.html"

    def get_page_title(self):
        return self.importador.titulo

    def get_page_subtitle(self):
        return self.site.site_name

    def form_valid(self, form):
        file = form.cleaned_data["archivo"]
        try:
            importacion = receive(self.importador, self.site, self.request.user, file, file.name)
        except IlegibleError as error:
            form.add_error("archivo", str(error))
            return self.form_invalid(form)
        return redirect("importacion:ver", importacion.pk)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "portal": self.portal,
            "importador": self.importador,
        }


def _download(content, name, content_type=_XLSX):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


class PlantillaView(DestinoMixin, View):
    def get(self, request, *args, **kwargs):
        content = hojas.template(self.importador, self.site, request.user)
        return _download(content, f"plantilla-{self.importador.nombre}.xlsx")


class ExportarView(DestinoMixin, View):
    def get(self, request, *args, **kwargs):
        name = f"{self.importador.nombre}-{self.portal.slug}-{localtime():%Y-%m-%d}"
        if "hoja" not in request.GET:
            content = hojas.exported(self.importador, self.site, request.user)
            return _download(content, f"{name}.xlsx")
        wanted = request.GET["hoja"]
        hoja = next(
            (hoja for hoja in self.importador.hojas if slugify(hoja.nombre) == wanted), None
        )
        if hoja is None:
            raise Http404
        content = hojas.exported_csv(self.importador, self.site, request.user, hoja)
        return _download(content, f"{name}-{wanted}.csv", "text/csv; charset=utf-8")


class ImportacionMixin:
    """A view of one import that the user may see."""

    model = Importacion

    @cached_property
    def importacion(self):
        return get_object_or_404(imports_seen(self.request.user), pk=self.kwargs["pk"])


class VistaPreviaView(ImportacionMixin, ImportarMixin, TemplateView):
    template_name = "importacion/ver.html"

    def get_page_title(self):
        return self.importacion.archivo

    def get_page_subtitle(self):
        return self.importacion.site.site_name

    def get_context_data(self, **kwargs):
        importacion = self.importacion
        resumen = Resumen(importacion)
        # Rows with errors come first, the rest in the order of the file.
        is_wrong = Case(When(estado=Fila.Estado.ERROR, then=0), default=1)
        filas = importacion.filas.order_by(is_wrong, "orden")
        chosen = self.request.GET.get("estado")
        if chosen in Fila.Estado.values:
            filas = filas.filter(estado=chosen)
        page = Paginator(filas, _PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "importacion": importacion,
            "importador": importacion.importer,
            "portal": scope_of(self.request.user).portales.get(site=importacion.site),
            "resumen": resumen,
            "progreso": importacion.progreso if importacion.is_working else None,
            "estado": chosen,
            "pagina": page,
            "filas": rows_of_page(page, self.request.user),
        }


class ErroresView(ImportacionMixin, View):
    def get(self, request, *args, **kwargs):
        return _download(hojas.errors(self.importacion), f"errores-{self.importacion.pk}.xlsx")


class ConfirmarView(ImportacionMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        importacion, resumen = self.importacion, Resumen(self.importacion)
        if importacion.estado != Importacion.Estado.LISTA or not resumen.can_be_saved:
            messages.error(request, _("Esta carga ya no espera su confirmación."))
            return redirect("importacion:ver", importacion.pk)
        if request.POST.get("vista") != str(importacion.vista):
            messages.error(request, _("La lista cambió mientras usted la miraba. Mírela de nuevo."))
            return redirect("importacion:ver", importacion.pk)
        importacion.usuario = request.user
        importacion.envia_a_moderacion = "moderar" in request.POST
        importacion.cambio_entretanto = False
        importacion.save(update_fields=["usuario", "envia_a_moderacion", "cambio_entretanto"])
        if not is_short(importacion):
            waiting = Importacion.objects.filter(pk=importacion.pk, estado=Importacion.Estado.LISTA)
            waiting.update(estado=Importacion.Estado.POR_GUARDAR)
        elif save(importacion):
            messages.success(request, _("Se guardó todo lo que traía el archivo."))
        return redirect("importacion:ver", importacion.pk)


class DescartarView(ImportacionMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        waiting = Importacion.objects.filter(
            pk=self.importacion.pk, estado=Importacion.Estado.LISTA
        )
        if waiting.update(estado=Importacion.Estado.DESCARTADA):
            messages.success(request, _("Se descartó el archivo: no se guardó nada."))
        return redirect("importacion:index")


_SECTION = {"portal": TEXT, "que": TEXT}  # the views search the portal among those of the user
_IMPORT = {"pk": Importacion}


class ImportarViewSet(ScreensViewSet):
    name = "importacion"
    url_prefix = "importar"
    menu_label = gettext_lazy("Importar")
    icon = "upload"
    menu_order = 250
    add_to_admin_menu = True
    addresses = (
        Screen("", IndexView, "index"),
        Screen("carga/<int:pk>/", VistaPreviaView, "ver", _IMPORT),
        Screen("carga/<int:pk>/errores/", ErroresView, "errores", _IMPORT),
        Screen("carga/<int:pk>/confirmar/", ConfirmarView, "confirmar", _IMPORT),
        Screen("carga/<int:pk>/descartar/", DescartarView, "descartar", _IMPORT),
        Screen("<slug:portal>/<slug:que>/", SubirView, "subir", _SECTION),
        Screen("<slug:portal>/<slug:que>/plantilla/", PlantillaView, "plantilla", _SECTION),
        Screen("<slug:portal>/<slug:que>/exportar/", ExportarView, "exportar", _SECTION),
    )

    def is_offered_to(self, user):
        return imports_at_all(user)
