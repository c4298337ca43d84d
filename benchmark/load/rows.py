"""Multiplies rows in Keycloak's database: copies equal what Keycloak itself has written, but for ids and names.

Keycloak imports a client with a service account the more slowly the more it has imported before, and a million logins
take hours.
"""

import base64
import hashlib
import hmac
import json
import random
from collections.abc import Iterator

from .clients import Clients
from .database import Database
from .realm import NAME

SESSIONS_PER_USER = 10


def add_clients(database: Database, name: str, count: int) -> None:
    """Adds twins of the client `backend` with their service accounts, `backend-0` and so on. Keycloak must not run."""
    realm = f"(select id from realm where name = '{NAME}')"
    backend = database.execute(name, f"select id from client where client_id = 'backend' and realm_id = {realm}")
    user = database.execute(name, f"select id from user_entity where service_account_client_link = '{backend}'")
    account = {"id": _sql_id("account"), "email_constraint": _sql_id("account")}
    account |= {"username": "'service-account-backend-' || n"}
    database.execute(
        name,
        _copies("client", f"id = '{backend}'", count, id=_sql_id("client"), client_id="'backend-' || n"),
        _copies("client_attributes", f"client_id = '{backend}'", count, client_id=_sql_id("client")),
        _copies("client_scope_client", f"client_id = '{backend}'", count, client_id=_sql_id("client")),
        _copies("user_entity", f"id = '{user}'", count, service_account_client_link=_sql_id("client"), **account),
        _copies("user_role_mapping", f"user_id = '{user}'", count, user_id=_sql_id("account")),
    )


class Sessions:
    """Sessions like the one that a login has left."""

    def __init__(self, database: Database, name: str, clients: Clients, count: int):
        """Lets a user log in; Keycloak must run."""
        self._count, self._users = count, max(count // SESSIONS_PER_USER, 1)
        self._header, self._claims = _parts(clients.refresh_tokens()[0])
        where = f"component_id = (select component_id from component_config where value = '{self._header['kid']}')"
        self._key = database.execute(name, f"select value from component_config where name = 'secret' and {where}")
        self._database, self._name = database, name

    def add(self) -> None:
        """Adds the sessions and users, each with ten of them. Keycloak must not run."""
        user, session = self._claims["sub"], f"user_session_id = '{self._claims['sid']}'"
        account = {"id": _sql_id("user"), "email": "null", "email_constraint": _sql_id("user"), "username": "'user-' || n"}
        ids = {"user_session_id": _sql_id("session")}
        self._database.execute(
            self._name,
            _copies("user_entity", f"id = '{user}'", self._users, **account),
            _copies("user_role_mapping", f"user_id = '{user}'", self._users, user_id=_sql_id("user")),
            _copies("offline_user_session", session, self._count, user_id=_sql_id("user", f"n % {self._users}"), **ids),
            _copies("offline_client_session", session, self._count, **ids),
        )

    def refresh_tokens(self, count: int) -> Iterator[str]:
        """A refresh token for each of so many random sessions, or for all if there are not so many."""
        for number in random.sample(range(self._count), min(count, self._count)):
            user, session = _id("user", number % self._users), _id("session", number)
            yield self._signed(self._claims | {"sub": user, "sid": session, "jti": _id("token", number)})

    def _signed(self, claims: dict[str, object]) -> str:
        content = f"{_encoded(json.dumps(self._header).encode())}.{_encoded(json.dumps(claims).encode())}"
        key = base64.urlsafe_b64decode(self._key + "==")
        return f"{content}.{_encoded(hmac.digest(key, content.encode(), 'sha512'))}"


def _copies(table: str, where: str, count: int, **columns: str) -> str:
    """A statement that copies rows so many times, with other values in some columns: SQL that may use the number n."""
    changes = ", ".join(f"'{column}', {value}" for column, value in columns.items())
    copy = f"jsonb_populate_record({table}, jsonb_build_object({changes}))"
    source = f"{table}, generate_series(0, {count} - 1) n, lateral {copy} copy"
    return f"insert into {table} select copy.* from {source} where {table}.{where}"


def _sql_id(kind: str, number: str = "n") -> str:
    """The same as `_id`, in SQL."""
    return f"md5('{kind}' || ({number}))::uuid::text"


def _id(kind: str, number: int) -> str:
    text = hashlib.md5(f"{kind}{number}".encode()).hexdigest()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _parts(token: str) -> list[dict[str, str]]:
    return [json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2]]
