"""Views of the lists behind the figures: pages, and people who wrote in the last 30 days."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import BaseListingView

from aislamiento.scope import scope_of
from base.models import PortalSettings
from equipos.gestion import keeps_all
from tableros.alcance import (
    below,
    edits_pages,
    listed_pages,
    portales_of,
    reported_pages,
    reported_portales,
)
from tableros.filas import how_long
from tableros.views import ContadoMixin

from .actividad import writing
from .cola import PAGINAS
from .encargo import EncargoForm, entrust
from .filas import make_filas, with_relations
from .listas import SIN_PERSONA, get_lista, lista_url, mine, pages_of


class PortalListingMixin(ContadoMixin):
    """List for the portal in ``?portal=``, or for all portals that the user may see."""

    @cached_property
    def portal(self):
        slug = self.request.GET.get("portal")
        if not slug:
            return None
        record = scope_of(self.request.user).portales.filter(slug=slug).first()
        if record is None:
            raise Http404
        return record

    @cached_property
    def reported(self):
        return reported_portales(self.request.user)

    def of_portal(self, pages):
        return pages.filter(below(self.portal)) if self.portal else pages

    def get_page_subtitle(self):
        return self.portal.site.site_name if self.portal else ""

    def get_index_url(self):
        return self.request.path


class ListaView(PortalListingMixin, BaseListingView):
    """The list of pages behind one figure of a dashboard."""

    header_icon = "list-ul"
    results_template_name = "moderacion/dashboard/lista_results.html"
    paginate_by = 30
    counted = PAGINAS

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.lista = get_lista(kwargs["lista"])

    def dispatch(self, request, *args, **kwargs):
        if not (edits_pages(request.user) or len(self.reported)):
            raise PermissionDenied
        if self.lista is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.lista.titulo

    def get_base_queryset(self):
        pages = self.of_portal(listed_pages(self.request.user))
        if self.request.GET.get("de") == "mias":
            pages = pages.filter(mine(self.request.user))
        return with_relations(pages_of(self.lista, pages))

    @property
    def no_results_message(self):
        return self.lista.vacia

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        entrusts = self.lista is SIN_PERSONA and keeps_all(user)
        return context | {
            "filas": make_filas(context["object_list"], user, portales_of(user)),
            "encarga": entrusts,
            "portal": self.portal,
            "encargo": self.encargo if entrusts and self.portal else None,
        }

    @cached_property
    def encargo(self):
        return EncargoForm(self.portal)


class EncargarView(ListaView):
    """Puts a person in charge of pages without owner; shows the list again after an error."""

    http_method_names = ["post"]

    def setup(self, request, *args, portal, **kwargs):
        super().setup(request, *args, lista=SIN_PERSONA.slug, **kwargs)
        self.portal = get_object_or_404(PortalSettings, slug=portal)

    def dispatch(self, request, *args, **kwargs):
        if not keeps_all(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def encargo(self):
        return EncargoForm(self.portal, self.request.POST)

    def get_index_url(self):
        return reverse("moderacion:lista", args=[SIN_PERSONA.slug])

    def post(self, request, **kwargs):
        if not self.encargo.is_valid():
            for errors in self.encargo.errors.values():
                messages.error(request, errors[0])
            return self.get(request, **kwargs)
        chosen = self.encargo.cleaned_data
        total = len(chosen["paginas"])
        entrust(**chosen, user=request.user)
        messages.success(
            request,
            ngettext(
                "%(nombre)s tiene a su cargo %(total)d página más.",
                "%(nombre)s tiene a su cargo %(total)d páginas más.",
                total,
            )
            % {"nombre": get_user_display_name(chosen["persona"]), "total": total},
        )
        return redirect(lista_url(SIN_PERSONA, self.portal))


class PersonasView(PortalListingMixin, BaseListingView):
    """People who wrote in the last 30 days in the portals whose activity the user may see."""

    page_title = _("Personas activas")
    header_icon = "group"
    results_template_name = "moderacion/dashboard/personas_results.html"
    paginate_by = 30
    counted = _("persona"), _("personas")

    def dispatch(self, request, *args, **kwargs):
        if not len(self.reported):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        pages = self.of_portal(reported_pages(self.request.user, self.reported))
        return (
            writing(self.request.user, pages)
            .order_by()
            .values("user")
            .annotate(paginas=Count("page", distinct=True), ultima=Max("timestamp"))
            .order_by("-ultima", "user")
        )

    @property
    def no_results_message(self):
        return _("Nadie del equipo ha escrito en los últimos 30 días.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["object_list"])
        people = get_user_model().objects.in_bulk([row["user"] for row in rows])
        return context | {
            "personas": [
                {
                    "nombre": get_user_display_name(people[row["user"]]),
                    "paginas": row["paginas"],
                    "tiempo": how_long(row["ultima"]),
                }
                for row in rows
            ]
        }
