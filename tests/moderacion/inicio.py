"""The sections of the front page of the admin."""

from tests.reading import soup


def section(response, title):
    """Return the section of the front page with the heading ``title``; None if there is none."""
    for heading in soup(response).select("section h2"):
        if " ".join(heading.get_text(" ").split()).startswith(title):
            return heading.find_parent("section")
    return None


def words(tag):
    return " ".join(tag.get_text(" ").split())
