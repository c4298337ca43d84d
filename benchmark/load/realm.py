"""Derives the measured realm from the shipped one, so that both servers have the same but for what one lacks."""

import copy
import json
from typing import Any

from . import PROJECT

FOLDER = PROJECT / "realm-config"
NAME = "notebook"
ES256_CLIENT = "backend-es256"

# What only our jar provides; Keycloak alone would refuse the realm.
OWN_MAPPERS = {"oauth2-may-act-mapper"}


def shipped() -> dict[str, Any]:
    """The realm as it is shipped."""
    return json.loads((FOLDER / f"{NAME}-realm.json").read_text())


def derive(stock: bool) -> dict[str, Any]:
    """The realm to import, with or without what Keycloak alone does not know."""
    realm = shipped()
    # A token or code that was prepared must not expire before it is measured.
    realm |= {"accessTokenLifespan": 3600, "accessCodeLifespan": 600, "oauth2DevicePollingInterval": 1}
    realm |= {"ssoSessionIdleTimeout": 28800}
    realm |= {"eventsEnabled": False, "adminEventsEnabled": False}  # as in any new realm
    # A twin of the backend whose access tokens are signed with ES256; Keycloak makes the key when it is needed.
    twin = copy.deepcopy(client(realm, "BACKEND"))
    twin["clientId"] = ES256_CLIENT
    twin["attributes"]["access.token.signed.response.alg"] = "ES256"
    realm["clients"].append(twin)
    # Keycloak's own exchange grants only audiences that a scope brings, where our policy needs none.
    audience = {"included.client.audience": client(realm, "DOWNSTREAM")["clientId"], "access.token.claim": "true"}
    mapper = {"protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper", "config": audience}
    scope = next(scope for scope in realm["clientScopes"] if scope["name"] == "api:read")
    scope.setdefault("protocolMappers", []).append({"name": "downstream"} | mapper)
    return without_ours(realm) if stock else realm


def name_with(permits: int) -> str:
    """The name of the realm with so many permits."""
    return f"{NAME}-{permits}-permits"


def with_permits(realm: dict[str, Any], count: int) -> dict[str, Any]:
    """The realm under another name, with permits for more services, so that it has so many permits.

    Each service has a permit of its own. Half of them are selected by the policy for all, half by a policy of their own.
    """
    realm = copy.deepcopy(realm) | {"realm": name_with(count)}
    profiles, policies = realm["clientProfiles"]["profiles"], realm["clientPolicies"]["policies"]
    for_all = next(policy for policy in policies if policy["name"] == "token-exchange")
    permit = next(profile for profile in profiles if profile["name"] == for_all["profiles"][0])
    for number in range(count - permits(realm)):
        service = f"service-{number}"
        # Without scopes and mappers, which would only make the import slower.
        realm["clients"].append(
            {"clientId": service, "secret": service, "attributes": {"standard.token.exchange.enabled": "true"}}
        )
        executor = copy.deepcopy(permit["executors"][0])
        executor["configuration"]["requesters"] = [service]
        profiles.append({"name": f"{service}-calls-downstream", "executors": [executor]})
        if number % 2:
            policies.append(for_all | {"name": service, "profiles": [profiles[-1]["name"]]})
        else:
            for_all["profiles"].append(profiles[-1]["name"])
    return realm


def permits(realm: dict[str, Any]) -> int:
    """How many permits a realm has."""
    executors = [one for profile in realm["clientProfiles"]["profiles"] for one in profile["executors"]]
    return sum(executor["executor"] == "token-exchange-permit" for executor in executors)


def with_copies(count: int) -> list[dict[str, Any]]:
    """So many realms: the measured one, and copies of it, `notebook-1` and so on."""
    realm = derive(stock=False)
    return [realm, *(realm | {"realm": f"{NAME}-{number}"} for number in range(1, count))]


def without_ours(realm: dict[str, Any]) -> dict[str, Any]:
    """The realm as Keycloak alone can import it; all its client policies are ours."""
    realm = copy.deepcopy(realm) | {"clientProfiles": {"profiles": []}, "clientPolicies": {"policies": []}}
    del realm["loginTheme"]
    for holder in realm["clients"] + realm["clientScopes"]:
        mappers = holder.get("protocolMappers", [])
        holder["protocolMappers"] = [one for one in mappers if one["protocolMapper"] not in OWN_MAPPERS]
    return realm


def client(realm: dict[str, Any], name: str) -> dict[str, Any]:
    """The client whose id is the placeholder of that name."""
    return next(client for client in realm["clients"] if f"{name}_CLIENT_ID" in client["clientId"])


def environment(base_url: str) -> dict[str, str]:
    """The names and secrets that the realm's placeholders stand for, for a server at this URL."""
    lines = (FOLDER / f"{NAME}.env").read_text().splitlines()
    values = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return values | {
        "OAUTH2_SERVER_URL": base_url,
        "FRONTEND_REDIRECT_URI": f"{base_url}/callback",
        "ES256_CLIENT_ID": ES256_CLIENT,
        "ES256_CLIENT_SECRET": values["BACKEND_CLIENT_SECRET"],
    }
