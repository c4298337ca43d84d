"""Keeps secrets out of what is shown. What is shown is saved with the notebook, and shared with it."""

import re

HIDDEN = "••••••••"

# Never shown, not even in part.
SECRET = {"client_secret", "password"}

# Good for as long as they live: shown in short. Authorization codes are not here: they work once, and at once.
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
    """Returns the first characters of a token and its length. The signature, which makes it work, is left out."""
    return f"{token[:6]}… ({len(token)} characters)"


def value(name, text):
    """Returns the value of a form parameter or JSON member as it may be shown."""
    if not isinstance(text, str) or not text:
        return text
    if name in SECRET:
        return HIDDEN
    return shorten(text) if name in CREDENTIAL else text


def authorization(header):
    """Returns an Authorization header as it may be shown."""
    scheme, _, credentials = header.partition(" ")
    return f"{scheme} {HIDDEN if scheme.lower() == 'basic' else shorten(credentials)}"


def json_members(data):
    """Returns JSON with its members masked, at any depth."""
    if isinstance(data, dict):
        return {
            name: value(name, member) if isinstance(member, str) else json_members(member)
            for name, member in data.items()
        }
    return [json_members(item) for item in data] if isinstance(data, list) else data


def text(body):
    """Returns any other text with what looks like a JWT shortened."""
    return re.sub(r"eyJ[\w-]+\.[\w-]*\.[\w-]*", lambda match: shorten(match.group()), body)
