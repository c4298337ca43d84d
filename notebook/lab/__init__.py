"""Helpers for the cells of oauth2-flows.ipynb, so that they show OAuth and not Python."""

from .answers import UnexpectedAnswer, check, client_refuses, granted, refused
from .claims import compare, explain, read
from .device import QrCode, wait_for_tokens
from .exchange import Exchange
from .ledger import Ledger
from .redirect import redirect_uri_of, send_person
from .server import Client, NoServer, Server, connect
from .table import Table

__all__ = [
    "Client",
    "Exchange",
    "Ledger",
    "NoServer",
    "QrCode",
    "Server",
    "Table",
    "UnexpectedAnswer",
    "check",
    "client_refuses",
    "compare",
    "connect",
    "explain",
    "granted",
    "read",
    "redirect_uri_of",
    "refused",
    "send_person",
    "wait_for_tokens",
]
