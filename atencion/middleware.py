"""Returns the typed text when the portal fails: without its database or its sessions."""

from contextlib import suppress

from django.utils.translation import gettext as _

from .views.devuelto import form_of, given_back

_SERVER_ERROR = 500


class NadaSePierdeMiddleware:
    """Stands outside the session and the views; replaces a server error by the form as sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code >= _SERVER_ERROR and (form_class := form_of(request)):
            why = _(
                "El portal tuvo un problema y todavía no recibimos su escrito. Espere un momento y "
                "envíelo otra vez: aunque llegue dos veces, contará una sola."
            )
            token = request.POST.get("csrfmiddlewaretoken", "")
            with suppress(ValueError):  # on a new server the static files are not collected yet
                return given_back(request, form_class, why, token=token, status=503)
        return response
