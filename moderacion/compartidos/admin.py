"""Admin screen to create, list and revoke the enlaces of a draft."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from moderacion.models import EnlaceDeBorrador
from tableros.alcance import names_of

from .enlaces import DAYS, create, is_ended, is_open, obstacle, revoke


def offer(page, user, view_name=None, next_url=None):
    """Yield the header button for the enlaces of ``page``, if it has a draft the user may edit."""
    has_draft = page.has_unpublished_changes or not page.live
    if has_draft and page.permissions_for_user(user).can_edit():
        label = gettext_lazy("Enlace para mostrarla")
        yield Button(label, url_of(page), icon_name="link", priority=25)


def url_of(page):
    return reverse("moderacion:enlaces", args=[page.pk])


class EnlaceForm(forms.Form):
    dias = forms.TypedChoiceField(
        label=gettext_lazy("Cuántos días sirve el enlace"),
        coerce=int,
        initial=7,
        choices=[(days, ngettext_lazy("%d día", "%d días", days) % days) for days in DAYS],
        widget=forms.RadioSelect,
    )
    para = forms.CharField(
        label=gettext_lazy("A quién se lo da"),
        max_length=EnlaceDeBorrador._meta.get_field("para").max_length,
        required=False,
        help_text=gettext_lazy("Para reconocerlo en la lista: «La directora de Salud»."),
    )


class EnlacesView(WagtailAdminTemplateMixin, FormView):
    """Lists and creates enlaces, for editors of the page; the URL of a new one is shown once."""

    page_title = gettext_lazy("Enlace para mostrarla")
    header_icon = "link"
    template_name = "moderacion/compartidos/enlaces.html"
    form_class = EnlaceForm
    nuevo = None

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific_deferred

    @cached_property
    def tester(self):
        return self.page.permissions_for_user(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.tester.can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        data, user = form.cleaned_data, self.request.user
        try:
            self.nuevo = create(self.page, days=data["dias"], para=data["para"], user=user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect(url_of(self.page))
        # No redirect: the URL, which is not stored, would have to be saved for the next request.
        return self.render_to_response(self.get_context_data(form=self.form_class()))

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "pagina": self.page,
            "impedimento": obstacle(self.page),
            "nuevo": self.nuevo,
            "filas": self.get_rows(),
            "editar_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }

    def get_rows(self):
        user = self.request.user
        found = list(self.page.enlaces_de_borrador.select_related("pagina", "creado_por"))
        names = names_of(user, [enlace.creado_por_id for enlace in found])
        return [
            {
                "enlace": enlace,
                "autor": names.get(enlace.creado_por_id, ""),
                "abierto": is_open(enlace),
                "termino": (ended := is_ended(enlace)),
                "revoca": not ended and may_revoke(enlace, self.tester),
            }
            for enlace in found
        ]


class RevocarView(View):
    http_method_names = ["post"]

    def post(self, request, enlace_id):
        found = EnlaceDeBorrador.objects.select_related("pagina")
        enlace = get_object_or_404(found, pk=enlace_id)
        tester = enlace.pagina.specific_deferred.permissions_for_user(request.user)
        if not (tester.can_edit() and may_revoke(enlace, tester)):
            raise PermissionDenied
        if revoke(enlace, user=request.user):
            messages.success(request, _("El enlace ya no sirve."))
        else:
            messages.info(request, _("El enlace ya no servía."))
        return redirect(url_of(enlace.pagina))


def may_revoke(enlace, tester):
    """Whether the user of ``tester`` created the enlace or has the right to publish the page."""
    return enlace.creado_por_id == tester.user.pk or tester.decides_what_is_public
