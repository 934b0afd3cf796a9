"""Moderation of changes to images and documents that citizens see (cambios de archivos)."""
