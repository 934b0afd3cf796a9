"""Opens a version that scripts/release.py packed, once its signature and its sums are right.

For deploy/actualizar, with Debian's python3 and ssh-keygen alone.
"""

import hashlib
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from pasos import StepError

SUMS, SIGNATURE, NAMESPACE = "SHA256SUMS", "SHA256SUMS.sig", "portales"
SIGNERS, SIGNER = Path("/etc/portales/publicadores"), "portales"
_NAME = re.compile(r"(?:wheels/)?\w[\w.+-]*")
_MOST_SUMS = 1_000_000  # bytes
_PIECE = 1024 * 1024


def unpack(archive, folder):
    """Write the files of the signed ``archive`` into the new ``folder``.

    Raises :class:`StepError`, and leaves nothing, if anything is not as it was signed.
    """
    if not SIGNERS.exists():
        raise StepError(f"Falta {SIGNERS}: no se sabe de quién se aceptan versiones.")
    folder.mkdir(mode=0o700)
    try:
        with tarfile.open(archive, "r:") as tar:
            members = {member.name: member for member in tar}
            for name in (SUMS, SIGNATURE):
                text = tar.extractfile(members[name]).read(_MOST_SUMS)
                (folder / name).write_bytes(text)
            verify(folder)
            sums = dict(reversed(line.split("  ")) for line in lines(folder / SUMS))
            if set(sums) != set(members) - {SUMS, SIGNATURE}:
                raise StepError(f"{archive}: faltan archivos, o sobran.")
            for name, digest in sums.items():
                if not _NAME.fullmatch(name) or not members[name].isfile():
                    raise StepError(f"{archive}: «{name}» no es un archivo de una versión.")
                write(tar.extractfile(members[name]), folder / name, digest)
    except (KeyError, ValueError, OSError, tarfile.TarError) as error:
        shutil.rmtree(folder)
        raise StepError(f"{archive} no es una versión, o está dañado: {error}") from error
    except StepError:
        shutil.rmtree(folder)
        raise


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def verify(folder):
    with (folder / SUMS).open("rb") as signed:
        done = subprocess.run(
            [
                *("ssh-keygen", "-Y", "verify", "-f", SIGNERS, "-I", SIGNER, "-n", NAMESPACE),
                *("-s", folder / SIGNATURE),
            ],
            stdin=signed,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise StepError(
            f"La firma no es de nadie de {SIGNERS}: {(done.stderr or done.stdout).strip()}"
        )


def write(source, target, digest):
    target.parent.mkdir(exist_ok=True)
    found = hashlib.sha256()
    with target.open("wb") as file:
        while piece := source.read(_PIECE):
            found.update(piece)
            file.write(piece)
    if found.hexdigest() != digest:
        raise StepError(f"«{target.name}» está dañado.")
