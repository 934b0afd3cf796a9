"""Sample accounts, recognised by an email domain that can receive no mail."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

SAMPLE_DOMAIN = "muestra.invalid"


def sample_accounts():
    return get_user_model().objects.filter(email__endswith=f"@{SAMPLE_DOMAIN}", is_active=True)


def refuse_sample_accounts():
    """Raise ``ImproperlyConfigured`` if sample accounts are active and the settings forbid them.

    This stops the start of a server on which anybody could sign in with a known password.
    """
    if settings.SAMPLE_ACCOUNTS_ALLOWED:
        return
    names = list(sample_accounts().values_list("username", flat=True))
    if names:
        raise ImproperlyConfigured(
            f"Sample accounts are active: {', '.join(names)}. "
            "Before serving, run «manage.py cuentas_muestra --quitar» with "
            "DJANGO_SETTINGS_MODULE=santiago.settings.demo."
        )
