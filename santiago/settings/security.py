"""Encryption and browser security policies."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from .environment import env

# Fernet keys: the first encrypts, all decrypt (servidor/cifrado.py). Keep them apart from the
# database and its copies: without them nobody can read what citizens wrote, not even we.
CIFRADO_CLAVES = env.list("CIFRADO_CLAVES", default=[])

SECURE_CONTENT_TYPE_NOSNIFF = True
# The admin's own API accepts only forms, because the admin's guard reads ids from forms.
REST_FRAMEWORK = {
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ]
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "atencion.views.devuelto.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# No page uses any of these; deploy/nginx/portales-message.conf repeats the list. Each adds bytes to
# every page, so only features that can harm a reader are listed, not all that browsers know.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

# Contacts to report security problems, for /.well-known/security.txt: «mailto:…», «https://…» or
# «tel:…», separated by commas. Without it, the mail address of each portal.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
if wrong := [uri for uri in SECURITY_CONTACT if not uri.startswith(("mailto:", "https:", "tel:"))]:
    raise ImproperlyConfigured(f"SECURITY_CONTACT: {wrong[0]} begins with no mailto:, https:, tel:")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # the admin shows previews in frames
    },
}
# The same for users of the admin, plus what its scripts need: docs/decisions/0047.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, UNSAFE_INLINE],  # the rich text editor adds styles
}
