"""What is read under the headings of the front page of the admin."""

from tests.reading import soup


def section(response, title):
    """What stands under the heading ``title`` of the front page; None without it."""
    for heading in soup(response).select("section h2"):
        if " ".join(heading.get_text(" ").split()).startswith(title):
            return heading.find_parent("section")
    return None


def words(tag):
    return " ".join(tag.get_text(" ").split())
