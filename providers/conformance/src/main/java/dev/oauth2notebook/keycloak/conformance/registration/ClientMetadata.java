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
 * Parses client metadata. Ignores unknown fields (RFC 7591 §2), and rejects values that would make Keycloak fail or
 * that it would silently drop, with the error codes of RFC 7591 §3.2.2. All other checks are left to Keycloak.
 *
 * @see dev.oauth2notebook.keycloak.conformance.overrides.ClientRegistrationEndpoint
 */
public final class ClientMetadata {

    private static final String NOT_AN_OBJECT = "The body is not a JSON object";
    private static final String REDIRECT_URIS = "redirect_uris";

    /** Maximum length of the database columns for redirect URIs, name and home page, in characters. */
    private static final int MAX_LENGTH = 255;

    private static final ObjectReader STRICT = JsonSerialization.mapper
            .reader()
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final KeycloakSession session;

    /** @param session session of the current request */
    public ClientMetadata(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Parses and validates client metadata.
     *
     * @param body body of the request; {@code null} is treated like an empty body
     * @return the metadata
     * @throws ErrorResponseException with {@code invalid_client_metadata} or {@code invalid_redirect_uri}
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
                "grant_types contains an unsupported value");
        requireConvertible(metadata);
        return metadata;
    }

    private static OIDCClientRepresentation parse(byte[] body) {
        try {
            JsonNode json = STRICT.readTree(body == null ? new byte[0] : body);
            require(json.isObject(), NOT_AN_OBJECT);
            require(!hasNullCharacter(json), "A value contains a null character");
            return STRICT.forType(OIDCClientRepresentation.class).readValue(json);
        } catch (JsonMappingException e) {
            String member = e.getPath().isEmpty() ? null : e.getPath().get(0).getFieldName();
            throw refusal(
                    REDIRECT_URIS.equals(member) ? ErrorCodes.INVALID_REDIRECT_URI : ErrorCodes.INVALID_CLIENT_METADATA,
                    (member == null ? "The body" : member) + " has the wrong type");
        } catch (IOException e) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, NOT_AN_OBJECT);
        }
    }

    /** Some databases cannot store null characters. */
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

    /** Keycloak's conversion depends only on the metadata, so any exception means that the metadata is invalid. */
    private void requireConvertible(OIDCClientRepresentation metadata) {
        try {
            DescriptionConverter.toInternal(session, metadata);
        } catch (ClientRegistrationException e) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, e.getMessage());
        } catch (RuntimeException e) {
            throw refusal(ErrorCodes.INVALID_CLIENT_METADATA, "The client metadata is invalid");
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
