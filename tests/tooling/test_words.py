"""One idea has one name, the same in every room."""

import ast

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
# Verbs are English. What is done with a case is called as the law calls it: «trasladar».
VERBS = {
    "abrir": "open",
    "anotar": "note",
    "avisar": "warn",
    "borrar": "delete",
    "buscar": "search, find",
    "cifrar": "encrypt",
    "comparar": "compare",
    "comprobar": "check",
    "contar": "count",
    "dar": "grant",
    "descargar": "download",
    "descifrar": "decrypt",
    "dibujar": "draw",
    "elegir": "choose",
    "entrar": "enter",
    "enviar": "send",
    "escribir": "write",
    "firmar": "sign",
    "guardar": "save",
    "hallar": "find",
    "informar": "report",
    "latir": "beat",
    "leer": "read",
    "llevar": "carry",
    "medir": "measure",
    "mirar": "look",
    "normalizar": "normalize",
    "olvidar": "forget",
    "opinar": "give_opinion",
    "ordenar": "sort",
    "pedir": "ask",
    "pesar": "weigh",
    "preparar": "prepare",
    "presentar": "format",
    "publicar": "publish",
    "quitar": "remove",
    "recifrar": "encrypt_again",
    "reconocer": "recognize",
    "reescribir": "rewrite",
    "reintentar": "try_again",
    "renovar": "renew",
    "responder": "answer",
    "retirar": "withdraw",
    "revisar": "check",
    "salir": "leave",
    "seguir": "follow",
    "sugerir": "suggest",
    "sumar": "add",
    "tomar": "take",
}
ACTS = {"atencion/oficina.py", "atencion/persona.py", "atencion/exportacion/solicitudes.py"}


def test_one_idea_has_one_file_name():
    others = {str(path): WORDS[path.stem] for path in _modules() if path.stem in WORDS}
    others.pop(BASE_CLASS)
    assert not others


def test_functions_have_english_verbs():
    others = {
        f"{path}: {node.name}": VERBS[node.name.strip("_").partition("_")[0]]
        for path in _modules()
        if str(path) not in ACTS
        for node in ast.walk(ast.parse((settings.BASE_DIR / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.strip("_").partition("_")[0] in VERBS
    }
    assert not others
    assert {str(path) for path in _modules()} > ACTS


def _modules():
    rooms = {path.parent for path in settings.BASE_DIR.glob("*/apps.py")}
    return [path.relative_to(settings.BASE_DIR) for room in rooms for path in room.rglob("*.py")]
