package dev.oauth2notebook.keycloak.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the micro benchmarks, each for its average time and what it allocates, and makes a Markdown table of both. */
public final class MicroBenchmarks {

    private static final Path REPORT = Path.of("results", "micro.md");

    private MicroBenchmarks() {}

    /**
     * Runs the benchmarks; prints the table and writes it to {@code results/micro.md}, below the working directory.
     *
     * @param args options of JMH, which come before the ones chosen here
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        String table = table(new Runner(options(new CommandLineOptions(args))).run());
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, table);
        System.out.println("\n" + table);
    }

    private static Options options(CommandLineOptions args) {
        return new OptionsBuilder()
                .parent(args)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(args.getForkCount().orElse(2))
                .warmupIterations(args.getWarmupIterations().orElse(5))
                .warmupTime(args.getWarmupTime().orElse(TimeValue.seconds(1)))
                .measurementIterations(args.getMeasurementIterations().orElse(5))
                .measurementTime(args.getMeasurementTime().orElse(TimeValue.seconds(1)))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
    }

    private static String table(Collection<RunResult> results) {
        return results.stream()
                .map(MicroBenchmarks::row)
                .collect(Collectors.joining("", "| Benchmark | ns/op | ± (99.9 %) | B/op |\n|---|--:|--:|--:|\n", ""));
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f |\n",
                name(result),
                time.getScore(),
                time.getScoreError(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    /** Returns what is measured and in which case, e.g. {@code UserCode.canonical}. */
    private static String name(RunResult result) {
        String qualified = result.getParams().getBenchmark();
        String packages = qualified.replaceFirst("[^.]+[.][^.]+$", "");
        return qualified.substring(packages.length()).replace("Benchmark.", ".");
    }
}
