"""The operator's guide is true: what its commands, links and quotations name exists.

Commands are parsed, not run: no server is touched.
"""

import ast
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import polib
import pytest
import wagtail
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management import CommandError, get_commands, load_command_class
from markdown_it import MarkdownIt

from .documents import COMMANDS, CONFIGURATION, own_apps

ROOT = settings.BASE_DIR
DEPLOY, GUIDE = ROOT / "deploy", ROOT / "docs" / "operacion"
PAGES = sorted(path.name for path in GUIDE.glob("*.md"))

DEBIAN_UNITS = {"nginx.service", "postgresql.service"}
# Programs on every Debian server.
DEBIAN_PROGRAMS = {
    *("adduser", "apt", "cd", "chown", "cp", "editor", "grep", "hostname", "install", "ln"),
    *("python3", "rm", "runuser", "mkdir", "scp", "sha256sum", "ssh-copy-id", "ssh-keygen", "tar"),
    *("systemd-tmpfiles", "timedatectl"),
}
# Programs of packages that the installation must name.
PACKAGED = {
    "borgbackup": "borgbackup",
    "certbot": "certbot",
    "createdb": "postgresql",
    "createuser": "postgresql",
    "curl": "curl",
    "dropdb": "postgresql",
    "git": "git",
    "nginx": "nginx",
}
# Programs of the server with the older portal, and of the environment.
ELSEWHERE = {"mysqldump", "wget", "wp", ".venv/bin/pip"}


def parts(text):
    """Return the shell blocks, inline code, links, titles and prose of ``text``, each as a list."""
    found = {"block": [], "code": [], "link": [], "title": [], "prose": []}
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "fence" and token.info == "sh":
            found["block"].append(token.content)
        elif token.type == "inline":
            words = ""
            for child in token.children:
                if child.type == "code_inline":
                    found["code"].append(child.content)
                elif child.type in ("link_open", "image"):
                    found["link"].append(child.attrs.get("href") or child.attrs["src"])
                words += " " if child.type == "softbreak" else child.content
            found["title" if before.type == "heading_open" else "prose"].append(words)
    return found


def faults(text):
    """Return what is not true in ``text``, a page of the guide."""
    found, said = [], parts(text)
    for block in said["block"]:
        if subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True).returncode:
            found.append(f"no shell: {block}")
            continue
        found += faults_of_variables(block)
        for command in simple_commands(block):
            found += faults_of_command(command)
    for code in said["code"]:
        found += faults_of_variables(code)
        words = code.split()
        if code.startswith('"'):
            found += faults_of_keys(code)
        elif len(words) == 1 and words[0] not in PACKAGED:
            found += [*faults_of_word(code), *faults_of_path(code)]
        elif is_program(words[0]):
            for command in simple_commands(code):
                found += faults_of_command(command)
    for quotation in re.findall(r"«([^»]+)»", "\n".join(said["prose"])):
        found += faults_of_quotation(quotation)
    return found


# --- Commands ------------------------------------------------------------------------------------


def simple_commands(script):
    """Return the commands of ``script`` as lists of words, without the files of ``>``."""
    found = []
    for line in script.replace("\\\n", " ").splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="&|;<>")
        lexer.whitespace_split = True
        found.append([])
        for word in lexer:
            if word in (">", ">>", "<"):
                next(lexer)  # a file
            elif set(word) <= set("&|;"):
                found.append([])
            else:
                found[-1].append(word)
    return [command for command in found if command]


def is_program(word):
    known = DEBIAN_PROGRAMS | ELSEWHERE | PACKAGED.keys()
    ours = ("manage.py", "make", "systemctl", "journalctl", ".venv/bin/python")
    return word in known or word in ours or bool(re.match(r"deploy/|scripts/|[A-Z_]+=", word))


def faults_of_command(words):
    """Yield what is wrong with one command."""
    for word in words:
        yield from faults_of_path(word)
    while words and (words[0] in ("deploy/with-env", ".venv/bin/python") or "=" in words[0]):
        words = words[1:]
    if not words or words[0].removeprefix("/srv/portales/").startswith(("deploy/", "scripts/")):
        return  # a path, which was looked at
    program, arguments = words[0], words[1:]
    checks = {
        "manage.py": faults_of_manage,
        "systemctl": faults_of_units,
        "journalctl": faults_of_units,
        "make": faults_of_make,
    }
    if program in checks:
        yield from checks[program](arguments)
    elif program == "runuser":
        yield from faults_of_command(arguments[arguments.index("--") + 1 :])
    elif not is_program(program):
        yield f"unknown program: {program}"
    elif program in PACKAGED and PACKAGED[program] not in installed():
        yield f"program of a package that is not installed: {program}"


def faults_of_manage(arguments):
    name, *arguments = arguments
    app = get_commands().get(name)
    if not app:
        yield f"unknown command: {name}"
        return
    try:
        load_command_class(app, name).create_parser("manage.py", name).parse_args(arguments)
    except CommandError as error:
        yield f"{name} {' '.join(arguments)}: {error}"


def faults_of_units(arguments):
    for before, word in zip([None, *arguments], arguments, strict=False):
        is_verb = before is None and not word.startswith("-")
        if "*" in word and {"enable", "disable"} & {*arguments}:
            yield f"systemd knows no patterns there: {word}"
        elif before == "-t" and f"SyslogIdentifier={word}\n" not in of_deploy():
            yield f"unknown identifier: {word}"
        elif not is_verb and before not in ("-n", "-t") and word[0] != "-" and not is_unit(word):
            yield f"unknown unit: {word}"


def is_unit(name):
    """Return whether ``name`` (short, an instance or a pattern) is a unit of ours or of Debian."""
    name = re.sub(r"@[^.]*", "@", name)
    if not re.search(r"[.*]", name):
        name += ".service"
    own = {path.name for path in (DEPLOY / "systemd").iterdir()}
    return any(fnmatch(unit, name) for unit in own | DEBIAN_UNITS)


def faults_of_make(arguments):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in arguments:
        is_target = "=" not in word and not word.startswith(("-", "/"))
        if is_target and not re.search(rf"^{re.escape(word)}:", makefile, re.MULTILINE):
            yield f"unknown target: {word}"


@cache
def installed():
    """Return the packages that the blocks of the installation install."""
    blocks = parts((GUIDE / "instalar.md").read_text(encoding="utf-8"))["block"]
    commands = [command for block in blocks for command in simple_commands(block)]
    return {name for command in commands if command[:2] == ["apt", "install"] for name in command}


@cache
def of_deploy():
    """Return all files of ``deploy`` as one text."""
    # The configuration of gunicorn is Python, and a copy of it is compiled.
    inside = DEPLOY.rglob("*")
    files = sorted(path for path in inside if path.is_file() and path.suffix != ".pyc")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


# --- Names ---------------------------------------------------------------------------------------


def faults_of_path(word):
    """Yield a fault if ``word`` is a path of the repository or of a server, and not there."""
    path = word.removeprefix("/srv/portales/")
    if re.match(r"\.?\w[\w.-]*/", path) and (ROOT / path.partition("/")[0]).is_dir():
        if not path.startswith(".venv/") and not list(ROOT.glob(path)):
            yield f"unknown path: {word}"
    elif there := re.match(r"(/(?:etc|run|var)/\S*?portales[\w.-]*)(?:/([\w-]+))?", word):
        place, inside = there.groups()
        if place not in of_deploy() and not list(DEPLOY.rglob(Path(place).name)):
            yield f"unknown place: {word}"
        if place == "/var/lib/portales" and inside and f"VAR_DIR/{inside}`" not in CONFIGURATION:
            yield f"unknown folder: {word}"


def faults_of_variables(code):
    """Yield the names in ``code`` that are written as variables, and are none."""
    known = set(re.findall(r"`([A-Z_]+)`", CONFIGURATION)) | {"ORIG_HEAD"}
    for names in re.findall(r"`([^`]+)`", COMMANDS):
        known |= set(re.findall(r"\b([A-Z]+)=", names))
    languages = (ROOT / "santiago" / "settings" / "languages.py").read_text(encoding="utf-8")
    known |= set(re.findall(r"\b[A-Z_]{2,}\b", languages))
    written = re.findall(
        r"(?<!/)\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|(?<![\w/?&.-])[A-Z]{3,}(?==)", code
    )
    for name in written:
        if name not in known:
            yield f"unknown variable: {name}"


def faults_of_word(code):
    """Yield a fault if ``code``, a word, is an option, a command or a key that does not exist."""
    if code.startswith("--") and code not in options():
        yield f"unknown option: {code}"
    is_name = re.fullmatch(r"[a-z]+(?:_[a-z\d]+)+", code)
    if is_name and code not in get_commands() and not is_in(code, of_deploy()):
        yield f"unknown command: {code}"


def faults_of_keys(code):
    """Yield the keys and values in ``code``, of the answer of ``/readyz``, that it never has."""
    health = (ROOT / "base" / "health.py").read_text(encoding="utf-8")
    for key in re.findall(r'"\w+"', code):
        if key not in health:
            yield f"unknown in the answer of /readyz: {key}"


@cache
def options():
    """Return all options of our commands and of restore.sh."""
    found = set(re.findall(r"--[a-z-]+", (DEPLOY / "restore.sh").read_text(encoding="utf-8")))
    for name, app in get_commands().items():
        if app in own_apps():
            parser = load_command_class(app, name).create_parser("manage.py", name)
            found |= parser._option_string_actions.keys()
    return found


# --- Quotations ----------------------------------------------------------------------------------


def faults_of_quotation(quotation):
    """Yield a fault if the program does not say ``quotation``, where «…» stands for anything.

    Up to three words that begin with a capital are a label: a whole text of the screens.
    """
    # servidor/breaker.py puts the name of what fails before its text.
    pieces = re.split("…|(?= fails, )", quotation)
    pieces = [piece.strip() for piece in pieces if re.search(r"\w", piece)]
    whole = pieces == [quotation] and quotation[0].isupper() and len(quotation.split()) <= 3
    for piece in pieces:
        is_on_screen = piece in screens() if whole else any(is_in(piece, it) for it in screens())
        if not is_on_screen and not is_in(piece, of_deploy()) and not is_in_code(piece, whole):
            yield f"the program does not say: «{quotation}»"


def is_in(text, longer):
    return text in longer and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", longer))


@cache
def screens():
    """Return the texts of the screens in Spanish: ours, and those that Wagtail translates."""
    ours = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    said = {text for entry in ours for text in (entry.msgid, entry.msgid_plural)}
    of_wagtail = Path(wagtail.__file__).parent.rglob("locale/es/LC_MESSAGES/django.mo")
    # In locale/es are texts of Wagtail that are ours to translate.
    for path in [*of_wagtail, ROOT / "locale" / "es" / "LC_MESSAGES" / "django.mo"]:
        said |= {entry.msgstr for entry in polib.mofile(str(path))}
    return said - {""}


def is_in_code(text, whole):
    """Return whether a string of the code, no comment or docstring, is or holds ``text``."""
    for app in sorted(own_apps()):
        for path in sorted((ROOT / app).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if text in source:
                said = strings(source)
                if text in said if whole else any(is_in(text, it) for it in said):
                    return True
    return False


def strings(source):
    """Return the strings of ``source`` that are not docstrings."""
    nodes = list(ast.walk(ast.parse(source)))
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in alone]
    return {node.value for node in constants if isinstance(node.value, str)}


# --- Links ---------------------------------------------------------------------------------------


def faults_of_links(page):
    """Return the links of a document that lead to no file, or to no title of it."""
    found = []
    for link in parts(page.read_text(encoding="utf-8"))["link"]:
        name, _hash, anchor = unquote(link).partition("#")
        target = page.parent / name if name else page
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@cache
def anchors(page):
    """Return the anchors of a document, as the sites that show it make them of its titles."""
    titles = parts(page.read_text(encoding="utf-8"))["title"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# --- Tests ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_what_the_guide_names_and_quotes_exists(name):
    text = (GUIDE / name).read_text(encoding="utf-8")
    assert faults(text) == []
    # Only these blocks are read.
    assert len(parts(text)["block"]) * 2 == len(re.findall(r"^ *```", text, re.MULTILINE))


def test_the_guide_has_what_is_looked_at():
    text = "\n".join((GUIDE / name).read_text(encoding="utf-8") for name in PAGES)
    blocks = "\n".join(parts(text)["block"])
    assert len(simple_commands(blocks)) > 60
    assert len(re.findall(r"manage\.py \w+", text)) > 25
    assert len(re.findall(r"«[^»]+»", text)) > 40


@pytest.mark.parametrize(
    "planted",
    [
        "`manage.py recifrar_todo`",
        "`deploy/with-env .venv/bin/python manage.py preparar_datos --todos`",
        "```sh\ndeploy/with-env .venv/bin/python manage.py retirar_portal\n```",
        "```sh\ndeploy/with-env deploy/restaurar.sh /var/backups/portales/FECHA\n```",
        "```sh\ncp deploy/nginx/portal-*.conf /etc/nginx/\n```",
        "```sh\nrunuser -u postgres -- makedb portales\n```",
        "```sh\nln -s 'uno dos\n```",
        "`systemctl restart portales-planificador`",
        "`systemctl reset-failed 'portal-*'`",
        "`systemctl disable --now 'portales-*.timer'`",
        "`journalctl -u planificador`",
        "`journalctl -t alarma`",
        "`make installar`",
        "`/var/lib/portales/subidas`",
        "`/etc/portales.d/claves`",
        "`santiago/portal.toml`",
        "`CIFRADO_LLAVES`",
        "`make bench TAMANO=20`",
        "`--sin-llaves`",
        "`purgar_cosas`",
        '`"scheduler": "silent"`',
        "«Correos que no llegaron»",
        "«Reintenta»",
        "«The cache … is on fire»",
        "«El planificador no da señales desde el lunes»",
    ],
)
def test_a_fault_in_the_guide_is_found(planted):
    assert len(faults(f"Texto con {planted}." if not planted.startswith("```") else planted)) == 1


def test_every_link_of_the_documents_leads_somewhere(tmp_path):
    documents = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    broken = {str(page.relative_to(ROOT)): faults_of_links(page) for page in documents}
    assert {page: links for page, links in broken.items() if links} == {}
    planted = tmp_path / "guia.md"
    planted.write_text(
        "# Uno\n\n[a](#uno) [b](#dos) [c](guia.md#uno) [d](otra.md) [e](guia.md#tres)\n"
    )
    assert faults_of_links(planted) == ["#dos", "otra.md", "guia.md#tres"]


def test_the_documents_that_code_and_deploy_name_are_there():
    places = [ROOT / "deploy", ROOT / "scripts", *(ROOT / app for app in own_apps())]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    named = {
        (str(path.relative_to(ROOT)), name)
        for path in files
        if path.suffix != ".pyc"
        for name in re.findall(r"\bdocs/[\w./-]+\.md", path.read_text(errors="ignore"))
    }
    assert len(named) > 2
    assert {(path, name) for path, name in named if not (ROOT / name).exists()} == set()


def test_the_command_that_makes_a_key_makes_one():
    text = (GUIDE / "respaldar.md").read_text(encoding="utf-8")
    [(_python, option, program)] = [
        command
        for block in parts(text)["block"]
        for command in simple_commands(block)
        if command[0] == "python3"
    ]
    done = subprocess.run([sys.executable, option, program], capture_output=True, text=True)
    assert Fernet(done.stdout.strip())
