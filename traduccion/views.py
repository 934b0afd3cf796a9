"""The screen of the admin to translate the texts of «Datos del portal»."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from base.models import PortalSettings
from base.textos_del_portal import portadas_por_traducir, textos_url

from .forms import TextosDelPortalForm


class DeUnaTraduccionMixin(WagtailAdminTemplateMixin):
    """A screen about the translation of one object, which the subtitle names."""

    header_icon = "wagtail-localize-language"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, here]


class TextosDelPortalView(DeUnaTraduccionMixin, FormView):
    """The texts of a portal; the URL names its portada in the language of the translation."""

    page_title = gettext_lazy("Textos del portal")
    template_name = "traduccion/textos_del_portal.html"
    form_class = TextosDelPortalForm

    def dispatch(self, request, *args, **kwargs):
        if not self.home.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def home(self):
        return get_object_or_404(Page.objects.select_related("locale"), pk=self.kwargs["page_id"])

    @cached_property
    def datos(self):
        found = PortalSettings.objects.filter(
            site__root_page__translation_key=self.home.translation_key
        ).exclude(site__root_page=self.home.pk)
        datos = get_object_or_404(found.select_related("site__root_page"))
        if not datos.ofrece(self.home.locale.language_code):
            raise Http404
        return datos

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "datos": self.datos,
            "idioma": self.home.locale.language_code,
        }

    def form_valid(self, form):
        form.save()
        messages.success(self.request, _("Los textos se guardaron y ya los ven los lectores."))
        return redirect(textos_url(self.home))

    def get_page_subtitle(self):
        return f"{self.datos.site.site_name} · {self.home.locale.get_display_name()}"

    def get_context_data(self, **kwargs):
        others = portadas_por_traducir(self.datos, self.request.user)
        return super().get_context_data(**kwargs) | {
            "otros_idiomas": [
                {"nombre": home.locale.get_display_name(), "url": textos_url(home)}
                for home in others
                if home.pk != self.home.pk
            ]
        }
