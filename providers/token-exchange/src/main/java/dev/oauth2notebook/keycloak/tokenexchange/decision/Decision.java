package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/** What comes of a token-exchange request: a grant or a refusal. */
public sealed interface Decision {

    /**
     * The exchange is granted, and this is to be issued (RFC 8693 §2.2.1).
     *
     * @param permit name of the permit that covers the request
     * @param scopes exactly the scopes of the token, in order; may be empty
     * @param roles all that the token may have of roles, in order; may be empty
     * @param audiences exactly the {@code aud} of the token, in order; at least one
     * @param lifetime of the token, seconds, at least 1
     * @param actor the token's {@code act} chain (RFC 8693 §4.1); {@code null}: the token has none
     * @param actorSemantics how the actor of the request acts; {@code null} if the request has no actor token
     * @param idToken whether an ID token may be issued, alone or beside the access token
     */
    record Grant(
            String permit,
            Set<String> scopes,
            Set<String> roles,
            Set<String> audiences,
            long lifetime,
            Actor actor,
            ActorSemantics actorSemantics,
            boolean idToken)
            implements Decision {

        /** Checks and copies the arguments. */
        public Grant {
            requireNonNull(permit, "permit");
            scopes = OrderedSets.copyOf(scopes, "scopes");
            roles = OrderedSets.copyOf(roles, "roles");
            audiences = OrderedSets.copyOfNonEmpty(audiences, "audiences");
        }

        /** Returns the number of links of the token's {@code act} chain, 0 if it has none. */
        public int depth() {
            return actor == null ? 0 : actor.depth();
        }
    }

    /**
     * The exchange is refused (RFC 8693 §2.2.2).
     *
     * @param cause which check failed
     * @param permit name of the permit that failed it; {@code null} if there is no permit for the requester
     */
    record Refusal(PolicyCheck check, String permit) implements Decision {

        /** Checks the arguments. */
        public Refusal {
            requireNonNull(check, "check");
        }

        /** Returns the error for the client. */
        public ErrorCode code() {
            return check.code();
        }

        /** Returns the {@code error_description} for the client, which tells nothing of any permit. */
        public String description() {
            return check.description();
        }

        /** Returns the reason for the audit event, which names the permit. */
        public String reason() {
            return permit == null ? check.reason() : "permit " + permit + ": " + check.reason();
        }
    }
}
