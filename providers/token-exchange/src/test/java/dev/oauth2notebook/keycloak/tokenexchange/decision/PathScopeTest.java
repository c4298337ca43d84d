package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathScopeTest {

    @ParameterizedTest
    @CsvSource({
        // given, requested, covered
        "storage.read:/, storage.read:/, true",
        "storage.read:/, storage.read:/foo, true",
        "storage.read:/foo, storage.read:/foo, true",
        "storage.read:/foo, storage.read:/foo/bar, true",
        "storage.read:/foo/bar, storage.read:/foo/bar/baz, true",
        "storage.read:/foo, storage.read:/foobar, false",
        "storage.read:/foo, storage.read:/fo, false",
        "storage.read:/foo, storage.read:/, false",
        "storage.read:/foo/bar, storage.read:/foo, false",
        "storage.read:/foo, storage.read:/FOO, false",
        "storage.read:/foo, storage.read:/bar/foo, false",
        "storage.read:/foo, storage.create:/foo, false",
        "storage.read:/foo, Storage.read:/foo, false",
    })
    void pathCoversItselfAndEverythingBelow(String given, String requested, boolean covered) {
        assertThat(parse(given).covers(parse(requested))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage.read:/",
                "storage.read:/home",
                "storage.read:/home/alice/2026-11/file.root",
                "storage.read:/.hidden",
                "storage.read:/a..b",
                "storage.read:/~alice/a_b",
                "storage.read:/c++/x=1,y=2/10:30/alice@example.org",
            })
    void normalFormIsAccepted(String scope) {
        PathScope parsed = parse(scope);
        assertThat(parsed.name() + ":" + parsed.path()).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no path, or a relative one
                "storage.read",
                "storage.read:",
                "storage.read:home",
                "storage.read:./home",
                "storage.read:~/home",
                // dot segments
                "storage.read:/.",
                "storage.read:/..",
                "storage.read:/../home",
                "storage.read:/home/./alice",
                "storage.read:/home/../etc",
                "storage.read:/home/..",
                "storage.read:/home/...",
                // empty segments, slash at the end
                "storage.read://",
                "storage.read://home",
                "storage.read:/home//alice",
                "storage.read:/home/",
                "storage.read:/home//",
                // encoding
                "storage.read:/%2e%2e/etc",
                "storage.read:/home/%2E%2E/etc",
                "storage.read:/home%2Falice",
                "storage.read:/home%2falice",
                "storage.read:/home%00",
                "storage.read:/100%",
                "storage.read:/home/%61lice",
                // characters with a meaning elsewhere
                "storage.read:/home;v=1/alice",
                "storage.read:/home/..;/etc",
                "storage.read:/home?x",
                "storage.read:/home#x",
                "storage.read:/home/*",
                "storage.read:/home\\alice",
                "storage.read:/home/{user}",
                "storage.read:/$HOME",
                // whitespace, control and other characters
                "storage.read:/home alice",
                "storage.read:/home\talice",
                "storage.read:/home\n",
                "storage.read:/\u0000",
                "storage.read:/\u00e9t\u00e9",
                "storage.read:/\uff0e\uff0e/etc",
                "storage.read:\u2215home",
                // name
                ":/home",
                "storage/read:/home",
                "storage read:/home",
                "https://example.org/home",
            })
    void anyOtherFormIsRefused(String scope) {
        assertThat(PathScope.parse(scope)).isEmpty();
    }

    @Test
    void lengthIsLimited() {
        String longest = "storage.read:/" + "a".repeat(PathScope.MAX_LENGTH - "storage.read:/".length());

        assertThat(PathScope.parse(longest)).isPresent();
        assertThat(PathScope.parse(longest + "a")).isEmpty();
        assertThat(PathScope.parse("a:" + "/b".repeat(511))).isPresent();
    }

    /** What one path covers, and what the path itself resolves to, must agree with the URI standard (RFC 3986 §5.2.4). */
    @Property
    void acceptedPathsResolveToThemselves(@ForAll("paths") String path) {
        PathScope.parse("files:" + path).ifPresent(scope -> {
            assertThat(URI.create("https://host" + path).normalize().getPath()).isEqualTo(path);
            assertThat(Path.of(path).normalize()).hasToString(path);
        });
    }

    @Property
    void whatIsCoveredIsBelowInTheFileSystem(@ForAll("paths") String given, @ForAll("paths") String requested) {
        PathScope.parse("files:" + given).ifPresent(scope -> PathScope.parse("files:" + requested)
                .ifPresent(other -> assertThat(scope.covers(other))
                        .isEqualTo(Path.of(requested)
                                .normalize()
                                .startsWith(Path.of(given).normalize()))));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("/", "/", "/", "a", "b", ".", "..", "%2e", "%2F", ";", "~")
                .list()
                .ofMaxSize(7)
                .map(parts -> "/" + String.join("", parts));
    }

    private static PathScope parse(String scope) {
        return PathScope.parse(scope).orElseThrow();
    }
}
