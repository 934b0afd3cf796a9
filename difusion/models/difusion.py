from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from difusion.forms import DifusionForm
from difusion.tipos import todos
from difusion.validadores import validate_address, validate_secret
from servidor.secretos import SecretoField


@register_setting(icon="comment")
class Difusion(BaseSiteSetting):
    """The channels in which one portal announces automatically what it publishes."""

    telegram_activo = models.BooleanField(_("anunciar en Telegram"), default=False)
    telegram_canal = models.CharField(
        _("canal"),
        max_length=64,
        blank=True,
        validators=[
            RegexValidator(
                r"\A(@[A-Za-z]\w{3,31}|-?[0-9]{5,20})\Z",
                _("Escriba el nombre público del canal, como @mi_municipio, o su número."),
            )
        ],
        help_text=_("Como @mi_municipio. El bot debe ser administrador del canal."),
    )
    telegram_clave = SecretoField(
        _("clave del bot"),
        max_length=120,
        blank=True,
        validators=[
            RegexValidator(
                r"\A[0-9]{5,20}:[A-Za-z0-9_-]{30,80}\Z",
                _("No es la clave de un bot: números, dos puntos y letras, como la da @BotFather."),
            )
        ],
    )
    webhook_activo = models.BooleanField(_("avisar a otro sistema"), default=False)
    webhook_url = models.URLField(
        _("dirección"),
        max_length=300,
        blank=True,
        validators=[validate_address],
        help_text=_("Empieza por https://. La da quien mantiene el otro sistema."),
    )
    webhook_secreto = SecretoField(
        _("secreto de la firma"),
        max_length=120,
        blank=True,
        validators=[validate_secret],
    )
    # Names of the page types to announce (difusion.tipos).
    tipos = models.JSONField(_("qué se anuncia"), default=todos, blank=True)

    base_form_class = DifusionForm

    panels = [
        FieldPanel("tipos"),
        MultiFieldPanel(
            [
                FieldPanel("telegram_activo"),
                FieldPanel("telegram_canal"),
                FieldPanel("telegram_clave"),
                FieldPanel("borrar_telegram_clave"),
                HelpPanel(template="difusion/admin/probar_telegram.html"),
            ],
            heading=_("Canal de Telegram"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("webhook_activo"),
                FieldPanel("webhook_url"),
                FieldPanel("webhook_secreto"),
                FieldPanel("borrar_webhook_secreto"),
                HelpPanel(template="difusion/admin/probar_webhook.html"),
            ],
            heading=_("Otro sistema (webhook)"),
        ),
    ]

    class Meta:
        verbose_name = _("difusión")
        verbose_name_plural = _("difusión de los portales")
