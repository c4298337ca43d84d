package dev.oauth2notebook.keycloak.conformance;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Adds the {@code Date} header to all responses, including those of Keycloak's own paths. RFC 9110 §6.6.1 requires it
 * of origin servers with a clock, and neither Keycloak nor Quarkus has an option for it.
 */
@ApplicationScoped
class DateHeaderFilter {

    /** Before Keycloak's filters, so that the responses to requests that they reject also have the header. */
    private static final int FIRST = Integer.MAX_VALUE;

    /** RFC 9110 §5.6.7. The JDK's RFC_1123_DATE_TIME does not pad the day of the month. */
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    void register(@Observes Filters filters) {
        filters.register(DateHeaderFilter::handle, FIRST);
    }

    private static void handle(RoutingContext request) {
        request.addHeadersEndHandler(sent -> request.response().putHeader(HttpHeaders.DATE, now(Clock.systemUTC())));
        request.next();
    }

    /**
     * Formats the current time.
     *
     * @param clock clock that returns the current time
     * @return the time as an HTTP date (RFC 9110 §5.6.7)
     */
    static String now(Clock clock) {
        return ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).format(IMF_FIXDATE);
    }
}
