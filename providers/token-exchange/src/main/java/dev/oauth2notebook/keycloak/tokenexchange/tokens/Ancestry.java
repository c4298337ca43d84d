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
 * Where an exchanged token came from: the mark of every exchanged token, delegated or not. The ids of its ancestors are
 * part of its own id, the clients that they were issued to are in its claim {@value #CLAIM}.
 *
 * @param subjectId {@code jti} of the subject token
 * @param clients {@code azp} of the subject token, of that one's subject token and so on, at least one
 */
public record Ancestry(String subjectId, List<String> clients) {

    /** The claim: client ids, nearest first. */
    public static final String CLAIM = "exchanged_from";

    /** Most exchanges in a row, so that the id of a token keeps a reasonable length. */
    public static final int MAX_GENERATIONS = 16;

    /** Claim of refresh and ID tokens, whose own ids are not chained: {@code jti} of the subject token. */
    public static final String SUBJECT_ID = "exchanged_jti";

    public Ancestry {
        requireNonNull(subjectId, "subjectId");
        clients = List.copyOf(clients);
    }

    /** Returns the ancestry of a token that a subject token is exchanged for. */
    public static Ancestry ofExchange(AccessToken subject) {
        List<String> clients = new ArrayList<>();
        clients.add(subject.getIssuedFor());
        clients.addAll(clients(subject));
        return new Ancestry(subject.getId(), clients);
    }

    /** Returns the id of the subject token that a refresh or ID token carries in a claim, or {@code null}. */
    public static String subjectIdClaim(AccessToken token) {
        return token.getOtherClaims().get(SUBJECT_ID) instanceof String id ? id : null;
    }

    /** Reads the ancestry of what a refresh token is refreshed to; empty if it does not come of an exchange. */
    public static Optional<Ancestry> of(RefreshToken token) {
        return Optional.ofNullable(subjectIdClaim(token)).map(id -> new Ancestry(id, clients(token)));
    }

    /** Tells whether an access, refresh or ID token came from an exchange. */
    static boolean isExchanged(AccessToken token) {
        return token.getOtherClaims().containsKey(CLAIM);
    }

    /** Returns the clients that a token's ancestors were issued to, nearest first; none if it was not exchanged. */
    public static List<String> clients(AccessToken token) {
        return token.getOtherClaims().get(CLAIM) instanceof Collection<?> values
                ? values.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** Marks all tokens that the request issues. */
    public void put(ClientSessionContext context) {
        context.setAttribute(SUBJECT_ID, this);
    }

    /** Finds the ancestry of the tokens that a request issues. */
    public static Optional<Ancestry> find(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(SUBJECT_ID, Ancestry.class));
    }

    /** Gives an access token its id and its claim. */
    public void apply(AccessToken token) {
        token.setOtherClaims(CLAIM, clients);
        token.id(TokenIds.exchangedId(token.getId(), subjectId));
    }

    /** Lets a refresh or ID token carry this in claims. */
    public void addClaims(IDToken token) {
        token.setOtherClaims(CLAIM, clients);
        token.setOtherClaims(SUBJECT_ID, subjectId);
    }
}
