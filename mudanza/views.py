"""Views of the mudanzas: their list, a new one, its preview with the table, its results."""

from contextlib import suppress

from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Media
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from tableros.menu_entries import MenuGroup
from tableros.reports import Screen, ScreensViewSet
from tableros.views import PantallaMixin

from .forms import MudanzaForm, TablaForm
from .models import Hallazgo, Mudanza
from .permissions import may_move
from .traer.entidades import make_entidad
from .traer.palabras import suertes_de
from .traer.servicio import OcupadaError, confirm, start
from .traer.subidos import forget, last_day

_PER_PAGE = 50
_FIRST = 10


class MudanzaMixin(PantallaMixin):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = context.get("media", Media()) + Media(
            css={"all": ["css/importacion.css", "css/mudanza.css"]}, js=["js/importacion.js"]
        )
        return context


class IndexView(MudanzaMixin, TemplateView):
    template_name = "mudanza/index.html"

    def get_context_data(self, **kwargs):
        mudanzas = Mudanza.objects.select_related("site", "usuario")
        return super().get_context_data(**kwargs) | {"mudanzas": mudanzas}


class NuevaView(MudanzaMixin, FormView):
    form_class = MudanzaForm
    template_name = "mudanza/nueva.html"
    page_title = gettext_lazy("Traer un portal anterior")

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            mudanza = start(
                data["portal"].site,
                data["sistema"],
                archivo=form.path(),
                carpeta=form.folder(),
                direccion=data["direccion"],
                usuario=self.request.user,
            )
        except OcupadaError:  # begun since the form was checked
            form.add_busy()
            return self.form_invalid(form)
        return redirect("mudanza:ver", mudanza.pk)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class UnaMixin:
    """Mixin of the views of one mudanza."""

    model = Mudanza

    @cached_property
    def mudanza(self):
        return get_object_or_404(
            Mudanza.objects.select_related("site__root_page", "usuario"), pk=self.kwargs["pk"]
        )


class VerView(UnaMixin, MudanzaMixin, TemplateView):
    """Progress of a mudanza; the preview and its table while it waits; the results afterwards."""

    template_name = "mudanza/ver.html"
    form = None

    def get_page_title(self):
        return self.mudanza.origen

    def get_page_subtitle(self):
        return self.mudanza.site.site_name

    def post(self, request, *args, **kwargs):
        """Save the table; with «traer» in the data, also confirm the mudanza."""
        mudanza = self.mudanza
        if mudanza.estado != Mudanza.Estado.LISTA:
            messages.error(request, _("Esta mudanza ya no espera su confirmación."))
            return redirect("mudanza:ver", mudanza.pk)
        self.form = TablaForm(mudanza, request.POST)
        if not self.form.is_valid():
            messages.error(request, _("Algo de la tabla no se puede guardar: mírela otra vez."))
            response = self.get(request, *args, **kwargs)
            response.status_code = 422
            return response
        with transaction.atomic():
            # Two users may confirm or discard at once.
            locked = Mudanza.objects.select_for_update().get(pk=mudanza.pk)
            if locked.estado != Mudanza.Estado.LISTA:
                messages.error(request, _("Esta mudanza ya no espera su confirmación."))
                return redirect("mudanza:ver", mudanza.pk)
            self.form.save()
            if "traer" in request.POST:
                confirm(locked, request.user)
        if "traer" not in request.POST:
            messages.success(request, _("Se guardó la tabla."))
        return redirect("mudanza:ver", mudanza.pk)

    def get_context_data(self, **kwargs):
        mudanza = self.mudanza
        is_waiting = mudanza.estado == Mudanza.Estado.LISTA
        counted = mudanza.vista if is_waiting else mudanza.cuenta
        found = mudanza.hallazgos_ahora.filter(clase=Hallazgo.Clase.PROBLEMA)
        return super().get_context_data(**kwargs) | {
            "mudanza": mudanza,
            "progreso": mudanza.progreso if mudanza.is_working else None,
            "form": (self.form or TablaForm(mudanza)) if is_waiting else None,
            "suertes": suertes_de(counted),
            "perdido": mudanza.vista.get("perdido", {}) if is_waiting else {},
            "problemas": found[:_FIRST],
            "total_problemas": counted.get("problemas", 0),
            "hay_hallazgos": mudanza.hallazgos_ahora.exists(),
            "propuestas": mudanza.propuestas.filter(page=None).count(),
            "se_borra": last_day(mudanza),
        }


class HallazgosView(UnaMixin, MudanzaMixin, TemplateView):
    """List of all findings about single pieces."""

    template_name = "mudanza/hallazgos.html"
    page_title = gettext_lazy("Qué hay que saber de cada página")

    def get_page_subtitle(self):
        return self.mudanza.origen

    def get_context_data(self, **kwargs):
        found = self.mudanza.hallazgos_ahora
        chosen = self.request.GET.get("clase")
        if chosen in Hallazgo.Clase.values:
            found = found.filter(clase=chosen)
        page = Paginator(found, _PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "mudanza": self.mudanza,
            "pagina": page,
            "clase": chosen,
            "clases": Hallazgo.Clase.choices,
        }


class PropuestasView(UnaMixin, MudanzaMixin, TemplateView):
    """Proposals of entidades, found in the texts: those that a person ticks become drafts."""

    template_name = "mudanza/propuestas.html"
    page_title = gettext_lazy("Entidades que nombran los textos")

    def get_page_subtitle(self):
        return self.mudanza.origen

    def get_context_data(self, **kwargs):
        found = self.mudanza.propuestas.select_related("page")
        page = Paginator(found, _PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"mudanza": self.mudanza, "pagina": page}

    def post(self, request, *args, **kwargs):
        keys = [key for key in request.POST.getlist("propuesta") if key.isdecimal()]
        with transaction.atomic():
            # The second of two clicks finds the entidades of the first.
            Mudanza.objects.select_for_update().get(pk=self.mudanza.pk)
            chosen = self.mudanza.propuestas.filter(pk__in=keys[:_PER_PAGE], page=None)
            made = [proposal for proposal in chosen if make_entidad(proposal, request.user)]
        if not made:
            messages.error(request, _("Marque al menos una que no esté ya en el directorio."))
        else:
            text = ngettext(
                "Se creó %(n)d borrador en el directorio: complételo.",
                "Se crearon %(n)d borradores en el directorio: complételos.",
                len(made),
            )
            messages.success(request, text % {"n": len(made)})
        return redirect(request.get_full_path())


class MirarView(UnaMixin, View):
    """Makes a new preview of the same file, also after a failure."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        mudanza = self.mudanza
        # If a process is already working on it, the same screen shows its progress.
        with suppress(OcupadaError):
            start(
                mudanza.site,
                mudanza.sistema,
                archivo=mudanza.archivo,
                carpeta=mudanza.carpeta,
                direccion=mudanza.direccion,
                usuario=request.user,
            )
        return redirect("mudanza:ver", mudanza.pk)


class OlvidarView(UnaMixin, View):
    """Deletes the uploaded file before its time."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if forget(self.mudanza):
            messages.success(request, _("Se borró el archivo. Lo que ya se trajo sigue aquí."))
        return redirect("mudanza:ver", self.mudanza.pk)


class DescartarView(UnaMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        waiting = Mudanza.objects.filter(pk=self.mudanza.pk, estado=Mudanza.Estado.LISTA)
        if waiting.update(estado=Mudanza.Estado.DESCARTADA):
            messages.success(request, _("Se descartó: no se trajo nada más."))
        return redirect("mudanza:index")


_ONE = {"pk": Mudanza}


class MudanzaViewSet(ScreensViewSet):
    name = "mudanza"
    menu_label = gettext_lazy("Mudanza")
    icon = "download"
    menu_order = 110
    menu_group = MenuGroup.INSTALLATION
    menu_description = gettext_lazy("Traer noticias y páginas de un portal anterior.")
    add_to_settings_menu = True
    is_total = True
    addresses = (
        Screen("", IndexView, "index"),
        Screen("nueva/", NuevaView, "nueva"),
        Screen("<int:pk>/", VerView, "ver", _ONE),
        Screen("<int:pk>/paginas/", HallazgosView, "hallazgos", _ONE),
        Screen("<int:pk>/entidades/", PropuestasView, "propuestas", _ONE),
        Screen("<int:pk>/mirar/", MirarView, "mirar", _ONE),
        Screen("<int:pk>/olvidar/", OlvidarView, "olvidar", _ONE),
        Screen("<int:pk>/descartar/", DescartarView, "descartar", _ONE),
    )

    def may_enter(self, user):
        return may_move(user)
