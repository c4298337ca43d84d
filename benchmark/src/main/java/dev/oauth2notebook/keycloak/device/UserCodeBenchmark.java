package dev.oauth2notebook.keycloak.device;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What becomes of the code that a person has entered, or of what a guesser sends instead. */
@State(Scope.Thread)
public class UserCodeBenchmark {

    private String canonical = "WDJBMJHT";
    private String typed = " wdjb - mjht ";
    private String hopeless = "\u1680\u2212\uD835\uDD04x".repeat(12);

    @Benchmark
    public boolean canonical() {
        return isCode(canonical);
    }

    @Benchmark
    public boolean lowerCaseWithBlanks() {
        return isCode(typed);
    }

    @Benchmark
    public boolean hopeless() {
        return isCode(hopeless);
    }

    private static boolean isCode(String input) {
        return UserCode.isWellFormed(UserCode.normalise(input));
    }
}
