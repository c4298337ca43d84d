package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;

/**
 * The tokens from which an exchanged token was derived (its ancestors). Every exchanged token has an ancestry,
 * delegated or not: the ids of its ancestors are part of its own id, and the clients to which they were issued are in
 * its claim {@value #CLAIM}.
 *
 * <p>During a request, the ancestry of the tokens that are issued is an attribute of the {@link ClientSessionContext}.
 *
 * @param subjectId {@code jti} of the subject token
 * @param clients {@code azp} of the subject token, of the token from which that one was exchanged, and so on; at least
 *     one
 */
public record Ancestry(String subjectId, List<String> clients) {

    /** Claim with the client ids of the ancestors, nearest first. */
    public static final String CLAIM = "exchanged_from";

    /** Maximum number of ancestors, which limits the length of a token's id. */
    public static final int MAX_GENERATIONS = 16;

    /** Claim of refresh and ID tokens with the subject token's {@code jti}, which is not part of their own id. */
    public static final String SUBJECT_ID = "exchanged_jti";

    public Ancestry {
        requireNonNull(subjectId, "subjectId");
        clients = List.copyOf(clients);
    }

    /** Returns the ancestry of the token that is issued for a subject token. */
    public static Ancestry ofExchange(AccessToken subject) {
        List<String> clients = new ArrayList<>();
        clients.add(subject.getIssuedFor());
        clients.addAll(clients(subject));
        return new Ancestry(subject.getId(), clients);
    }

    /** Returns the claim {@value #SUBJECT_ID} of a refresh or ID token; {@code null} if it does not have the claim. */
    public static String subjectIdClaim(AccessToken token) {
        return token.getOtherClaims().get(SUBJECT_ID) instanceof String id ? id : null;
    }

    /** Returns the ancestry of the tokens that a refresh token obtains; empty if it was not issued by an exchange. */
    public static Optional<Ancestry> of(RefreshToken token) {
        return Optional.ofNullable(subjectIdClaim(token)).map(id -> new Ancestry(id, clients(token)));
    }

    /** Returns whether an access, refresh or ID token was issued by an exchange. */
    public static boolean isExchanged(AccessToken token) {
        return token.getOtherClaims().containsKey(CLAIM);
    }

    /** Returns the clients of a token's ancestors, nearest first; empty if it was not issued by an exchange. */
    public static List<String> clients(AccessToken token) {
        return token.getOtherClaims().get(CLAIM) instanceof Collection<?> values
                ? values.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** Stores this ancestry for all tokens that are issued in a context. */
    public void put(ClientSessionContext context) {
        context.setAttribute(SUBJECT_ID, this);
    }

    /** Returns the ancestry that was stored in a context. */
    public static Optional<Ancestry> find(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(SUBJECT_ID, Ancestry.class));
    }

    /** Sets the id of an access token and its claim {@value #CLAIM}. */
    public void apply(AccessToken token) {
        token.setOtherClaims(CLAIM, clients);
        token.id(TokenIds.exchangedId(token.getId(), subjectId));
    }

    /** Adds the claims {@value #CLAIM} and {@value #SUBJECT_ID} to a refresh or ID token. */
    public void addClaims(IDToken token) {
        token.setOtherClaims(CLAIM, clients);
        token.setOtherClaims(SUBJECT_ID, subjectId);
    }
}
