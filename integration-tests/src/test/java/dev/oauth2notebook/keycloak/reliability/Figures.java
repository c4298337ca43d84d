package dev.oauth2notebook.keycloak.reliability;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.reliability.Ledger.Answer;
import dev.oauth2notebook.keycloak.reliability.Ledger.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The responses to the load during an outage.
 *
 * @param outage the outage
 * @param broken when the outage began
 * @param end when the load ended
 * @param answers all responses, in no particular order
 */
record Figures(Outage outage, Instant broken, Instant end, List<Answer> answers) {

    static final String HEADER = """
            | Fault | Requests | 503, try again | Connection broke | No answer in 10 s | Failure as 400 | Other 5xx | Wrongly refused | Seconds without a token |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    /** Returns the number of responses of a kind. */
    long count(Kind kind) {
        return answers.stream().filter(answer -> answer.kind() == kind).count();
    }

    /** Returns the number of seconds, from the fault to the end of the load, in which no token was issued. */
    long unavailableSeconds() {
        long first = broken.getEpochSecond();
        long last = end.getEpochSecond();
        long served = answers.stream()
                .filter(answer -> answer.path().equals("/token") && answer.status() == 200)
                .mapToLong(answer -> answer.at().getEpochSecond())
                .filter(second -> second >= first && second < last)
                .distinct()
                .count();
        return last - first - served;
    }

    /** Fails unless every failure was clear: the client was asked to retry, or got no response at all. */
    void assertClear() {
        long refused = outage.mayRefuse() ? 0 : count(Kind.WRONGLY_REFUSED);
        assertThat(List.of(count(Kind.UNCLEAR), refused))
                .as(outage.name() + "\n" + String.join("\n", failures()))
                .containsOnly(0L);
        assertThat(count(Kind.ANSWERED)).as(outage.name()).isPositive();
    }

    /** Returns the row of the report. */
    String line() {
        return Stream.of(
                        outage.name(),
                        answers.size(),
                        count(Kind.UNAVAILABLE),
                        count(Kind.CONNECTION),
                        count(Kind.TIMEOUT),
                        count(Kind.FAILED_AS_400),
                        count(Kind.UNCLEAR),
                        count(Kind.WRONGLY_REFUSED),
                        unavailableSeconds())
                .map(String::valueOf)
                .collect(joining(" | ", "| ", " |"));
    }

    /** Returns the distinct failures with their numbers. */
    List<String> failures() {
        Map<String, Long> failures = new TreeMap<>(answers.stream()
                .filter(answer -> answer.kind() != Kind.ANSWERED)
                .collect(groupingBy(
                        answer -> answer.kind() + " " + answer.path() + ": " + answer.detail(), counting())));
        return failures.entrySet().stream()
                .map(failure -> failure.getValue() + " × " + failure.getKey())
                .toList();
    }
}
