"""The admin addresses of the log, for the guard: no ids in any path."""

from aislamiento.addresses import classify

classify("bitacora", "index index_results")
