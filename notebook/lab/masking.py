"""Masks secrets in outputs, because outputs are saved and shared with the notebook."""

import re

HIDDEN = "••••••••"

# Never shown, not even in part.
SECRET = {"client_secret", "password"}

# Usable until they expire, so shown truncated. Authorization codes are shown: they work once and are used at once.
CREDENTIAL = {
    "access_token",
    "actor_token",
    "client_assertion",
    "code_verifier",
    "device_code",
    "id_token",
    "id_token_hint",
    "refresh_token",
    "subject_token",
    "token",
}


def shorten(token):
    """Returns the first characters of a token and its length, without the signature that makes it usable."""
    return f"{token[:6]}… ({len(token)} characters)"


def value(name, text):
    """Returns the value of a form parameter or JSON member, masked if necessary."""
    if not isinstance(text, str) or not text:
        return text
    if name in SECRET:
        return HIDDEN
    return shorten(text) if name in CREDENTIAL else text


def authorization(header):
    """Returns a masked Authorization header."""
    scheme, _, credentials = header.partition(" ")
    return f"{scheme} {HIDDEN if scheme.lower() == 'basic' else shorten(credentials)}"


def json_members(data):
    """Returns JSON with secrets masked at any depth."""
    if isinstance(data, dict):
        return {
            name: value(name, member) if isinstance(member, str) else json_members(member)
            for name, member in data.items()
        }
    return [json_members(item) for item in data] if isinstance(data, list) else data


def text(body):
    """Returns other text with anything that looks like a JWT truncated."""
    return re.sub(r"eyJ[\w-]+\.[\w-]*\.[\w-]*", lambda match: shorten(match.group()), body)
