package dev.oauth2notebook.keycloak.conformance.registration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.utils.SubjectType;
import org.keycloak.representations.oidc.OIDCClientRepresentation;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.clientregistration.ClientRegistrationException;
import org.keycloak.services.clientregistration.ErrorCodes;
import org.keycloak.services.clientregistration.oidc.DescriptionConverter;
import org.keycloak.util.JsonSerialization;

/**
 * Reads client metadata. What Keycloak does not know is ignored (RFC 7591 §2), and what it would fail on or quietly leave
 * out is refused with the registered error codes (RFC 7591 §3.2.2). All else is Keycloak's to judge.
 */
public final class ClientMetadata {

    private static final String NO_OBJECT = "The body is not a JSON object";
    private static final String REDIRECT_URIS = "redirect_uris";

    /** Size of the columns that hold redirect URIs, the name and the home page. */
    private static final int MAX_LENGTH = 255;

    private static final ObjectReader STRICT = JsonSerialization.mapper
            .reader()
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final KeycloakSession session;

    public ClientMetadata(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Reads metadata.
     *
     * @param body as received
     * @throws ErrorResponseException with what is wrong
     */
    public OIDCClientRepresentation read(byte[] body) {
        OIDCClientRepresentation metadata = parse(body);
        requireRedirectUris(metadata.getRedirectUris());
        require(fits(metadata.getClientName()), "client_name is too long");
        require(fits(metadata.getClientUri()), "client_uri is too long");
        require(isSubjectType(metadata.getSubjectType()), "subject_type is not supported");
        require(
                Stream.ofNullable(metadata.getGrantTypes())
                        .flatMap(List::stream)
                        .allMatch(this::isGrantType),
                "grant_types has a value that is not supported");
        requireConvertible(metadata);
        return metadata;
    }

    private static OIDCClientRepresentation parse(byte[] body) {
        try {
            JsonNode json = STRICT.readTree(body == null ? new byte[0] : body);
            require(json.isObject(), NO_OBJECT);
            require(!hasNullCharacter(json), "A value has a null character");
            return STRICT.forType(OIDCClientRepresentation.class).readValue(json);
        } catch (JsonMappingException e) {
            String member = e.getPath().isEmpty() ? null : e.getPath().get(0).getFieldName();
            throw refusal(
                    REDIRECT_URIS.equals(member) ? ErrorCodes.INVALID_REDIRECT_URI : ErrorCodes.INVALID_CLIENT_METADATA,
                    (member == null ? "The body" : member) + " is not of the right type");
        } catch (IOException e) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, NO_OBJECT);
        }
    }

    /** Some databases cannot store it. */
    private static boolean hasNullCharacter(JsonNode json) {
        if (json.isTextual() && json.textValue().indexOf('\0') >= 0) {
            return true;
        }
        for (JsonNode element : json) {
            if (hasNullCharacter(element)) {
                return true;
            }
        }
        return false;
    }

    private static void requireRedirectUris(List<String> uris) {
        if (uris != null && !uris.stream().allMatch(uri -> uri != null && !uri.isBlank() && fits(uri))) {
            throw refusal(ErrorCodes.INVALID_REDIRECT_URI, "A redirect URI is empty or too long");
        }
    }

    private boolean isGrantType(String type) {
        return OAuth2Constants.IMPLICIT.equals(type)
                || type != null
                        && session.getKeycloakSessionFactory().getProviderFactory(OAuth2GrantType.class, type) != null;
    }

    private static boolean isSubjectType(String type) {
        return type == null
                || Stream.of(SubjectType.values())
                        .anyMatch(known -> known.name().equalsIgnoreCase(type));
    }

    /** Keycloak's conversion needs nothing but the metadata, so whatever it throws is their fault. */
    private void requireConvertible(OIDCClientRepresentation metadata) {
        try {
            DescriptionConverter.toInternal(session, metadata);
        } catch (ClientRegistrationException e) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, e.getMessage());
        } catch (RuntimeException e) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, "The client metadata cannot be understood");
        }
    }

    private static boolean fits(String value) {
        return value == null || value.length() <= MAX_LENGTH;
    }

    private static void require(boolean condition, String description) {
        if (!condition) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, description);
        }
    }

    private static ErrorResponseException refusal(String error, String description) {
        return new ErrorResponseException(error, description, Response.Status.BAD_REQUEST);
    }
}
