package dev.oauth2notebook.keycloak.explorer.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Masks HTTP headers by an allow-list. Of other headers, among them cookies, only the name is kept. */
public final class Headers {

    private static final Set<String> SHOWN = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "access-control-max-age",
            "access-control-request-headers",
            "access-control-request-method",
            "allow",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "expect",
            "host",
            "origin",
            "pragma",
            "referrer-policy",
            "retry-after",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-fetch-user",
            "strict-transport-security",
            "transfer-encoding",
            "upgrade-insecure-requests",
            "user-agent",
            "vary",
            "www-authenticate",
            "x-content-type-options",
            "x-frame-options");

    private static final Set<String> URLS = Set.of("location", "referer");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z]{1,20}");

    private Headers() {}

    /** Masks headers, in order. */
    public static List<Parameter> mask(List<Parameter> headers) {
        return headers.stream().map(Headers::mask).toList();
    }

    private static Parameter mask(Parameter header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (name.equals("authorization")) {
            return new Parameter(header.name(), authorization(header.value()));
        }
        Rule rule = Rule.HIDE;
        if (SHOWN.contains(name)) {
            rule = Rule.SHOW;
        } else if (URLS.contains(name)) {
            rule = Rule.URL;
        } else if (name.equals("dpop")) {
            rule = Rule.TOKEN;
        } else if (name.equals("dpop-nonce")) {
            rule = Rule.CUT;
        }
        return new Parameter(
                NAME.matcher(header.name()).matches() ? header.name() : Rule.HIDDEN, rule.keep(header.value()));
    }

    /** RFC 9110 §11.6.2: a scheme and credentials. */
    private static String authorization(String value) {
        String[] parts = value.strip().split(" +", 2);
        if (parts.length < 2 || !SCHEME.matcher(parts[0]).matches()) {
            return Rule.HIDDEN;
        }
        return parts[0] + " "
                + switch (parts[0].toLowerCase(Locale.ROOT)) {
                    case "basic" -> basic(parts[1]);
                    case "bearer", "dpop" -> TokenText.mask(parts[1]);
                    default -> Rule.HIDDEN;
                };
    }

    /** RFC 7617 §2: the user-id before the first colon; without a colon, it may be the password. */
    private static String basic(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? Rule.HIDDEN : Rule.SHOW.keep(decoded.substring(0, colon)) + ":" + Rule.HIDDEN;
        } catch (IllegalArgumentException e) {
            return Rule.HIDDEN;
        }
    }
}
