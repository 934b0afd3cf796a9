"""Saves every public page, feed, file and site map of the sample, and compares two such folders.

For changes that are meant to change nothing that people read: save before and after, on the same
day, each with the code of its commit, and look at what differs.

TO=folder     saves into this new folder
WITH=folder   compares it with one that was saved before; the exit status is 1 if they differ
"""

import os
import re
import shutil
import sys
import tempfile
from filecmp import dircmp
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.bench import set_up, told  # noqa: E402

_START = ("/", "/en/", "/ht/", "/sitemap.xml", "/robots.txt", "/mapa/", "/no-existe/")
_FILES = ("/static/", "/media/", "/documentos/")
_LINK = re.compile(rb'(?:href="|<loc>)([^"<]+)')
# What no two runs have alike: hours, random keys and the tokens of forms.
_OF_A_RUN = re.compile(
    rb"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.+Z-]*"
    rb"|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
    rb"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    rb'|(?<=name="csrfmiddlewaretoken" value=")\w+'
)


def main():
    to, other = os.environ.get("TO"), os.environ.get("WITH")
    if not to:
        sys.exit("TO: a folder")
    folder = Path(to)
    if not folder.exists():
        folder.mkdir(parents=True)
        save(folder)
    if other:
        differing = list(differences(Path(other), folder))
        print("\n".join(differing) or "The same.")
        sys.exit(bool(differing))


def save(folder):
    with tempfile.TemporaryDirectory() as place, told("the sample of all portals"):
        place = Path(place)
        shutil.copy(ROOT / "santiago" / "portales.toml", place)
        set_up(place)
        from django.core.management import call_command

        for command in ("crear_portales", "cargar_muestra", "preparar_datos"):
            call_command(command, stdout=StringIO())
        from base.models import PortalSettings

        for record in PortalSettings.objects.select_related("site"):
            inside = folder / record.slug
            inside.mkdir()
            for path, response in crawl(record):
                content = _OF_A_RUN.sub(b"*", b"".join(response))
                # The name of a file has 255 bytes at most.
                name = quote(path, safe="")[:200]
                head = f"{response.status_code} {response['Content-Type']}\n".encode()
                (inside / name).write_bytes(head + content)


def crawl(record):
    """Yield (path, response) of what links lead to in a portal, lists with one filter at most."""
    from django.test import Client

    client = Client(headers={"host": f"{record.site.hostname}:{record.site.port}"})
    host = urlsplit(record.site.root_url).netloc
    seen, waiting = set(), list(_START)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        yield path, response
        if "ml" in response["Content-Type"]:
            for href in _LINK.findall(b"".join(response)):
                url = urlsplit(urljoin(f"{record.site.root_url}{path}", href.decode()))
                narrowed = parse_qsl(url.query.replace("&amp;", "&"))
                is_page = url.netloc == host and not url.path.startswith(_FILES)
                if is_page and len(narrowed) <= 1:
                    waiting.append(url.path + (f"?{url.query}" if url.query else ""))


def differences(before, after):
    """Yield a line for each address that only one folder has, or that is not the same in both."""
    compared = dircmp(before, after)
    for name, pair in sorted(compared.subdirs.items()):
        for path in sorted(pair.left_only):
            yield f"{name}: only before: {path}"
        for path in sorted(pair.right_only):
            yield f"{name}: only after: {path}"
        for path in sorted(pair.common_files):
            old, new = (folder / name / path for folder in (before, after))
            if old.read_bytes() != new.read_bytes():
                yield f"{name}: {path}: {first_difference(old, new)}"


def first_difference(old, new):
    lines = (file.read_text(encoding="utf-8", errors="replace").split("\n") for file in (old, new))
    pairs = zip(*lines, strict=False)
    return next((f"«{a.strip()}» → «{b.strip()}»" for a, b in pairs if a != b), "longer")


if __name__ == "__main__":
    main()
