"""Reads tokens and says what is in them."""

import json
from datetime import datetime, timezone

import jwt

from .table import GOOD, NOTE, Table

TIMES = ("exp", "iat", "nbf", "auth_time")

MEANING = {
    "acr": "How strongly the person was authenticated (OpenID Connect Core §2)",
    "act": "Who acts for the subject; older actors are nested in it (RFC 8693 §4.1)",
    "active": "Whether the token works for the one who asked (RFC 7662 §2.2)",
    "allowed-origins": "Web pages that may call with this token (Keycloak's own)",
    "at_hash": "Half a hash of the access token: ties the two together (OpenID Connect Core §3.1.3.6)",
    "aud": "Whom the token is for; everyone else must refuse it (RFC 7519 §4.1.3)",
    "auth_time": "When the person last signed in",
    "azp": "The client that the token was issued to",
    "client_id": "The client that the token was issued to (RFC 8693 §4.3)",
    "email": "The person's address (scope email)",
    "email_verified": "Whether the address was confirmed",
    "exp": "Not valid after (RFC 7519 §4.1.4)",
    "family_name": "Scope profile",
    "given_name": "Scope profile",
    "iat": "Issued at (RFC 7519 §4.1.6)",
    "iss": "Who issued it: the server's identifier (RFC 7519 §4.1.1)",
    "jti": "A serial number: no two tokens share one (RFC 7519 §4.1.7)",
    "may_act": "Who may act for the subject, should it be exchanged (RFC 8693 §4.4)",
    "name": "Scope profile",
    "nonce": "The random value of the authorization request: against replay (OpenID Connect Core §2)",
    "preferred_username": "The name that the person signs in with; may change, so identify by sub",
    "scope": "What the token allows (RFC 8693 §4.2)",
    "session_state": "The login session (Keycloak's own)",
    "sid": "The login session: ends at logout",
    "sub": "Whose token it is: a person, or a client's own service account (RFC 7519 §4.1.2)",
    "token_type": "How the token is to be sent",
    "typ": "Kind of token (Keycloak's own)",
    "username": "The name that the person signs in with",
}


def read(token):
    """Returns the claims of a JWT. Reading is not verifying: anybody can write such a token."""
    return jwt.decode(token, options={"verify_signature": False})


def explain(claims, title=""):
    """Shows claims, given as a dict or as a token, each with its meaning."""
    claims = read(claims) if isinstance(claims, str) else claims
    rows = [[name, _shown(name, value), MEANING.get(name, "")] for name, value in sorted(claims.items())]
    return Table(["claim", "value", "meaning"], rows, title)


def compare(**tokens):
    """Shows the claims of tokens side by side, marks what differs. Serial numbers always do and are left out."""
    claims = [read(token) if isinstance(token, str) else token for token in tokens.values()]
    names = sorted(set().union(*claims) - {"jti"})
    rows = [[name, *(_shown(name, one[name]) if name in one else "–" for one in claims)] for name in names]
    differs = [len(set(row[1:])) > 1 for row in rows]
    rows = [[*row, "changed" if changed else "same"] for row, changed in zip(rows, differs)]
    marks = {index: GOOD if changed else NOTE for index, changed in enumerate(differs)}
    return Table(["claim", *(name.replace("_", " ") for name in tokens), ""], rows, marks=marks)


def _shown(name, value):
    if name in TIMES and isinstance(value, (int, float)):
        return f"{value} ({datetime.fromtimestamp(value, timezone.utc):%H:%M:%S} UTC)"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
