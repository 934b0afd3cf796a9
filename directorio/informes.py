"""What citizens report as wrong: taken in without knowing who they are, closed by a check.

Who reports is a keyed digest of the network address, kept by the cache for an hour to
count by and written down nowhere.
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
# A whole municipality may have one address; nobody needs more within the hour.
_PER_PLACE = 30

Clase = InformeDeDato.Clase
_GENERAL = {
    "horario": gettext_lazy("El horario"),
    "direccion": gettext_lazy("La dirección"),
    "otro": gettext_lazy("Otro dato de esta página"),
}


class InformeForm(forms.Form):
    """Which datum is wrong, and how; no field in which to write anything of oneself."""

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
        """Count the report: in the open one that says the same, or in a new one.

        What is reported in another language is told to the editors of the Spanish page.
        """
        dato, entidad = self.cleaned_data["dato"], self.entidad
        contacto = self.contacts.get(dato)
        if entidad.locale_id != site.root_page.locale_id:
            original = entidad.get_translations().filter(locale=site.root_page.locale_id)
            entidad = original.first() or entidad
            if contacto:
                same_row = entidad.contactos.filter(translation_key=contacto.translation_key)
                contacto = same_row.first() or contacto
        # Hours and addresses do not answer a call.
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
    """More reports from one place than people write."""


def is_first(request, entidad, dato):
    """Whether this place has not yet reported the datum within the hour.

    Raises :class:`TooManyReportsError` from where everything is being reported.
    """
    place = place_of(request, "directorio.informes")
    if not cache.add(f"informe-{place}-{entidad.pk}-{dato}", 1, _WINDOW):
        return False
    if count(f"informes-{place}", _WINDOW) > _PER_PLACE:
        raise TooManyReportsError(
            _("Hemos recibido muchos avisos seguidos desde su red. Pruebe más tarde.")
        )
    return True


def close_checked(entidad):
    """Close what the published entity has checked since, changed, or no longer shows."""
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
    """The open reports about what somebody works on, the newest first."""
    return scope.filter(abiertos()).select_related("entidad", "site")
