#!/usr/bin/env bash
# Brings up the Docker Compose stack of this project and does to it what happens to servers. `--help` explains it.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

usage() {
  cat <<'END'
Usage: integration-tests/compose.sh [single] [cluster]

Builds the image, starts the stack of docker-compose.yml under a project name of its own and checks over HTTP:

  single   a fresh start; restart, kill -9 of either container, down and up: user, consent and session are kept;
           the database away at the start and during use; down -v starts over
  cluster  two nodes behind the load balancer: flows without sticky sessions; one node killed in the middle of a
           device flow and between /auth and /token

Without a name it runs both. Containers and data are deleted at the end. Needs Docker with Compose v2, and curl.

Environment  HTTP_PORT, CLUSTER_PORT: free ports on 127.0.0.1; 18080, 18090
             LIMIT: seconds to wait for a start; 300
Exit status  0 if every check passed, 1 if not, 2 if the stack could not be tried
END
}

export HTTP_PORT=${HTTP_PORT:-18080} CLUSTER_PORT=${CLUSTER_PORT:-18090}
export COMPOSE_PROJECT_NAME=oauth2-notebook-test-$$
export KC_BOOTSTRAP_ADMIN_USERNAME=root KC_BOOTSTRAP_ADMIN_PASSWORD=admin-of-this-test
limit=${LIMIT:-300}
node=http://localhost:$HTTP_PORT cluster=http://localhost:$CLUSTER_PORT
verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM
scope='openid profile api:read'
passed=0 failed=0
work=$(mktemp -d)
cookies=$work/cookies

main() {
  local part
  for part; do
    case $part in
      -h | --help) usage && exit ;;
      single | cluster) ;;
      *) usage >&2 && exit 2 ;;
    esac
  done
  docker compose version >/dev/null 2>&1 || die "Docker with Compose v2 is needed, and there is none."
  docker version >/dev/null 2>&1 || die "Docker does not answer; start it first."
  command -v curl >/dev/null || die "curl is needed."
  say "Building the image"
  docker compose build --quiet >"$work/build.log" 2>&1 || {
    tail -n 30 "$work/build.log" >&2
    die "The image was not built."
  }
  say "built in $SECONDS s"
  (($#)) || set -- single cluster
  for part; do "try_$part"; done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}

say() { printf '%s\n' "$*"; }

die() {
  printf 'compose.sh: %s\n' "$*" >&2
  exit 2
}

clean_up() {
  docker compose --profile cluster down --volumes --remove-orphans --timeout 5 >/dev/null 2>&1
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# Runs a command and counts it.
check() { # NAME COMMAND...
  local began=$SECONDS
  if "${@:2}" >"$work/check.log" 2>&1; then
    passed=$((passed + 1))
    say "PASS $1 ($((SECONDS - began)) s)"
  else
    failed=$((failed + 1))
    say "FAIL $1 ($((SECONDS - began)) s)"
    sed 's/^/     /' "$work/check.log" | tail -n 20
    docker compose --profile cluster logs --no-color --no-log-prefix --since 1m 2>&1 | grep -E 'WARN|ERROR' | tail -n 15 | cut -c1-300 | sed 's/^/     /'
  fi
}

# Repeats a command every half second until it succeeds or the time is up.
within() { # SECONDS COMMAND...
  local deadline=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.5
  done
}

compose() { docker compose --ansi never --progress quiet "$@" </dev/null; }

status() { curl -s -o /dev/null -m 10 -w '%{http_code}' "$@"; }
answers() { [[ $(status "$2") == "$1" ]]; }
is_ready() { answers 200 "$1/health/ready"; }
is_not_ready() { ! is_ready "$1"; }
becomes_ready() { within "$limit" is_ready "${1:-$node}"; }

# Prints a string member of the JSON on standard input.
json() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p'; }

# The flows, at the server $at; what they get is in files below $work, so that it outlives the server.

at=$node
via=() # curl options that lead to another address than that of $at

# Tries again after 503, as Retry-After asks: for a second or two after a node has died the balancer finds none.
ask() { curl -sS -m 30 --retry 5 ${via[@]+"${via[@]}"} "$@"; }

client_credentials() {
  ask -d grant_type=client_credentials -d client_id=backend -d client_secret=backend-development-secret \
    -d scope=api:read "$at/token" >"$work/backend.json"
  [[ -n $(json access_token <"$work/backend.json") ]] || show backend.json
}

call_api() {
  [[ $(status -H "Authorization: Bearer $(json access_token <"$work/backend.json")" "$at/api/test") == 200 ]]
}

show() {
  cat "$work/$1"
  return 1
}

new_user() {
  local token
  token=$(ask -d grant_type=password -d client_id=admin-cli -d "username=$KC_BOOTSTRAP_ADMIN_USERNAME" \
    -d "password=$KC_BOOTSTRAP_ADMIN_PASSWORD" "$at/realms/master/protocol/openid-connect/token" | json access_token)
  [[ $(ask -o "$work/user" -w '%{http_code}' -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -d '{"username":"carol","enabled":true,"email":"carol@example.org","firstName":"Carol","lastName":"Test",
         "credentials":[{"type":"password","value":"carol","temporary":false}]}' \
    "$at/admin/realms/notebook/users") == 201 ]] || show user
}

# A browser: follows redirects to pages below $at and stops where one leads to the callback.
browse() { # CURL-ARGUMENT...
  local redirect hops
  for ((hops = 0; hops < 10; hops++)); do
    redirect=$(ask -b "$cookies" -c "$cookies" -H 'Accept: text/html' -o "$work/page" -w '%{redirect_url}' "$@") ||
      return 1
    location=$redirect
    [[ -n $redirect && $redirect != */callback\?* ]] || return 0
    set -- "$redirect"
  done
}

# Submits the form of the page whose tag has a text in it.
submit() { # TEXT FIELD=VALUE...
  local action field fields=()
  action=$(grep '<form' "$work/page" | grep -F -- "$1" | sed -n 's/.* action="\([^"]*\)".*/\1/p' | sed 's/&amp;/\&/g')
  [[ -n $action ]] || { say "no form with $1" && show page; }
  [[ $action == http* ]] || action=$at$action
  for field in "${@:2}"; do fields+=(--data-urlencode "$field"); done
  browse -H "Origin: $at" "${fields[@]}" "$action"
}

# Whether the browser is at a page with all of some texts.
shows() { # TEXT...
  local text
  for text; do grep -qF -- "$text" "$work/page" || { say "the page does not have '$text'" && show page; } || return; done
}

# A hidden field that the page brings.
hidden() { sed -n 's/.*name="'"$1"'" value="\([^"]*\)".*/\1/p' "$work/page"; }

# What a person does, and what must be seen before it.
log_in() { shows 'id="kc-form-login"' 'name="password"' && submit kc-form-login username=carol password=carol credentialId=; }
consent() { shows "$1" '>Allow<' && submit nb-choice "code=$(hidden code)" accept=accept; }

redirect_uri() { printf '%s/callback' "$node"; } # the only one that is registered

authorize() {
  browse -G -d response_type=code -d client_id=frontend --data-urlencode "redirect_uri=$(redirect_uri)" \
    --data-urlencode "scope=$scope" -d state=x -d "code_challenge=$challenge" -d code_challenge_method=S256 "$at/auth"
}

has_code() { [[ $location == *[?\&]code=* ]] || { say "no code in '$location'" && show page; }; }

redeem() {
  local code=${location##*[?&]code=}
  ask -d grant_type=authorization_code -d client_id=frontend -d client_secret=frontend-development-secret \
    -d "code=${code%%&*}" -d "code_verifier=$verifier" --data-urlencode "redirect_uri=$(redirect_uri)" "$at/token" \
    >"$work/tokens.json"
  has_tokens
}

has_tokens() { [[ -n $(json refresh_token <"$work/tokens.json") ]] || show tokens.json; }

sign_in() { rm -f "$cookies" && authorize && log_in && consent 'Frontend asks for access' && has_code && redeem; }

refresh() {
  ask -d grant_type=refresh_token -d client_id=frontend -d client_secret=frontend-development-secret \
    -d "refresh_token=$(json refresh_token <"$work/tokens.json")" "$at/token" >"$work/new.json" || return
  mv "$work/new.json" "$work/tokens.json"
  has_tokens
}

# The browser's session gives a code without a login page, the stored consent without a question.
still_signed_in() { authorize && has_code && redeem; }

kept() { # AFTER
  check "after $1: ready again" becomes_ready
  check "after $1: the refresh token works" refresh
  check "after $1: no login and no consent is asked for" still_signed_in
}

start_device() {
  ask -d client_id=tv -d scope=video:read "$at/device_authorization" >"$work/device.json"
  [[ -n $(json user_code <"$work/device.json") ]] || show device.json
}

poll_device() {
  ask -d grant_type=urn:ietf:params:oauth:grant-type:device_code -d client_id=tv \
    -d "device_code=$(json device_code <"$work/device.json")" "$at/token" >"$work/polled.json"
}

is_pending() {
  poll_device
  [[ $(json error <"$work/polled.json") == authorization_pending ]] || show polled.json
}

has_device_tokens() {
  poll_device
  [[ -n $(json access_token <"$work/polled.json") ]] || { sleep 5 && show polled.json; } # the polling interval
}

# What the person sees who follows the link of the device's QR code, being signed in already.
follow_link() {
  browse "$at/device?user_code=$(json user_code <"$work/device.json")" &&
    shows 'Does your device show this code?' "$(json user_code <"$work/device.json")"
}

confirm_user_code() {
  submit device-confirm-yes "device_user_code=$(hidden device_user_code)" && shows 'A device asks for access: TV'
}

grant_access() { consent 'A device asks for access: TV' && shows 'Your device is connected'; }

container() { docker compose ps --all --quiet "$1"; }
started_at() { docker inspect --format '{{.State.StartedAt}} {{.RestartCount}}' "$(container keycloak)"; }
same_process() { [[ $(started_at) == "$1" ]]; }

try_single() {
  local before
  say "One node"
  check "up on a fresh database" compose up --detach
  check "ready" becomes_ready
  check "a token for the backend" client_credentials
  check "the API takes it" call_api
  check "a new user" new_user
  check "sign-in and consent" sign_in

  check "restart" compose restart --timeout 20
  kept "restart"

  check "kill -9 of Keycloak" compose kill --signal KILL keycloak
  check "up" compose up --detach
  kept "kill -9 of Keycloak"

  before=$(started_at)
  check "kill -9 of PostgreSQL" compose kill --signal KILL postgres
  check "without the database: not ready" within 60 answers 503 "$node/health/ready"
  check "without the database: still alive" answers 200 "$node/health/live"
  check "without the database: a client is told to try again" within 30 told_to_try_again
  check "up" compose up --detach
  kept "kill -9 of PostgreSQL"
  check "Keycloak was not restarted" same_process "$before"

  check "down" compose down --timeout 20
  check "Keycloak starts before its database" compose up --detach --no-deps keycloak
  check "it is not ready for 20 s" not_ready_for 20
  check "the database comes" compose up --detach
  kept "down and up"

  check "down -v" compose down --timeout 20 --volumes
  check "up" compose up --detach
  check "ready" becomes_ready
  check "the refresh token is refused" refresh_is_refused
  check "the user is gone" login_is_refused
  check "a new user" new_user
  compose down --timeout 5 --volumes
}

told_to_try_again() {
  ask -D "$work/headers" -o "$work/body" -d grant_type=client_credentials -d client_id=backend \
    -d client_secret=backend-development-secret "$at/token" || return
  grep -q '^HTTP/1.1 503 ' "$work/headers" && grep -i '^retry-after: [1-9]' "$work/headers" &&
    [[ $(json error <"$work/body") == temporarily_unavailable ]]
}

not_ready_for() {
  ! within "$1" is_ready "$node"
}

refresh_is_refused() {
  ! refresh >/dev/null || return
  [[ $(json error <"$work/tokens.json") == invalid_grant ]] || show tokens.json
}

login_is_refused() { rm -f "$cookies" && authorize && log_in && shows 'Invalid username or password'; }

try_cluster() {
  say "Two nodes"
  check "up on a fresh database" compose --profile cluster up --detach
  check "two members" within "$limit" has_members 2
  check "both nodes serve" both_serve
  at=$cluster
  check "a new user" new_user
  check "sign-in, each request at another node" sign_in
  check "refresh at each node" refresh_twice
  rm -f "$cookies"

  # Everything begins at the first node, which then is killed.
  via=(--connect-to "localhost:$CLUSTER_PORT:localhost:$HTTP_PORT")
  check "the first node issues a device code" start_device
  check "a device polls" is_pending
  check "the first node shows a login page" authorize_anew
  check "login at the first node" log_in
  check "the code comes, for consent was given" has_code
  local code_location=$location
  check "kill -9 of the first node" compose kill --signal KILL keycloak
  via=()
  location=$code_location
  check "the code is redeemed at the second" redeem
  check "the refresh token works" refresh
  check "the session is kept" still_signed_in
  check "the link of the device asks for its code" follow_link
  check "the code is confirmed" confirm_user_code
  check "access is granted" grant_access
  check "the device gets its token" within 60 has_device_tokens
  check "the first node comes back" compose --profile cluster up --detach
  check "two members again" within "$limit" has_members 2
  check "both nodes serve" both_serve

  check "kill -9 of the second node" compose --profile cluster kill --signal KILL keycloak-2
  check "the session is kept" still_signed_in
  check "the refresh token works" refresh
  at=$node
  compose --profile cluster down --timeout 5 --volumes
}

# Twenty answers through the load balancer in a row: no node is still starting.
both_serve() { within "$limit" all_served; }
all_served() {
  local n
  for ((n = 0; n < 20; n++)); do answers 200 "$cluster/jwks" || return; done
}

authorize_anew() { authorize && shows 'id="kc-form-login"'; }
refresh_twice() { refresh && refresh; }

# The size of the cluster as the first node sees it.
has_members() {
  docker compose exec -T keycloak bash -c \
    'exec 3<>/dev/tcp/127.0.0.1/9000 && printf "GET /metrics HTTP/1.0\r\n\r\n" >&3 && cat <&3' </dev/null 2>&1 |
    grep -E "^vendor_cluster_size.* $1(\.0)?( |$)" # without -q, which would break the pipe
}

main "$@"
