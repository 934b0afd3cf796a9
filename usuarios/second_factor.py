"""Second step of signing in: a code of the telephone, or a recovery code.

django-otp provides the devices, their secrets and the algorithm.
"""

from base64 import b32encode

import segno
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

_RECOVERY_CODES = 10
_PENDING = "second_factor_pending"


def is_required(user):
    """Whether ``user`` may enter the admin only with a second factor.

    The setting ``SECOND_FACTOR_REQUIRED_FOR`` names the function of a higher layer that decides.
    """
    return settings.SECOND_FACTOR_REQUIRED and import_string(settings.SECOND_FACTOR_REQUIRED_FOR)(
        user
    )


def has_second_factor(user):
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def is_verified(request, user):
    """Whether this session was verified with a device that ``user`` still has."""
    # Used instead of django-otp's middleware, which wraps the user object again: then Wagtail's
    # log of changes can no longer tell the user of an entry.
    device = Device.from_persistent_id(request.session.get(DEVICE_ID_SESSION_KEY, ""))
    return device is not None and device.confirmed and device.user_id == user.pk


def missing_step(request, user):
    """Return the name of the URL where ``user`` must finish signing in, or None.

    Every admin request calls it, with the user that ``usuarios.backends`` annotated.
    """
    if is_verified(request, user):
        return None
    if user.has_telephone:
        return "segundo_factor_verificar"
    return "segundo_factor_activar" if is_required(user) else None


def is_offered(user):
    """Whether to offer a second factor to ``user``: only if not required, and only once."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and not user.segundo_factor_ofrecido
        and not is_required(user)
        and not has_second_factor(user)
    )


def remember_offer(user):
    user.segundo_factor_ofrecido = True
    user.save(update_fields=["segundo_factor_ofrecido"])


def reset_second_factor(user):
    """Delete the telephone and recovery codes; sessions stay open (``Usuario.end_sessions``)."""
    with transaction.atomic():
        TOTPDevice.objects.devices_for_user(user).delete()
        StaticDevice.objects.devices_for_user(user).delete()


def is_of_telephone(code):
    """Whether ``code`` has the format of a telephone code: six digits."""
    code = _without_gaps(code)
    return len(code) == 6 and code.isdecimal()


def _without_gaps(code):
    return "".join(code.split()).replace("-", "").lower()


def verify(user, code):
    """Return the device that accepts ``code``, or None; each code works only once."""
    code = _without_gaps(code)
    model = TOTPDevice if is_of_telephone(code) else StaticDevice
    device = model.objects.devices_for_user(user, confirmed=True).first()
    return device and verify_token(user, device.persistent_id, code)


def pending_device(request):
    """Return the unconfirmed device that the user sets up in this session.

    Reloading the page returns the same device. A new session gets a new secret, because somebody
    else may have seen the old one.
    """
    devices = TOTPDevice.objects.devices_for_user(request.user, confirmed=False)
    device = devices.filter(pk=request.session.get(_PENDING)).first()
    if device is None:
        devices.delete()
        device = TOTPDevice.objects.create(user=request.user, confirmed=False, name="Teléfono")
        request.session[_PENDING] = device.pk
    return device


def confirm_device(device):
    """Make ``device`` the second factor of its user; return the new recovery codes."""
    with transaction.atomic():
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        return new_recovery_codes(device.user)


def new_recovery_codes(user):
    """Replace the recovery codes of ``user``; return the new ones in the form «ABCD-EFGH»."""
    with transaction.atomic():
        device, _is_new = StaticDevice.objects.get_or_create(
            user=user, defaults={"name": "Códigos de recuperación"}
        )
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(_RECOVERY_CODES)]
        device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}".upper() for code in codes]


def count_recovery_codes(user):
    return StaticToken.objects.filter(device__user=user).count()


def secret_text(device):
    """Return the secret in groups of four letters, to type when the QR code cannot be read."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def qr_data_uri(device):
    return segno.make(device.config_url, error="m").svg_data_uri(scale=4, border=4, light="#fff")
