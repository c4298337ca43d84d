package dev.oauth2notebook.keycloak.explorer.masking;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** URLs whose query and fragment contain secrets, for example an authorization code (RFC 6749 §4.1.2). */
public final class MaskedUrl {

    private MaskedUrl() {}

    /**
     * Masks the user information, and the parameters in the query and in the fragment.
     *
     * @param url an absolute or relative URL, valid or not
     * @return the URL with masked values, which are not percent-encoded
     */
    public static String mask(String url) {
        int hash = url.indexOf('#');
        String beforeFragment = hash < 0 ? url : url.substring(0, hash);
        int question = beforeFragment.indexOf('?');
        String path = question < 0 ? beforeFragment : beforeFragment.substring(0, question);
        String masked = path.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/@]*@", "$1//" + Rule.HIDDEN + "@");
        if (question >= 0) {
            masked += "?" + maskParameters(beforeFragment.substring(question + 1));
        }
        return hash < 0 ? masked : masked + "#" + maskParameters(url.substring(hash + 1));
    }

    /**
     * Returns the decoded parameters of a query or fragment.
     *
     * @param encoded parameters as in {@code application/x-www-form-urlencoded}; {@code null} for none
     * @return names and values in order; a value is empty if there is none
     */
    public static List<Parameter> parameters(String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.add(new Parameter(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : ""));
        }
        return parameters;
    }

    /** Returns the decoded parameters in the query and in the fragment of a URL. */
    public static List<Parameter> parametersOf(String url) {
        int start = url.indexOf('?') < 0 ? url.indexOf('#') : url.indexOf('?');
        return start < 0 ? List.of() : parameters(url.substring(start + 1).replace('#', '&'));
    }

    private static String maskParameters(String encoded) {
        return Arrays.stream(encoded.split("&")).map(MaskedUrl::maskParameter).collect(Collectors.joining("&"));
    }

    /** Keeps the encoding of what is shown in full. */
    private static String maskParameter(String pair) {
        String[] parts = pair.split("=", 2);
        Parameter parameter = new Parameter(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        Parameter kept = Parameters.mask(parameter);
        boolean isDecoded =
                !parameter.name().equals(Rule.HIDDEN) && !parameter.value().equals(Rule.HIDDEN);
        return isDecoded && kept.equals(parameter) ? pair : kept.name() + "=" + kept.value();
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Rule.HIDDEN;
        }
    }
}
