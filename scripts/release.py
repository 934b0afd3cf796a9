#!/usr/bin/env python3
"""Packs the version that is checked out as one signed file, for servers without a network.

    release.py KEY [FOLDER]

KEY is a private key of ssh, whose public one the servers know (docs/operacion/actualizar.md). The
file, ``FOLDER/portales-VERSION.tar``, has the code with its history, the packages of Python for
this one's version, and the names and versions of Debian's. deploy/version.py opens it.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SUMS, SIGNATURE, CODE = "SHA256SUMS", "SHA256SUMS.sig", "codigo.bundle"
NAMESPACE = "portales"


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("Uso: make release KEY=archivo [FOLDER=carpeta]")
    key, folder = Path(sys.argv[1]).resolve(), Path(*sys.argv[2:] or ["."]).resolve()
    version = ready_version()
    with TemporaryDirectory() as made:
        made = Path(made)
        output("git", "bundle", "create", "--quiet", made / CODE, "HEAD", f"v{version}")
        collect_wheels(made / "wheels")
        (made / "VERSION").write_text(f"{version}\n")
        (made / "debian.txt").write_text(debian_packages())
        print(pack(made, key, folder / f"portales-{version}.tar"))


def output(*command, **options):
    """Return what a command printed; end with its own words if it failed."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def ready_version():
    """Return the version of the code; end if anything of it is not fixed yet."""
    settings = (ROOT / "santiago" / "settings" / "environment.py").read_text()
    version = re.search(r'^VERSION = "(\d+\.\d+\.\d+)"', settings, re.MULTILINE)[1]
    if output("git", "status", "--porcelain", "--untracked-files=no"):
        sys.exit("Hay cambios sin guardar en git.")
    if not re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(), re.M):
        sys.exit(f"CHANGELOG.md no tiene el título «## {version}».")
    if output("git", "tag", "--points-at", "HEAD", "--list", f"v{version}").strip() == "":
        sys.exit(f"Falta la etiqueta v{version} en este commit: git tag v{version}")
    return version


def collect_wheels(folder):
    python = [sys.executable, "-m", "pip", "wheel", "--quiet", "-r", "requirements.txt"]
    output(*python, "--wheel-dir", folder)


def debian_packages():
    """Return «name version» of the packages of deploy/instalar that this machine has."""
    text = (ROOT / "deploy" / "instalar").read_text()
    block = text[text.index("\nPACKAGES =") : text.index("\nCACHES =")]
    names = set(re.findall(r'"([a-z0-9-]+)"', block))
    # By name, one that dpkg does not know would be an error: of the clocks a machine has one.
    shown = "${db:Status-Status} ${Package} ${Version}\n"
    lines = [
        line.split() for line in output("dpkg-query", "--show", "--showformat", shown).splitlines()
    ]
    return "".join(
        f"{line[1]} {line[2]}\n" for line in lines if line[0] == "installed" and line[1] in names
    )


def pack(folder, key, target):
    """Write the signed file ``target`` of all files in ``folder``; return it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "".join(f"{digest_of(path)}  {path.relative_to(folder)}\n" for path in files)
    (folder / SUMS).write_text(sums)
    output("ssh-keygen", "-Y", "sign", "-q", "-f", key, "-n", NAMESPACE, folder / SUMS)
    partial = target.with_suffix(".parte")
    with tarfile.open(partial, "w") as tar:
        # First what says whether the rest may be read.
        for path in (folder / SUMS, folder / SIGNATURE, *files):
            tar.add(path, path.relative_to(folder))
    partial.replace(target)
    return target


def digest_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
