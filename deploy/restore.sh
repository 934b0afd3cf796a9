#!/usr/bin/env bash
# Restores a copy made by backup.sh:   restore.sh FOLDER/<date and time>
# The database of DATABASE_URL must be empty; existing uploads are not replaced. Stop the application
# first and run `manage.py migrate` and `collectstatic` afterwards; CIFRADO_CLAVES must have the keys
# of the day of the copy.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
copy=${1:?Uso: restore.sh CARPETA/FECHA}
media=${MEDIA_ROOT:-${VAR_DIR:?falta VAR_DIR}/media}
privados=${PRIVADOS_ROOT:-${VAR_DIR:?falta VAR_DIR}/privados}
# shellcheck source=deploy/pg-env.sh
. "$root/deploy/pg-env.sh"

(cd "$copy" && sha256sum --check --quiet SHA256SUMS)
tables=$(psql -AtX -c "select count(*) from information_schema.tables where table_schema = 'public'")
if [ "$tables" != 0 ]; then
    echo "La base de datos $PGDATABASE no está vacía: no se toca." >&2
    exit 1
fi
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="$PGDATABASE" "$copy/database.dump"
mkdir -p "$media"
tar --extract --file="$copy/media.tar" --directory="$media" --skip-old-files
if [ -e "$copy/privados.tar" ]; then # older copies have none
    (umask 077 && mkdir -p "$privados")
    tar --extract --file="$copy/privados.tar" --directory="$privados" --skip-old-files
fi
echo "Restaurado desde $copy."
