"""Ports for the servers that tests start."""

import random
import socket
from contextlib import suppress


def free_port():
    """Return a port on which nobody listens.

    It is below those that the system gives to connections: one of these could take it before the
    server has started.
    """
    while True:
        port = random.randrange(15_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
