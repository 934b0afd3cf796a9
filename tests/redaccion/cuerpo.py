"""The blocks that a form gets for the body of a page."""

import json


def blocks(response):
    """Return [(kind, value)] of the blocks in the response; rich text as its lines."""
    assert response.status_code == 200, response.content
    return [(block["type"], _read(block["value"])) for block in response.json()["bloques"]]


def _read(value):
    if isinstance(value, str) and value.startswith("{"):
        return [line["text"] for line in json.loads(value)["blocks"]]
    if "nivel" in value:
        return value | {"nivel": value["nivel"][0]}
    return value


def links(value):
    return [entity["data"]["url"] for entity in json.loads(value)["entityMap"].values()]
