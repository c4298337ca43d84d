"""Decodes tokens and explains their claims."""

import json
from datetime import datetime, timezone

import jwt

from .table import GOOD, NOTE, Table

TIMES = ("exp", "iat", "nbf", "auth_time")

MEANING = {
    "acr": "How strongly the user was authenticated (OpenID Connect Core §2)",
    "act": "Who acts for the subject; earlier actors are nested in it (RFC 8693 §4.1)",
    "active": "Whether the token is valid for the client that asked (RFC 7662 §2.2)",
    "allowed-origins": "Web origins that may use this token (Keycloak-specific)",
    "at_hash": "Half of a hash of the access token, which binds the tokens together (OpenID Connect Core §3.1.3.6)",
    "aud": "Intended recipients; everyone else must reject the token (RFC 7519 §4.1.3)",
    "auth_time": "When the user last signed in",
    "azp": "The client that the token was issued to",
    "client_id": "The client that the token was issued to (RFC 8693 §4.3)",
    "email": "The user's email address (scope email)",
    "email_verified": "Whether the address has been verified",
    "exp": "Not valid after (RFC 7519 §4.1.4)",
    "family_name": "Scope profile",
    "given_name": "Scope profile",
    "iat": "Issued at (RFC 7519 §4.1.6)",
    "iss": "The issuer: the server's identifier (RFC 7519 §4.1.1)",
    "jti": "Unique id of the token (RFC 7519 §4.1.7)",
    "may_act": "Who may act for the subject in a token exchange (RFC 8693 §4.4)",
    "name": "Scope profile",
    "nonce": "Random value from the authorization request, against replay (OpenID Connect Core §2)",
    "preferred_username": "The name the user signs in with; may change, so identify users by sub",
    "scope": "What the token allows (RFC 8693 §4.2)",
    "session_state": "The login session (Keycloak-specific)",
    "sid": "The login session, which ends at logout",
    "sub": "The subject: a user, or a client's service account (RFC 7519 §4.1.2)",
    "token_type": "How to send the token",
    "typ": "Kind of token (Keycloak-specific)",
    "username": "The name the user signs in with",
}


def read(token):
    """Returns the claims of a JWT without verifying it: anyone could have written it."""
    return jwt.decode(token, options={"verify_signature": False})


def explain(claims, title=""):
    """Shows the claims of a dict or a token, each with its meaning."""
    claims = read(claims) if isinstance(claims, str) else claims
    rows = [[name, _shown(name, value), MEANING.get(name, "")] for name, value in sorted(claims.items())]
    return Table(["claim", "value", "meaning"], rows, title)


def compare(**tokens):
    """Shows the claims of tokens side by side and marks differences. Omits jti, which always differs."""
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
