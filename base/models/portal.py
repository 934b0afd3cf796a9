from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Collection, PreviewableMixin

from base.contact_blocks import RedBlock, TelefonoBlock
from base.forms.portal import PortalSettingsForm
from base.idiomas import textos_del_catalogo
from base.panels import TextosPanel
from identidad.acentos import Acento
from identidad.emblema import iniciales_de

from .fields import BlocksField, reference

AL_COMPARTIR = "al-compartir"  # preview mode, which the portada renders

# The province edits the identity of a portal; the municipality, its contact data.
_IDENTITY = {"permission": "wagtailcore.change_site"}


class LicenciaDeDatos(models.TextChoices):
    """The licences for the open data of a portal."""

    CC_BY = "cc-by-4.0", _("Creative Commons Atribución 4.0")
    CC_BY_SA = "cc-by-sa-4.0", _("Creative Commons Atribución-CompartirIgual 4.0")
    CC0 = "cc0-1.0", _("Creative Commons CC0 1.0 (dominio público)")

    @property
    def url(self):
        return _URLS_OF_LICENCES[self]


_URLS_OF_LICENCES = {
    LicenciaDeDatos.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    LicenciaDeDatos.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    LicenciaDeDatos.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


def idiomas_de_un_portal():
    return list(settings.IDIOMAS_DE_UN_PORTAL)


def _kept(model):
    """Return a foreign key to a record that the commands create for a portal; not editable."""
    return models.ForeignKey(
        model, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )


class PortalSettingsQuerySet(models.QuerySet):
    def en_pie(self):
        """Return the portals that are not retired."""
        return self.exclude(estado=PortalSettings.Estado.RETIRADO)


@register_setting(icon="site")
class PortalSettings(PreviewableMixin, BaseSiteSetting):
    """The settings of a portal: everything in which it differs from the others.

    ``crear_portales`` creates them from the data file; afterwards people edit them here and the
    command does not change them.
    """

    class Tipo(models.TextChoices):
        PROVINCIAL = "provincial", _("Provincial")
        MUNICIPAL = "municipal", _("Municipal")

    class Estado(models.TextChoices):
        EN_PREPARACION = "preparacion", _("En preparación")
        ABIERTO = "abierto", _("Abierto")
        RETIRADO = "retirado", _("Retirado")

    slug = models.SlugField(_("identificador"), unique=True, editable=False)
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo, editable=False)
    # Who may read the portal; changed by opening and retiring it (``home.apertura``).
    estado = models.CharField(
        _("estado"), max_length=12, choices=Estado, default=Estado.ABIERTO, editable=False
    )
    # The state of a retired portal before it was retired.
    estado_anterior = models.CharField(max_length=12, default=Estado.ABIERTO, editable=False)
    # Key in the link that shows a portal in preparation to people without an account.
    llave = models.CharField(max_length=32, blank=True, editable=False)
    # The portal to which a retired portal redirects.
    lleva_a = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    # Hosts of the portal before its host changed.
    hosts_anteriores = models.JSONField(default=list, editable=False)
    # The portal's records in other apps, under whatever name people give them.
    coleccion = _kept(Collection)
    editores = _kept(Group)
    traductores = _kept(Group)
    coordinadores = _kept(Group)
    revisores = _kept(Group)
    atencion = _kept(Group)
    revision_municipal = models.BooleanField(
        _("revisión municipal"),
        default=False,
        help_text=_(
            "Lo que se envía a moderación lo aprueba primero un revisor del portal "
            "y después la provincia."
        ),
    )
    segundo_factor_obligatorio = models.BooleanField(
        _("segundo paso obligatorio"),
        default=False,
        help_text=_(
            "Todas las personas de los equipos de este portal necesitan, para entrar, un código "
            "del teléfono además de la contraseña. Quien no lo tenga lo prepara al entrar."
        ),
    )
    presencia_publica = models.BooleanField(
        _("presencia pública"),
        default=False,
        help_text=_("Muestra a todos el índice de presencia de las entidades de este portal."),
    )
    licencia_de_datos = models.CharField(
        _("licencia de los datos abiertos"),
        max_length=12,
        choices=LicenciaDeDatos,
        default=LicenciaDeDatos.CC_BY,
        help_text=_("Qué puede hacer quien descarga los datos de este portal."),
    )
    # Codes of the languages that the portal offers besides Spanish.
    idiomas = models.JSONField(_("idiomas"), default=idiomas_de_un_portal, blank=True)
    nombre = models.CharField(_("nombre"), max_length=80)
    titulo = models.CharField(_("título del portal"), max_length=160)
    gentilicio = models.CharField(_("gentilicio"), max_length=60, blank=True)
    sede = models.CharField(_("cabecera"), max_length=80, blank=True)
    latitud = models.FloatField(_("latitud"), null=True, blank=True)
    longitud = models.FloatField(_("longitud"), null=True, blank=True)
    acento = models.CharField(
        _("color de acento"),
        max_length=12,
        choices=Acento,
        default=Acento.AZUL,
        help_text=_("Colores probados: se leen bien con luz de día y de noche."),
    )
    escudo = reference(
        "base.PortalImage",
        _("escudo"),
        help_text=_(
            "Mejor un PNG sin fondo. Mientras no haya uno, un municipio muestra sus iniciales y la "
            "provincia un emblema neutro."
        ),
    )
    silueta = reference(
        "base.PortalImage",
        _("silueta"),
        help_text=_(
            "Un dibujo oscuro sobre fondo blanco o sin fondo, al menos seis veces más ancho que "
            "alto; con veinte llena la pantalla. Se ve sobre el menú, con el color del portal. "
            "Mientras no haya uno, se dibujan unas lomas propias de cada portal."
        ),
    )
    imagen_portada = reference(
        "base.PortalImage",
        _("foto de la portada"),
        help_text=_(
            "Se ve en una franja encima del título de la portada; de ella se recorta el punto de "
            "interés. Al menos 800 píxeles de ancho."
        ),
    )
    telefonos = BlocksField(
        [("telefono", TelefonoBlock())],
        verbose_name=_("teléfonos"),
        blank=True,
        help_text=_("Aparecen al pie de todas las páginas."),
    )
    correo = models.EmailField(_("correo electrónico"), blank=True)
    direccion = models.CharField(_("dirección"), max_length=250, blank=True)
    horario = models.TextField(
        _("horario de atención"),
        max_length=400,
        blank=True,
        help_text=_("Una línea por horario, como en «Lunes a viernes, 8:00 a.m. a 5:00 p.m.»."),
    )
    redes = BlocksField([("red", RedBlock())], verbose_name=_("redes sociales"), blank=True)

    objects = PortalSettingsQuerySet.as_manager()

    IMAGENES = ("escudo", "silueta", "imagen_portada")
    select_related = [*IMAGENES]
    base_form_class = PortalSettingsForm

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("telefonos"),
                FieldPanel("correo"),
                FieldPanel("direccion"),
                FieldPanel("horario"),
                TextosPanel(),
            ],
            heading=_("Cómo comunicarse"),
        ),
        FieldPanel("redes"),
        MultiFieldPanel(
            [FieldPanel("idiomas"), FieldPanel("confirmo")], heading=_("Idiomas del portal")
        ),
        FieldPanel("revision_municipal", **_IDENTITY),
        FieldPanel("segundo_factor_obligatorio", **_IDENTITY),
        FieldPanel("presencia_publica", **_IDENTITY),
        FieldPanel("licencia_de_datos", **_IDENTITY),
        MultiFieldPanel(
            [
                FieldPanel("nombre", **_IDENTITY),
                FieldPanel("titulo", **_IDENTITY),
                FieldPanel("gentilicio", **_IDENTITY),
                FieldPanel("sede", **_IDENTITY),
                FieldRowPanel(
                    [FieldPanel("latitud", **_IDENTITY), FieldPanel("longitud", **_IDENTITY)]
                ),
                FieldPanel("acento", **_IDENTITY),
                *(FieldPanel(name, **_IDENTITY) for name in IMAGENES),
            ],
            heading=_("Identidad del portal"),
            help_text=_("Antes de guardar, vea cómo queda: es el botón del teléfono, arriba."),
            permission="wagtailcore.change_site",
        ),
    ]

    class Meta:
        verbose_name = _("datos del portal")
        verbose_name_plural = _("datos de los portales")
        # Granted for one site, like Wagtail's permission to change a setting.
        permissions = [("coordinate_portalsettings", _("Puede coordinar el equipo del portal"))]

    def __str__(self):
        return self.titulo

    def clean(self):
        super().clean()
        is_on = type(self).objects.filter(pk=self.pk, revision_municipal=True).exists()
        if self.revision_municipal and not is_on and not self._has_reviewers():
            raise ValidationError(
                {
                    "revision_municipal": _(
                        "Nadie revisaría: incluya antes a alguna persona en el grupo «%(grupo)s»."
                    )
                    % {"grupo": self.revisores or _("Revisores")}
                }
            )

    def _has_reviewers(self):
        return (
            self.revisores is not None and self.revisores.user_set.filter(is_active=True).exists()
        )

    def ofrece(self, idioma):
        """Return whether the portal offers the language and enough texts are translated."""
        if idioma == settings.LANGUAGE_CODE:
            return True
        return idioma in self.idiomas and textos_del_catalogo(idioma).bastan

    @property
    def territorio(self):
        """The name in a list of portals: a province may have the name of its capital."""
        if self.es_provincial:
            return gettext("Provincia de %(nombre)s") % {"nombre": self.nombre}
        return self.nombre

    @property
    def esta_abierto(self):
        return self.estado == self.Estado.ABIERTO

    @property
    def esta_retirado(self):
        return self.estado == self.Estado.RETIRADO

    @property
    def es_provincial(self):
        return self.tipo == self.Tipo.PROVINCIAL

    @property
    def iniciales(self):
        """The letters in place of a shield; "" for the province, which has the common emblem."""
        return "" if self.es_provincial else iniciales_de(self.nombre)

    @property
    def clave(self):
        """The word that generates the ridges of the skyline; "" for the province: the sierra."""
        return "" if self.es_provincial else self.slug

    @property
    def preview_modes(self):
        return [("", _("Portada")), (AL_COMPARTIR, _("Tarjeta e icono"))]

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """Return the response of the portada, rendered with these unsaved settings."""
        home = self.site.root_page.specific
        attributes = {**(extra_request_attrs or {}), "datos_en_prueba": self}
        return home.make_preview_request(original_request, preview_mode, attributes)
