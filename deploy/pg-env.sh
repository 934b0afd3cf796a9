# Sourced by backup.sh and restore.sh. Sets the environment variables of the PostgreSQL tools from
# DATABASE_URL, so that no password appears in the list of processes.
settings=$("$root/.venv/bin/python" - <<'PYTHON'
import os
import shlex

import environ

database = environ.Env.db_url_config(os.environ["DATABASE_URL"])
if not database["ENGINE"].endswith("postgresql"):
    raise SystemExit("DATABASE_URL no es de PostgreSQL.")
names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
for key, name in {**names, "NAME": "PGDATABASE"}.items():
    if database.get(key):
        print(f"export {name}={shlex.quote(str(database[key]))}")
PYTHON
)
eval "$settings"
