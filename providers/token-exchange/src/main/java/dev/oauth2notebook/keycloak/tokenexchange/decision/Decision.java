package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/** The result of evaluating a token-exchange request: a grant or a refusal. */
public sealed interface Decision {

    /**
     * The exchange is granted. The components describe the token to issue (RFC 8693 §2.2.1).
     *
     * @param permit name of the permit that covers the request
     * @param scopes the token's scopes, in order; may be empty
     * @param roles the roles that the token may have, in order; may be empty
     * @param audiences the token's {@code aud}, in order; at least one
     * @param lifetime the token's lifetime in seconds, at least 1
     * @param actor the token's {@code act} chain (RFC 8693 §4.1); {@code null} if it has none
     * @param actorSemantics how the actor of the request acts; {@code null} if the request has no actor token
     * @param idToken whether an ID token may be issued, alone or together with the access token
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

        /**
         * Copies the collections.
         *
         * @throws NullPointerException if {@code permit} or a set is {@code null}
         * @throws IllegalArgumentException if there is no audience
         */
        public Grant {
            requireNonNull(permit, "permit");
            scopes = OrderedSets.copyOf(scopes, "scopes");
            roles = OrderedSets.copyOf(roles, "roles");
            audiences = OrderedSets.copyOfNonEmpty(audiences, "audiences");
        }

        /** Returns the number of links in the token's {@code act} chain, 0 if it has none. */
        public int depth() {
            return actor == null ? 0 : actor.depth();
        }
    }

    /**
     * The request is refused (RFC 8693 §2.2.2, RFC 8707 §2).
     *
     * @param check the check that failed
     * @param permit name of the permit that was checked; {@code null} if no permit applies to the requester
     * @param considered the permits that apply to the requester, in the order in which they were tried
     */
    record Refusal(PermitCheck check, String permit, List<ConsideredPermit> considered)
            implements Decision, CredentialsDecision {

        /** @throws NullPointerException if {@code check}, {@code considered} or one of its elements is {@code null} */
        public Refusal {
            requireNonNull(check, "check");
            considered = List.copyOf(considered);
        }

        /** Creates a refusal for which no permit was considered. */
        public Refusal(PermitCheck check) {
            this(check, null, List.of());
        }

        /**
         * Creates the refusal of the permit that passed the most checks in their order; if several passed equally many,
         * that of the first.
         *
         * @param none the check that fails if no permit applies to the requester; the first in the order
         * @param considered permits that do not cover the request, in the order in which they were tried
         */
        static Refusal of(PermitCheck none, List<ConsideredPermit> considered) {
            Refusal furthest = new Refusal(none);
            for (ConsideredPermit each : considered) {
                if (each.failed().ordinal() > furthest.check().ordinal()) {
                    furthest = new Refusal(each.failed(), each.permit(), considered);
                }
            }
            return furthest;
        }

        /** Returns the error code for the client. */
        public ErrorCode code() {
            return check.code();
        }

        /** Returns the {@code error_description} for the client, which discloses nothing about any permit. */
        public String description() {
            return check.description();
        }

        /** Returns the reason for the event, which names the permit if there is one. */
        public String reason() {
            return permit == null ? check.reason() : "permit " + permit + ": " + check.reason();
        }
    }
}
