"""Storage of files, and which files may be uploaded."""

from pathlib import Path

from .environment import BASE_DIR, VAR_DIR, env

STATICFILES_DIRS = [BASE_DIR / "static_src", ("manual", BASE_DIR / "docs" / "manual" / "img")]
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
# Only the embedded demo serves uploads itself; in production nginx does.
SERVE_MEDIA = False
# Uploads of citizens: encrypted, and never in MEDIA_ROOT, which nginx serves.
PRIVADOS_ROOT = Path(env.str("PRIVADOS_ROOT", default=str(VAR_DIR / "privados")))
# Open data, generated in advance. The application serves them: each host only its own.
DATOS_ROOT = Path(env.str("DATOS_ROOT", default=str(VAR_DIR / "datos")))
# Portals to take along, made at night: a ZIP for each host, which nginx serves.
PORTATIL_ROOT = Path(env.str("PORTATIL_ROOT", default=str(VAR_DIR / "portatil")))
# Where an operator puts the data of older portals: dumps, exports, folders of files.
MUDANZA_DIR = Path(env.str("MUDANZA_DIR", default=str(VAR_DIR / "mudanza")))
# Bytes of an upload in the browser, the limit of nginx; bigger files go into that folder.
MUDANZA_MAX_BYTES = 20 * 1024 * 1024
# Target of deploy/backup.sh: monitoring reports the age of the newest copy.
BACKUP_ROOT = Path(env.str("BACKUP_ROOT", default="/var/backups/portales"))
STORAGES = {
    "default": {"BACKEND": "servidor.storage.WholeFileStorage"},
    "privados": {
        "BACKEND": "servidor.storage.WholeFileStorage",
        # No URL leads there.
        "OPTIONS": {
            "location": PRIVADOS_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "datos": {
        "BACKEND": "servidor.storage.WholeFileStorage",
        "OPTIONS": {"location": DATOS_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "servidor.storage.PortalStaticFilesStorage"},
}

WAGTAILIMAGES_IMAGE_MODEL = "base.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "base.PortalDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "archivos.forms.ImagenForm"
# iPhones make HEIC: it is stored as JPEG (servidor/imagenes.py).
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# A JPEG may have four times as many, because decoding reduces it (servidor/foto.py).
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_WEBP_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 70
# Seconds that a reader's request spends on missing renditions: nginx allows it three.
PICTURE_SECONDS = 1
WAGTAILDOCS_DOCUMENT_FORM_BASE = "archivos.forms.DocumentoForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILEMBEDS_FINDERS = []  # videos are linked, never embedded
