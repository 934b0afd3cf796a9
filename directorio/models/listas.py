"""Lists of the directory that the province maintains for all portals."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from base.idiomas import en_espanol
from base.models import ListaProvincial
from directorio.horarios import Excepcion
from servidor.caches.fragments import fragment


class TipoEntidad(ListaProvincial):
    """Type of entidad, by which citizens filter the directory."""

    slug = models.SlugField(
        _("identificador"),
        max_length=60,
        help_text=_("Forma parte de la dirección de su lista y de los archivos que se descargan."),
    )
    es_emergencia = models.BooleanField(
        _("teléfonos de emergencia"),
        default=False,
        help_text=_(
            "El teléfono de 24 horas de estas entidades (o el primero, si no lo hay) se muestra "
            "arriba en el directorio."
        ),
    )
    es_basico = models.BooleanField(
        _("servicios básicos"),
        default=False,
        help_text=_("De estas entidades se lee en la portada el teléfono que responde ahora."),
    )
    es_evacuacion = models.BooleanField(
        _("centros de evacuación"),
        default=False,
        help_text=_("Se leen en la portada mientras dura el modo emergencia."),
    )

    ya_existe = _("Ya hay un tipo con este identificador.")

    panels = [
        *ListaProvincial.nombre_panels,
        FieldPanel("es_emergencia"),
        FieldPanel("es_basico"),
        FieldPanel("es_evacuacion"),
    ]

    class Meta(ListaProvincial.Meta):
        verbose_name = _("tipo de entidad")
        verbose_name_plural = _("tipos de entidad")
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="tipo_entidad_slug_por_idioma")
        ]


class DiaFeriado(models.Model):
    """Day on which entidades are closed, unless they are marked ``atiende_feriados``."""

    fecha = models.DateField(
        _("fecha"), unique=True, error_messages={"unique": _("Ese día ya está en la lista.")}
    )
    motivo = models.CharField(
        _("motivo"), max_length=120, help_text=_("Como en «Día de la Rebeldía Nacional».")
    )

    panels = [FieldPanel("fecha"), FieldPanel("motivo")]

    class Meta:
        verbose_name = _("día feriado")
        verbose_name_plural = _("días feriados")
        ordering = ["fecha"]

    def __str__(self):
        return f"{date_format(self.fecha, 'DATE_FORMAT')}: {self.motivo}"


def feriados():
    """Return the días feriados from two days ago on, as exceptions without tramos."""

    def compute():
        since = timezone.localdate() - timedelta(days=2)
        days = DiaFeriado.objects.filter(fecha__gte=since)
        return list(days.values_list("fecha", "motivo"))

    # The names of días feriados are in Spanish for every reader.
    rows = fragment("feriados", compute)
    return [Excepcion(day, day, (), en_espanol(name)) for day, name in rows]
