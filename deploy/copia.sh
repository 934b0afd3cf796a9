# Sourced by backup.sh and segundo-lugar.sh, after pg-env.sh: what a copy has of the database.

# Writes the dump into a folder, with further options of pg_dump; and how many rows each table has, asked
# in the same snapshot, so that a restored copy can be compared with it.
dump_database() {
    local folder=$1 snapshot answers questions pid
    shift
    coproc psql { psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1; }
    pid=$psql_PID
    exec {answers}<&"${psql[0]}" {questions}>&"${psql[1]}" {psql[1]}>&-
    echo "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;" >&"$questions"
    echo "begin isolation level repeatable read read only; select pg_export_snapshot();" >&"$questions"
    read -r snapshot <&"$answers"
    pg_dump --format=custom --no-owner --no-privileges --snapshot="$snapshot" \
        --file="$folder/database.dump" "$@"
    cat >&"$questions" <<'SQL'
select format('select %L, count(*) from %I', tablename, tablename)
    from pg_tables where schemaname = 'public' order by tablename \gexec
SQL
    exec {questions}>&-
    cat <&"$answers" >"$folder/filas"
    exec {answers}<&-
    wait "$pid"
}

# Writes a word encrypted with each key, by which restore.sh sees whether it has the keys.
mark_keys() {
    "$root/.venv/bin/python" - >"$1/claves" <<'PYTHON'
import environ
from cryptography.fernet import Fernet

for key in environ.Env().list("CIFRADO_CLAVES", default=[]):
    print(Fernet(key).encrypt(b"portales").decode())
PYTHON
}

# Writes the sums of the files of a copy.
sum_up() {
    (cd "$1" && sha256sum database.dump filas media.tar privados.tar claves >SHA256SUMS)
}
