package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The part of the {@link Oracle} about scopes. It compares paths segment by segment instead of as texts. */
final class OracleScopes {

    private OracleScopes() {}

    /** Returns whether scopes include one, or for a scope with a path cover it. */
    static boolean has(Permit permit, Collection<String> scopes, String scope) {
        for (String each : scopes) {
            if (isPath(permit, scope)
                    ? isNormal(scope) && isNormal(each) && isAtOrBelow(scope, each)
                    : each.equals(scope)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what is granted if no scopes are requested: whatever subject, permit and requester have in common. */
    static Set<String> granted(Permit permit, ExchangeRequest request) {
        Collection<String> permitted =
                permit.scopes().isEmpty() ? request.subject().scopes() : permit.scopes();
        Set<String> granted = new LinkedHashSet<>();
        for (Collection<String> source : List.of(request.subject().scopes(), permitted, request.assignedScopes())) {
            for (String scope : source) {
                if (!scope.equals("offline_access")
                        && has(permit, request.subject().scopes(), scope)
                        && has(permit, permitted, scope)
                        && has(permit, request.assignedScopes(), scope)) {
                    granted.add(scope);
                }
            }
        }
        return granted;
    }

    private static boolean isPath(Permit permit, String scope) {
        for (String name : permit.pathScopes()) {
            if (scope.equals(name) || scope.startsWith(name + ":")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNormal(String scope) {
        return scope.endsWith(":/") || scope.matches("[^:]+:(/[a-z]+)+");
    }

    private static boolean isAtOrBelow(String scope, String root) {
        List<String> given = segments(root);
        List<String> wanted = segments(scope);
        return wanted.size() >= given.size() && wanted.subList(0, given.size()).equals(given);
    }

    /** Returns the name and the segments of the path. */
    private static List<String> segments(String scope) {
        return List.of(scope.split(":?/"));
    }
}
