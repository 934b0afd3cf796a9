#!/usr/bin/env bash
# Copies the database, uploads and files of citizens, encrypted, to a second place:
#   segundo-lugar.sh                            one more copy in BORG_REPO
#   segundo-lugar.sh --traer CARPETA [FECHA]    the newest one, or that of FECHA, as restore.sh wants it
#   segundo-lugar.sh --continuar                lets this machine go on with copies of another one
# BORG_REPO is a folder of a disk that is plugged in, or ssh://user@machine/./folder; BORG_PASSPHRASE
# encrypts, and without it nobody reads the copies. borgbackup sends what changed since the last copy
# only. Keeps all of two days, and one of each day for KEEP_DAYS (default 30); the last seven stay.
# Needs the other variables of backup.sh, too. Status 0: there is a new copy, or no second place now.
set -euo pipefail
umask 077
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -z "${BORG_REPO:-}" ]; then
    echo "No hay segundo lugar: BORG_REPO está vacío."
    exit 0
fi
export BORG_PASSPHRASE=${BORG_PASSPHRASE:?falta BORG_PASSPHRASE}
export BORG_BASE_DIR=${BORG_BASE_DIR:-${VAR_DIR:?falta VAR_DIR}/borg}
export BORG_RSH=${BORG_RSH:-ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=30}
export BORG_RELOCATED_REPO_ACCESS_IS_OK=yes # a disk may be mounted elsewhere
told=${BACKUP_ROOT:-/var/backups/portales}/segundo-lugar # the name of the last copy of this machine
named='????????T??????Z'                                 # of complete copies

# A line that was cut leaves the lock of its copy for some minutes.
borg() { command borg --lock-wait 600 "$@"; }
copies() { borg list --short --glob-archives "$named" | sort; }

# shellcheck source=deploy/pg-env.sh
. "$root/deploy/pg-env.sh"
# shellcheck source=deploy/copia.sh
. "$root/deploy/copia.sh"

case ${1:-} in
    --traer)
        folder=${2:?Uso: segundo-lugar.sh --traer CARPETA [FECHA]}
        name=${3:-$(copies | tail -n 1)}
        if [ -z "$name" ]; then
            echo "En $BORG_REPO no hay ninguna copia completa." >&2
            exit 1
        fi
        if [ -e "$folder/$name" ]; then
            echo "Ya está en $folder/$name."
            exit 0
        fi
        partial=$folder/$name.trayendo # backup.sh would delete what is «incompleta»
        trap 'rm -rf "$partial"' EXIT
        rm -rf "$partial"
        mkdir -p "$partial"
        (cd "$partial" && borg extract --strip-components 1 "::$name" segundo-lugar)
        for part in media privados; do
            borg export-tar --strip-components 1 "::$name" "$partial/$part.tar" "$part"
        done
        sum_up "$partial"
        mv --no-target-directory "$partial" "$folder/$name"
        echo "Copia traída: $folder/$name. Las que hay:"
        copies
        exit 0
        ;;
    --continuar)
        last=$(copies | tail -n 1) # a place that does not answer ends here, and the guard stays
        echo "$last" >"$told"
        echo "Esta máquina sigue con las copias de $BORG_REPO."
        exit 0
        ;;
esac

if [[ $BORG_REPO != *:* && ! -d $BORG_REPO ]]; then
    echo "El disco del segundo lugar no está: falta la carpeta $BORG_REPO."
    exit 0 # deploy/doctor says when the last copy is too old
fi
media=$(realpath -m "${MEDIA_ROOT:-$VAR_DIR/media}")
privados=$(realpath -m "${PRIVADOS_ROOT:-$VAR_DIR/privados}")
above=$(dirname "$media")
# borg keeps paths as they are told, and a link as a link.
if [ "$media $privados" != "$above/media $above/privados" ]; then
    echo "MEDIA_ROOT y PRIVADOS_ROOT tienen que ser «media» y «privados» de una misma carpeta." >&2
    exit 1
fi
(umask 022 && mkdir -p "$media") # missing before the first upload; nginx must read it
mkdir -p "$privados" "$BORG_BASE_DIR"
exec 9<"$BORG_BASE_DIR"
if ! flock --nonblock 9; then
    echo "Otra copia al segundo lugar está en marcha: no se empieza otra." >&2
    exit 1
fi
work=$above/segundo-lugar
trap 'rm -rf "$work"' EXIT
rm -rf "$work" # of a run that was killed: before the room is measured

if ! said=$(borg info 2>&1); then
    if [ -e "$told" ]; then
        echo "$said" >&2
        # Another machine may be off for a while; each hour an alarm would teach nobody anything.
        [ -n "$(find "$told" -mmin -360)" ] || exit 1
        echo "El segundo lugar no responde; la última copia es de hace menos de seis horas."
        exit 0
    fi
    case $said in
        *'does not exist'* | *'not a valid repository'*) borg init --encryption repokey-blake2 ;;
        *)
            echo "$said" >&2
            exit 1
            ;;
    esac
elif [ ! -e "$told" ] && [ -n "$(copies)" ]; then
    echo "En $BORG_REPO hay copias de otra máquina. Traiga y restaure una (--traer), y después" \
        "«deploy/with-env deploy/segundo-lugar.sh --continuar»." >&2
    exit 1
fi

needed=$(psql -AtX -c 'select pg_database_size(current_database()) / 1024')
free=$(df --output=avail --block-size=1K "$above" | tail -n 1)
if [ "$free" -lt "$needed" ]; then
    echo "Falta sitio en $above: la base de datos ocupa $((needed / 1024)) MB." >&2
    exit 1
fi
mkdir "$work"
dump_database "$work" --compress=0 # borg sends what changed of it, and compresses that
mark_keys "$work"
name=$(date -u +%Y%m%dT%H%M%SZ)
# The pieces are of some 100 KB, not of two megabytes: a row that changed is the usual case, and the
# line is bad, so what was sent counts every five minutes. Status 1 is a warning: a file changed while it was read, which is no matter; or it could
# not be read, and then there is no copy of it.
status=0
said=$(
    cd "$above"
    borg create --list --filter E --checkpoint-interval 300 --compression zstd --chunker-params 12,20,17,4095 \
        "::$name.incompleta" segundo-lugar media privados 2>&1
) || status=$?
[ "$status" = 0 ] || echo "$said" >&2
[ "$status" -le 1 ] || exit "$status"
while IFS= read -r unread; do
    if [ -e "$above/$unread" ]; then # or else it was deleted meanwhile
        echo "No se pudo leer $above/$unread: no hay copia." >&2
        exit 1
    fi
done < <(sed -n 's/^E //p' <<<"$said")
borg rename "::$name.incompleta" "$name"

# Of runs that were killed; those that a cut line left end in «.checkpoint».
borg delete --glob-archives "$named.incompleta*"
borg prune --glob-archives "$named" --keep-within 2d --keep-daily "${KEEP_DAYS:-30}"
# borg counts the days that have a copy: on a disk that is plugged in once a week these are months.
oldest=$(date -u -d "${KEEP_DAYS:-30} days ago" +%Y%m%dT%H%M%SZ)
copies | head -n -7 |
    while IFS= read -r old; do
        [[ $old > $oldest ]] || borg delete "::$old"
    done
borg compact
echo "$name" >"$told"
echo "Copia en el segundo lugar: $name"
