"""Pedidos de retiro: editors ask moderators to retire a page that they may not retire."""
