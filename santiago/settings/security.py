"""Encryption, and what browsers are told to allow."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from .environment import env

# Fernet keys, the first one encrypts and all of them decrypt (servidor/cifrado.py). Kept apart from
# the database and its copies: without them nobody reads what citizens wrote, we neither.
CIFRADO_CLAVES = env.list("CIFRADO_CLAVES", default=[])

SECURE_CONTENT_TYPE_NOSNIFF = True
# The admin's own API is sent forms only: the guard of the admin reads the ids in forms.
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

# No page uses any of these; deploy/nginx/portales-message.conf says the same. Each costs every page
# some bytes: those that cost a reader something, not all that browsers know.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

# Where to tell of a weakness in the portals, for /.well-known/security.txt: «mailto:…»,
# «https://…» or «tel:…», separated by commas. Without it, the mail of each portal.
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
        "frame-ancestors": [SELF],  # the admin frames previews,
    },
}
# The same for those who work in the admin, and what its scripts need: docs/decisions/0047.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, UNSAFE_INLINE],  # the editor of texts brings its styles along
}
