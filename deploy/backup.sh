#!/usr/bin/env bash
# Copies the database, uploads and files of citizens into FOLDER/<date and time>, and deletes copies
# older than KEEP_DAYS (default 30 days of 24 hours), except the last seven:   backup.sh FOLDER
# Needs DATABASE_URL and VAR_DIR (or MEDIA_ROOT and PRIVADOS_ROOT), as in portales.env, and
# pg_dump not older than the server. Encrypted data are copied encrypted, without their keys.
set -euo pipefail
umask 077
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:?Uso: backup.sh CARPETA}
media=${MEDIA_ROOT:-${VAR_DIR:?falta VAR_DIR}/media}
privados=${PRIVADOS_ROOT:-${VAR_DIR:?falta VAR_DIR}/privados}
# shellcheck source=deploy/pg-env.sh
. "$root/deploy/pg-env.sh"

copy=$folder/$(date -u +%Y%m%dT%H%M%SZ)
# Only a complete copy gets its final name.
partial=$copy.incompleta
trap 'rm -rf "$partial"' EXIT
mkdir -p "$partial"
# Database first: a file uploaded meanwhile is then in the copy without a row, never missing.
pg_dump --format=custom --no-owner --no-privileges --file="$partial/database.dump"
(umask 022 && mkdir -p "$media") # missing before the first upload; nginx must read it
mkdir -p "$privados"
# Status 1: an upload arrived meanwhile; it belongs to the next copy.
tar --create --file="$partial/media.tar" --directory="$media" . || [ $? = 1 ]
tar --create --file="$partial/privados.tar" --directory="$privados" . || [ $? = 1 ]
(cd "$partial" && sha256sum database.dump media.tar privados.tar >SHA256SUMS)
mv "$partial" "$copy"
# The last seven stay: by age alone, a clock that is years ahead would leave only the new copy.
find "$folder" -mindepth 1 -maxdepth 1 -type d -name '????????T??????Z' | sort | head -n -7 |
    while IFS= read -r old; do
        find "$old" -maxdepth 0 -mmin +"$((${KEEP_DAYS:-30} * 1440))" -exec rm -rf {} +
    done
echo "Copia completa: $copy"
