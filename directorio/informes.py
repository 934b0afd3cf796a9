"""Informes by citizens of wrong data: received anonymously, closed when an editor checks them.

The sender is known only by a keyed digest of the IP address, which the cache holds for an hour
to limit the number of informes; it is not stored anywhere else.
"""

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from servidor.limites import count, place_of

from .models.informes import InformeDeDato

_WINDOW = 3600
# Informes per IP address in the window; enough even if a whole municipality shares one address.
_PER_PLACE = 30

Clase = InformeDeDato.Clase
_GENERAL = {
    "horario": gettext_lazy("El horario"),
    "direccion": gettext_lazy("La dirección"),
    "otro": gettext_lazy("Otro dato de esta página"),
}


class InformeForm(forms.Form):
    """Form that asks which datum is wrong and how; it has no field for personal data."""

    dato = forms.ChoiceField(
        label=gettext_lazy("¿Qué dato?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Marque cuál es el dato."),
            "invalid_choice": gettext_lazy("Ese dato ya no está en la página. Marque otro."),
        },
    )
    clase = forms.ChoiceField(
        label=gettext_lazy("¿Qué pasa con él?"),
        widget=forms.RadioSelect,
        choices=Clase.choices,
        initial=Clase.NO_RESPONDE,
        error_messages={"required": gettext_lazy("Marque qué pasa con el dato.")},
    )

    def __init__(self, entidad, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.entidad = entidad
        self.contacts = {str(row.pk): row for row in entidad.contactos.all()}
        self.fields["dato"].choices = [
            *((key, _told(row)) for key, row in self.contacts.items()),
            *_GENERAL.items(),
        ]
        if len(self.contacts) == 1:
            [self.fields["dato"].initial] = self.contacts

    def save(self, site):
        """Count the informe in the open one with the same content, or create a new one.

        An informe about a translation is saved for the Spanish page, whose editors maintain it.
        """
        dato, entidad = self.cleaned_data["dato"], self.entidad
        contacto = self.contacts.get(dato)
        if entidad.locale_id != site.root_page.locale_id:
            original = entidad.get_translations().filter(locale=site.root_page.locale_id)
            entidad = original.first() or entidad
            if contacto:
                same_row = entidad.contactos.filter(translation_key=contacto.translation_key)
                contacto = same_row.first() or contacto
        # «No responde» makes sense only for a contact.
        clase = self.cleaned_data["clase"] if contacto else Clase.INCORRECTO
        with override(settings.LANGUAGE_CODE):
            text = _told(contacto) if contacto else str(_GENERAL[dato])
        report = {
            "entidad": entidad,
            "contacto": contacto,
            "dato": text,
            "clase": clase,
            "site": site,
        }
        with transaction.atomic():
            if not abiertos().filter(**report).update(veces=F("veces") + 1, ultimo=timezone.now()):
                InformeDeDato.objects.create(**report)


def _told(contacto):
    label = f" ({contacto.etiqueta})" if contacto.etiqueta else ""
    return f"{contacto.get_canal_display()}: {contacto.texto}{label}"


def abiertos():
    return InformeDeDato.objects.filter(cerrado_el=None)


class TooManyReportsError(Exception):
    """Too many informes from one IP address."""


def is_first(request, entidad, dato):
    """Whether this IP address has not reported ``dato`` of ``entidad`` in the last hour.

    Raises :class:`TooManyReportsError` if the address has sent too many informes in that time.
    """
    place = place_of(request, "directorio.informes")
    key = f"informe-{place}-{entidad.pk}-{dato}"
    if not cache.add(key, 1, _WINDOW):
        return False
    if count(f"informes-{place}", _WINDOW) > _PER_PLACE:
        cache.delete(key)  # it was not received: a later attempt counts
        raise TooManyReportsError(
            _("Hemos recibido muchos avisos seguidos desde su red. Pruebe más tarde.")
        )
    return True


def close_checked(entidad):
    """Close the informes whose datum has been checked since, changed or removed in ``entidad``."""
    contacts = {row.pk: row for row in entidad.contactos.all()}
    closed = [
        informe.pk
        for informe in abiertos().filter(entidad_id=entidad.pk)
        if _is_answered(informe, entidad, contacts)
    ]
    InformeDeDato.objects.filter(pk__in=closed).update(cerrado_el=timezone.now())


def _is_answered(informe, entidad, contacts):
    day = timezone.localdate(informe.ultimo)
    if informe.dato in {str(text) for text in _GENERAL.values()}:
        return entidad.revisado_el is not None and entidad.revisado_el >= day
    row = contacts.get(informe.contacto_id)
    if row is None or _told(row) != informe.dato:
        return True
    return row.verificado_el is not None and row.verificado_el >= day


def seen_by(scope):
    """Return the open informes that the user of ``scope`` may see, the newest first."""
    return scope.filter(abiertos()).select_related("entidad", "site")
