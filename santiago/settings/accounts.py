"""Passwords, sessions and the second step."""

AUTHENTICATION_BACKENDS = ["usuarios.backends.CuentaBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# A working day; without «remember me» it also ends with the browser.
SESSION_COOKIE_AGE = 12 * 3600
# Invitations too. Mail may wait for the current to come back.
PASSWORD_RESET_TIMEOUT = 24 * 3600

SECOND_FACTOR_REQUIRED = True
SECOND_FACTOR_REQUIRED_FOR = "equipos.roles.requires_second_factor"
OTP_TOTP_ISSUER = "Portales del Ciudadano"
# Attempts are limited together with those of the password (usuarios.intentos).
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

# The header in which a proxy of ours writes the address of the client; none without one.
CLIENT_ADDRESS_HEADER = ""

# Where whoever signs in on a portal goes who wanted nothing in particular.
LOGIN_REDIRECT_URL = "/"
# One's own address is changed apart, with the password (usuarios.views.correo).
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "usuarios.forms.AccesoForm"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # asks a foreign host
