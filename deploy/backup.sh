#!/usr/bin/env bash
# Copies the database, uploads and files of citizens into FOLDER/<date and time>:   backup.sh FOLDER
# Where room lacks, deletes the oldest copies first, except the last three. After a complete copy,
# deletes those older than KEEP_DAYS (default 30 days of 24 hours), except the last seven.
# Needs DATABASE_URL and VAR_DIR (or MEDIA_ROOT and PRIVADOS_ROOT), as in portales.env, and
# pg_dump not older than the server. Encrypted data are copied encrypted, without their keys.
# Status 0: there is a new complete copy; any other: there is none, and standard error says why.
set -euo pipefail
umask 077
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:?Uso: backup.sh CARPETA}
media=${MEDIA_ROOT:-${VAR_DIR:?falta VAR_DIR}/media}
privados=${PRIVADOS_ROOT:-${VAR_DIR:?falta VAR_DIR}/privados}
# shellcheck source=deploy/pg-env.sh
. "$root/deploy/pg-env.sh"
# shellcheck source=deploy/copia.sh
. "$root/deploy/copia.sh"

named='????????T??????Z'
# Complete copies, the oldest first.
copies() { find "$folder" -mindepth 1 -maxdepth 1 -type d -name "$named" | sort; }
free_kb() { df --output=avail --block-size=1K "$folder" | tail -n 1; }
used_kb() { du --summarize --total --block-size=1K "$@" | tail -n 1 | cut -f 1; }

mkdir -p "$folder"
exec 9<"$folder"
if ! flock --nonblock 9; then
    echo "Otra copia está en marcha en $folder: no se empieza otra." >&2
    exit 1
fi

copy=$folder/$(date -u +%Y%m%dT%H%M%SZ)
# Only a complete copy gets its final name.
partial=$copy.incompleta
finish() {
    local status=$?
    rm -rf "$partial"
    if [ "$status" != 0 ]; then
        local last
        last=$(copies | tail -n 1)
        echo "La copia NO se hizo. Libres en $folder: $(($(free_kb) / 1024)) MB." \
            "Última copia completa: ${last:-ninguna}." >&2
    fi
    exit "$status"
}
trap finish EXIT

# This run has the lock, so nobody writes these any more: their runs were killed.
find "$folder" -mindepth 1 -maxdepth 1 -type d -name "$named.incompleta" |
    while IFS= read -r left; do
        rm -rf "$left"
        echo "Se borró $left, de una copia que se interrumpió."
    done

(umask 022 && mkdir -p "$media") # missing before the first upload; nginx must read it
mkdir -p "$privados"

newest=$(copies | tail -n 1)
if [ -n "$newest" ]; then
    # The database is compressed: its last copy tells its size, and it may have grown.
    needed=$(($(used_kb "$media" "$privados") + 2 * $(used_kb "$newest/database.dump")))
    # Three stay: a mistake of Friday is seen on Monday, and only Friday's copy is without it.
    mapfile -t spare < <(copies | head -n -3)
    for old in "${spare[@]}"; do
        [ "$(free_kb)" -lt "$needed" ] || break
        rm -rf "$old"
        echo "Se borró $old para hacer sitio."
    done
    if [ "$(free_kb)" -lt "$needed" ]; then
        echo "Falta sitio en $folder: hay $(($(free_kb) / 1024)) MB libres y pueden hacer falta" \
            "$((needed / 1024)) MB. Las últimas tres copias no se borran; se intenta." >&2
    fi
fi

mkdir "$partial"
# Database first: a file uploaded meanwhile is then in the copy without a row, never missing.
dump_database "$partial"
# Status 1: an upload arrived meanwhile; it belongs to the next copy.
tar --create --file="$partial/media.tar" --directory="$media" . || [ $? = 1 ]
tar --create --file="$partial/privados.tar" --directory="$privados" . || [ $? = 1 ]
mark_keys "$partial"
sum_up "$partial"
# On the disk before it gets its name: after a power cut, a name must not stand for empty files.
sync --file-system "$partial"
mv "$partial" "$copy"
# The last seven stay: by age alone, a clock that is years ahead would leave only the new copy.
copies | head -n -7 |
    while IFS= read -r old; do
        find "$old" -maxdepth 0 -mmin +"$((${KEEP_DAYS:-30} * 1440))" -exec rm -rf {} +
    done
echo "Copia completa: $copy"
