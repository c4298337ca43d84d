"""Derives the measured realm from the shipped one, so that both servers have the same but for what one lacks."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import PROJECT, BenchmarkError

REALM_FILE = PROJECT / "realm-config" / "notebook-realm.json"
ENVIRONMENT_FILE = PROJECT / "realm-config" / "notebook.env"

NAME = "notebook"
ES256_CLIENT = "backend-es256"

# What only our jar provides; Keycloak alone would refuse the realm.
OWN_MAPPERS = {"oauth2-may-act-mapper"}
OWN_EXECUTORS = {"token-exchange-permit"}

TOKEN_SECONDS = 3600  # a token or code that was prepared must not expire before it is measured
CODE_SECONDS = 600

Realm = dict[str, Any]


def derive(stock: bool, saved_events: bool, file: Path = REALM_FILE) -> Realm:
    """The realm to import, with or without what Keycloak alone does not know."""
    realm = json.loads(file.read_text())
    realm["accessTokenLifespan"] = TOKEN_SECONDS
    realm["accessCodeLifespan"] = CODE_SECONDS
    realm["oauth2DevicePollingInterval"] = 1
    if not saved_events:  # as in any new realm
        realm["eventsEnabled"] = realm["adminEventsEnabled"] = False
    realm["clients"].append(_es256_client(realm))
    _bring_downstream_audience(realm)
    if stock:
        _drop_what_is_ours(realm)
    return realm


def environment(base_url: str, file: Path = ENVIRONMENT_FILE) -> dict[str, str]:
    """The names and secrets that the realm's placeholders stand for, for a server at this URL."""
    lines = (line.strip() for line in file.read_text().splitlines())
    values = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return values | {
        "OAUTH2_SERVER_URL": base_url,
        "FRONTEND_REDIRECT_URI": f"{base_url}/callback",
        "ES256_CLIENT_ID": ES256_CLIENT,
        "ES256_CLIENT_SECRET": values.get("BACKEND_CLIENT_SECRET", ""),
    }


def _client(realm: Realm, variable: str) -> Realm:
    for client in realm["clients"]:
        if variable in client["clientId"]:
            return client
    raise BenchmarkError(f"{REALM_FILE} has no client named by {variable}; adapt load/realm.py to it.")


def _es256_client(realm: Realm) -> Realm:
    """A twin of the backend whose access tokens are signed with ES256; Keycloak makes the key when it is needed."""
    twin = copy.deepcopy(_client(realm, "BACKEND_CLIENT_ID"))
    twin["clientId"] = ES256_CLIENT
    twin["attributes"]["access.token.signed.response.alg"] = "ES256"
    return twin


def _bring_downstream_audience(realm: Realm) -> None:
    """Keycloak's own exchange grants only audiences that a scope brings, where our policy needs none."""
    audience = _client(realm, "DOWNSTREAM_CLIENT_ID")["clientId"]
    scope = next(scope for scope in realm["clientScopes"] if scope["name"] == "api:read")
    scope.setdefault("protocolMappers", []).append(
        {
            "name": "downstream",
            "protocol": "openid-connect",
            "protocolMapper": "oidc-audience-mapper",
            "config": {"included.client.audience": audience, "access.token.claim": "true"},
        }
    )


def _drop_what_is_ours(realm: Realm) -> None:
    realm.pop("loginTheme", None)
    for holder in realm["clients"] + realm["clientScopes"]:
        mappers = holder.get("protocolMappers", [])
        holder["protocolMappers"] = [one for one in mappers if one["protocolMapper"] not in OWN_MAPPERS]
    profiles = realm.get("clientProfiles", {"profiles": []})["profiles"]
    ours = {one["name"] for one in profiles if _executors(one) & OWN_EXECUTORS}
    realm["clientProfiles"] = {"profiles": [one for one in profiles if one["name"] not in ours]}
    policies = realm.get("clientPolicies", {"policies": []})["policies"]
    realm["clientPolicies"] = {"policies": [one for one in policies if not ours & set(one["profiles"])]}


def _executors(profile: Mapping[str, Any]) -> set[str]:
    return {one["executor"] for one in profile["executors"]}
