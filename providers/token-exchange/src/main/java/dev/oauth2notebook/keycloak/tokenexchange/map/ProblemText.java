package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.map.PermitProblem.Type;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link PermitProblem} says. The English text is that of the admin REST API; the message bundles have the same text, and its
 * translations, for the page.
 */
public enum ProblemText {
    /** A message of the parser, which is that of the admin REST API when an invalid permit is saved. */
    INVALID(Type.INVALID, "{0}"),
    DELETED_CLIENT(Type.DELETED_CLIENT, "{0}: there is no client ''{1}''"),
    DISABLED_CLIENT(Type.DISABLED_CLIENT, "{0}: the client ''{1}'' is disabled"),
    UNKNOWN_SCOPE(Type.UNKNOWN_SCOPE, "scopes: there is no client scope ''{0}''"),
    NO_POLICY(Type.UNREACHABLE, "no client policy has the profile"),
    POLICY_SELECTS_NOTHING(
            Type.UNREACHABLE, "the conditions of the policy ''{0}'' select no client for the grant type {1}"),
    POLICY_DISABLED(Type.UNREACHABLE, "the policy ''{0}'' is disabled"),
    REQUESTER_PUBLIC(Type.UNREACHABLE, "requesters: the client ''{0}'' is public, so that permits do not apply to it"),
    EXCHANGE_SWITCHED_OFF(
            Type.UNREACHABLE, "requesters: the client ''{0}'' does not have Standard token exchange switched on"),
    SERVICE_ACCOUNT_SWITCHED_OFF(
            Type.UNREACHABLE, "requesters: the client ''{0}'' does not have Service account roles switched on"),
    SHADOWED(Type.SHADOWED, "the permit ''{0}'', which is tried before, grants everything that this one would grant"),
    UNUSED(Type.UNUSED, "no recorded request used this permit"),
    UNUSED_VALUES(Type.WIDER_THAN_USED, "{0}: no recorded request used {1}");

    private final Type type;
    private final String pattern;

    ProblemText(Type type, String pattern) {
        this.type = type;
        this.pattern = pattern;
    }

    Type type() {
        return type;
    }

    /** Returns the English text with its arguments. */
    String format(List<String> arguments) {
        return new MessageFormat(pattern, Locale.ROOT).format(arguments.toArray());
    }
}
