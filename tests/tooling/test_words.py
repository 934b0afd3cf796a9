"""One idea has one file name, the same in every room."""

from django.conf import settings

# {name that another room uses for the same: the one that all use}
WORDS = {
    "acciones": "actions",
    "conjunto": "exports",
    "descargas": "responses",
    "exportaciones": "exports",
    "filtros": "filters",
    "importador": "importadores",
    "informe": "reports",
    "listado": "listing",
    "listados": "listing",
    "panel": "panels",
    "paneles": "panels",
    "permisos": "permissions",
    "purgas": "purga",
    "reglas": "rules",
    "tarjetas": "share_cards",
    "vistas": "views",
}
BASE_CLASS = "importacion/importador.py"  # of all importadores


def test_one_idea_has_one_file_name():
    rooms = {path.parent for path in settings.BASE_DIR.glob("*/apps.py")}
    found = [path.relative_to(settings.BASE_DIR) for room in rooms for path in room.rglob("*.py")]
    others = {str(path): WORDS[path.stem] for path in found if path.stem in WORDS}
    others.pop(BASE_CLASS)
    assert not others
