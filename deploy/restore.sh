#!/usr/bin/env bash
# Restores a copy made by backup.sh:   restore.sh [--sin-claves] [--sin-archivos] FOLDER/<date and time>
# The database of DATABASE_URL must be empty. Files of the copy replace those of the same name, which
# may be damaged; other files stay. If it fails, the database is still empty: mend, and run it again.
# CIFRADO_CLAVES must have the keys of the day of the copy; with --sin-claves, what citizens wrote is
# restored too, but nobody can read it. With --sin-archivos, the files are read and none is written.
# Stop the application first and run `manage.py migrate` and `collectstatic` afterwards.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
with_keys=yes with_files=yes
while :; do
    case ${1:-} in
        --sin-claves) with_keys=no ;;
        --sin-archivos) with_files=no ;;
        *) break ;;
    esac
    shift
done
copy=${1:?Uso: restore.sh [--sin-claves] [--sin-archivos] CARPETA/FECHA}
media=${MEDIA_ROOT:-${VAR_DIR:?falta VAR_DIR}/media}
privados=${PRIVADOS_ROOT:-${VAR_DIR:?falta VAR_DIR}/privados}
# shellcheck source=deploy/pg-env.sh
. "$root/deploy/pg-env.sh"

if ! (cd "$copy" && sha256sum --check --quiet SHA256SUMS); then
    echo "La copia $copy está dañada o incompleta: no se restaura nada. Use otra." >&2
    exit 1
fi
if [ "$with_keys" = yes ] && [ -e "$copy/claves" ]; then # older copies have none
    "$root/.venv/bin/python" - "$copy/claves" <<'PYTHON'
import sys
from pathlib import Path

import environ
from cryptography.fernet import Fernet, InvalidToken

keys = [Fernet(key) for key in environ.Env().list("CIFRADO_CLAVES", default=[])]


def opens(key, token):
    try:
        return key.decrypt(token) == b"portales"
    except InvalidToken:
        return False


tokens = Path(sys.argv[1]).read_bytes().split()
missing = sum(not any(opens(key, token) for key in keys) for token in tokens)
if missing:
    raise SystemExit(
        f"En CIFRADO_CLAVES faltan {missing} de las {len(tokens)} claves del día de la copia: no se "
        "restaura nada. Póngalas; si se perdieron, «restore.sh --sin-claves» restaura lo demás."
    )
PYTHON
fi
tables=$(psql -AtX -c "select count(*) from information_schema.tables where table_schema = 'public'")
if [ "$tables" != 0 ]; then
    echo "La base de datos $PGDATABASE no está vacía: no se toca." >&2
    exit 1
fi
# Files first: as long as the database is empty, all of this can be done again.
if [ "$with_files" = yes ]; then
    mkdir -p "$media"
    tar --extract --file="$copy/media.tar" --directory="$media" --no-overwrite-dir
    if [ -e "$copy/privados.tar" ]; then # older copies have none
        (umask 077 && mkdir -p "$privados")
        tar --extract --file="$copy/privados.tar" --directory="$privados" --no-overwrite-dir
    fi
else
    for archive in "$copy"/*.tar; do
        tar --list --file="$archive" >/dev/null
    done
fi
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="$PGDATABASE" "$copy/database.dump"
echo "Restaurado desde $copy."
