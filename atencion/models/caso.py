import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from atencion import numeros
from base.models.fields import reference
from correo.models import Avisado
from servidor.cifrado import CifradoField


class Caso(models.Model):
    """Something that a citizen asked, from its reception to its end.

    The texts are encrypted; the identity is stored apart, in :class:`Remitente`. Rows are never
    deleted: after the retention period their personal data is erased, and the row stays for the
    statistics.
    """

    class Tipo(models.TextChoices):
        QUEJA = "queja", _("Queja")
        PETICION = "peticion", _("Petición")
        INFORMACION = "informacion", _("Solicitud de información pública")
        CONSULTA = "consulta", _("Consulta")
        SUGERENCIA = "sugerencia", _("Sugerencia")

    class Estado(models.TextChoices):
        RECIBIDA = "recibida", _("Recibido")
        TRASLADADA = "trasladada", _("Trasladado")
        INVESTIGACION = "investigacion", _("En investigación")
        PRORROGA = "prorroga", _("Prórroga")
        RESPONDIDA = "respondida", _("Respondido")
        INCONFORME = "inconforme", _("Inconforme")
        CERRADA = "cerrada", _("Cerrado")

    class Cierre(models.TextChoices):
        ATENDIDA = "atendida", _("Respondido")
        RETIRADA = "retirada", _("Retirado por la persona")

    class Notificar(models.TextChoices):
        PORTAL = "portal", _("La leeré en este portal")
        CORREO = "correo", _("Por correo electrónico")
        TELEFONO = "telefono", _("Por teléfono")
        PRESENCIAL = "presencial", _("En persona, en la oficina")

    # A keyed digest of the token of its form (atencion.casos.envios): a form that is sent twice
    # makes one case, and nobody who reads this digest can send the form.
    envio = models.UUIDField(_("envío"), default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.PROTECT, related_name="+"
    )
    site_recibida = models.ForeignKey(
        Site, verbose_name=_("portal que lo recibió"), on_delete=models.PROTECT, related_name="+"
    )
    # Spanish page of the entidad that answers; None if the portal's own office answers.
    entidad = reference("directorio.EntidadPage", _("entidad"))
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo)
    estado = models.CharField(
        _("estado"), max_length=14, choices=Estado, default=Estado.RECIBIDA, db_index=True
    )
    recibida = models.DateTimeField(_("recibido"), default=timezone.now)
    # Last day of each plazo, by the law in force when the case was received.
    vence = models.DateField(_("vence"), db_index=True)
    trasladar_hasta = models.DateField(_("se puede trasladar hasta"))
    prorrogada_el = models.DateTimeField(_("prorrogado"), null=True, blank=True)
    respondida_el = models.DateTimeField(_("respondido"), null=True, blank=True)
    inconforme_el = models.DateTimeField(_("inconforme"), null=True, blank=True)
    cerrada_el = models.DateTimeField(_("cerrado"), null=True, blank=True)
    cierre = models.CharField(_("por qué se cerró"), max_length=10, choices=Cierre, blank=True)
    asignada_a = reference(settings.AUTH_USER_MODEL, _("lo atiende"))
    confidencial = models.BooleanField(_("confidencial"), default=False)
    notificar = models.CharField(
        _("cómo quiere la respuesta"), max_length=10, choices=Notificar, default=Notificar.PORTAL
    )
    idioma = models.CharField(_("idioma"), max_length=10, default=settings.LANGUAGE_CODE)
    asunto = CifradoField(_("asunto"))
    hechos = CifradoField(_("hechos"), blank=True)
    pide = CifradoField(_("qué pide"), blank=True)
    datos_borrados_el = models.DateField(_("datos borrados"), null=True, blank=True)
    avisados = GenericRelation(Avisado)

    class Meta:
        verbose_name = _("caso")
        verbose_name_plural = _("casos")
        ordering = ["vence", "pk"]
        indexes = [models.Index(fields=["site", "estado", "vence"])]
        permissions = [("coordinate_caso", _("Puede coordinar la atención de un portal"))]

    def __str__(self):
        return self.numero

    @property
    def numero(self):
        """The public number of the case, with a check digit: «26-00042-7»."""
        return numeros.write(self.pk, timezone.localtime(self.recibida).year)

    @property
    def codigo(self):
        """The secret code to follow the case. It is computed, never stored."""
        return numeros.codigo(self.envio)

    @property
    def esta_abierta(self):
        """Whether the case still needs an answer."""
        return self.estado not in (self.Estado.RESPONDIDA, self.Estado.CERRADA)

    @property
    def corre_el_plazo(self):
        """Whether the plazo still runs: it ends for good with the first answer."""
        return self.esta_abierta and self.respondida_el is None


class Remitente(models.Model):
    """The identity of the citizen, as far as the kind of case needs it; all fields encrypted.

    It is stored apart from the case, so that no list of cases reads it.
    """

    caso = models.OneToOneField(Caso, on_delete=models.CASCADE, related_name="remitente")
    nombre = CifradoField(_("nombre y apellidos"), blank=True)
    ci = CifradoField(_("carné de identidad"), blank=True)
    nacionalidad = CifradoField(_("nacionalidad"), blank=True)
    direccion = CifradoField(_("dirección"), blank=True)
    telefono = CifradoField(_("teléfono"), blank=True)
    correo = CifradoField(_("correo electrónico"), blank=True)
    # Keyed digests (servidor.cifrado.huellas), to find the cases of one citizen without
    # decrypting every row.
    huella_ci = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    huella_telefono = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    huella_correo = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    class Meta:
        verbose_name = _("remitente")
        verbose_name_plural = _("remitentes")

    def __str__(self):
        return self.caso.numero
