"""Passwords, sessions and the second factor."""

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

# A working day; without «remember me» the session also ends when the browser closes.
SESSION_COOKIE_AGE = 12 * 3600
# Also for invitations. A mail may wait until the electricity is back.
PASSWORD_RESET_TIMEOUT = 24 * 3600

SECOND_FACTOR_REQUIRED = True
SECOND_FACTOR_REQUIRED_FOR = "equipos.roles.requires_second_factor"
OTP_TOTP_ISSUER = "Portales del Ciudadano"
# usuarios.intentos limits these attempts together with those of the password.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

# The header in which our proxy writes the client's address; empty without a proxy.
CLIENT_ADDRESS_HEADER = ""

# Target after signing in on a portal if the user requested no other page.
LOGIN_REDIRECT_URL = "/"
# Users change their mail address on a separate page, with their password (usuarios.views.correo).
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "usuarios.forms.AccesoForm"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # it queries a foreign host
