package dev.oauth2notebook.keycloak.explorer.recording;

import java.util.Set;

/**
 * Who sent a request and for whom.
 *
 * @param client id of the client; {@code null} if unknown
 * @param authentication how the client authenticated, as in {@code token_endpoint_auth_method} (RFC 7591 §2);
 *     {@code null} if it did not
 * @param user name of the user; {@code null} if there is none or it is a service account
 * @param userIds ids of all users whom the request concerns, without service accounts
 * @param sessionIds ids of the user sessions and authentication sessions to which it belongs
 */
record Parties(String client, String authentication, String user, Set<String> userIds, Set<String> sessionIds) {}
