#!/usr/bin/env bash
# Copies the database, uploads and files of citizens, encrypted, to a second place:
#   segundo-lugar.sh                    one more copy in BORG_REPO
#   segundo-lugar.sh --traer CARPETA    its newest copy, as restore.sh wants it, in CARPETA/<date and time>
# BORG_REPO is a folder of a disk that is plugged in, or ssh://user@machine/./folder; BORG_PASSPHRASE
# encrypts, and without it nobody reads the copies. borgbackup sends what changed since the last copy
# only. Keeps one of each hour for two days, and one of each day for KEEP_DAYS (default 30).
# Needs the other variables of backup.sh, too. Status 0: there is a new copy, or no second place now.
set -euo pipefail
umask 077
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
told=${BACKUP_ROOT:-/var/backups/portales}/segundo-lugar
if [ -z "${BORG_REPO:-}" ]; then
    echo "No hay segundo lugar: BORG_REPO está vacío."
    exit 0
fi
export BORG_PASSPHRASE=${BORG_PASSPHRASE:?falta BORG_PASSPHRASE}
export BORG_BASE_DIR=${BORG_BASE_DIR:-${VAR_DIR:?falta VAR_DIR}/borg}
export BORG_RSH=${BORG_RSH:-ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=30}
export BORG_RELOCATED_REPO_ACCESS_IS_OK=yes # a disk may be mounted elsewhere
named='????????T??????Z' # of complete copies

# shellcheck source=deploy/pg-env.sh
. "$root/deploy/pg-env.sh"
# shellcheck source=deploy/copia.sh
. "$root/deploy/copia.sh"

if [ "${1:-}" = --traer ]; then
    folder=${2:?Uso: segundo-lugar.sh --traer CARPETA}
    name=$(borg list --short --last 1 --glob-archives "$named")
    if [ -z "$name" ]; then
        echo "En $BORG_REPO no hay ninguna copia completa." >&2
        exit 1
    fi
    partial=$folder/$name.incompleta
    trap 'rm -rf "$partial"' EXIT
    rm -rf "$partial"
    mkdir -p "$partial"
    (cd "$partial" && borg extract --strip-components 1 "::$name" segundo-lugar)
    for part in media privados; do
        borg export-tar --strip-components 1 "::$name" "$partial/$part.tar" "$part"
    done
    sum_up "$partial"
    mv "$partial" "$folder/$name"
    echo "Copia traída: $folder/$name"
    exit 0
fi

if [[ $BORG_REPO != *:* && ! -d $(dirname "$BORG_REPO") ]]; then
    echo "El disco del segundo lugar no está: falta $(dirname "$BORG_REPO")."
    exit 0 # deploy/doctor says when the last copy is too old
fi
media=${MEDIA_ROOT:-$VAR_DIR/media}
privados=${PRIVADOS_ROOT:-$VAR_DIR/privados}
above=$(dirname "$media")
if [ "$above" != "$(dirname "$privados")" ]; then
    echo "MEDIA_ROOT y PRIVADOS_ROOT tienen que estar en la misma carpeta." >&2
    exit 1
fi
(umask 022 && mkdir -p "$media") # missing before the first upload; nginx must read it
mkdir -p "$privados" "$BORG_BASE_DIR"
exec 9<"$BORG_BASE_DIR"
if ! flock --nonblock 9; then
    echo "Otra copia al segundo lugar está en marcha: no se empieza otra." >&2
    exit 1
fi

borg info >/dev/null 2>&1 || borg init --encryption repokey-blake2
work=$above/segundo-lugar
trap 'rm -rf "$work"' EXIT
rm -rf "$work" # of a run that was killed
mkdir "$work"
dump_database "$work" --compress=0 # borg sends what changed of it, and compresses that
mark_keys "$work"
name=$(date -u +%Y%m%dT%H%M%SZ)
# Status 1: a file changed while it was read; it belongs to the next copy. The pieces are of some 100 KB,
# not of two megabytes: a row that changed is the usual case, and the line is bad.
(
    cd "$above"
    borg create --compression zstd --chunker-params 12,20,17,4095 "::$name.incompleta" \
        segundo-lugar media privados
) || [ $? = 1 ]
borg rename "::$name.incompleta" "$name"
borg delete --glob-archives "$named.incompleta" # of runs that were killed
borg prune --glob-archives "$named" --keep-hourly 48 --keep-daily "${KEEP_DAYS:-30}"
borg compact
mkdir -p "$(dirname "$told")"
echo "$name" >"$told"
echo "Copia en el segundo lugar: $name"
