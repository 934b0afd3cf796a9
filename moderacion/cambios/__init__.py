"""The screens where a change of a file that citizens see is decided (cambios de archivos)."""
