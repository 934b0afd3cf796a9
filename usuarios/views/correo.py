"""View to change one's own email address."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from correo import cartas
from usuarios.forms import CorreoForm
from usuarios.models import Usuario

from .limites import LimitedMixin


class CorreoView(LimitedMixin, FormView):
    """Changes the address. Against unattended screens: asks the password, notifies the old one."""

    template_name = "usuarios/correo.html"
    form_class = CorreoForm
    extra_context = {"title": gettext_lazy("Su correo electrónico")}

    def get_form_kwargs(self):
        # Not request.user: after an error, the page must not show the refused address as theirs.
        person = Usuario.objects.get(pk=self.request.user.pk)
        return super().get_form_kwargs() | {"instance": person, "request": self.request}

    def form_valid(self, form):
        if "email" in form.changed_data:
            person = form.save()
            log(person, "wagtail.edit")
            cartas.send(person, "usuarios/correo/correo_cambiado", to=form.former)
            messages.success(
                self.request, _("Su correo es ahora %(correo)s.") % {"correo": person.email}
            )
        return redirect("wagtailadmin_account")
