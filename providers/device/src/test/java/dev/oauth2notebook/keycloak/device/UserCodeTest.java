package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCodeTest {

    private static final String CODE = "BCDFGHJK";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BCDFGHJ",
                "BCDFGHJKL",
                "ACDFGHJK",
                "BCDFGHJY",
                "BCDF_GHJK",
                "BCDF.GHJK",
                "BCDF1HJK",
                "\u0412CDFGHJK", // a Cyrillic letter that looks like B
                "BCDFGHJ\u212A", // the Kelvin sign, whose lower-case form is k
                "BCDFGHJ\u017F", // the long s, whose upper-case form is S
                "BCDFGH\u00DF", // the sharp s, whose upper-case form is SS
                "\uFF22CDFGHJK", // a full-width B
                "BCDFGHJK\u0000"
            })
    void invalidCodeIsNotWellFormed(String typed) {
        assertThat(UserCode.isWellFormed(UserCode.normalise(typed))).isFalse();
    }

    @Test
    void longInputIsNotProcessed() {
        assertThat(UserCode.normalise(CODE + " ".repeat(56))).isEqualTo(CODE);
        assertThat(UserCode.normalise(CODE + " ".repeat(57))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BCDFGHJK",
                "BCDF-GHJK",
                "bcdf-ghjk",
                "bCdFgHjK",
                " BCDF GHJK ",
                "B-C-D-F-G-H-J-K",
                "--BCDFGHJK--",
                "BCDF\u2010GHJK",
                "BCDF\u2011GHJK",
                "BCDF\u2013GHJK",
                "BCDF\u2014GHJK",
                "BCDF\u2212GHJK",
                "BCDF\u2043GHJK",
                "BCDF\uFF0DGHJK",
                "BCDF\uFE63GHJK",
                "BCDF\u00ADGHJK",
                "BCDF\u00A0GHJK",
                "BCDF\u202FGHJK",
                "BCDF\u3000GHJK",
                "BCDF\tGHJK\r\n",
                "\uFEFFBCDF\u200BGHJK\u2060",
                "\u200EBCDFGHJK\u200F"
            })
    void inputIsNormalised(String typed) {
        assertThat(UserCode.normalise(typed)).isEqualTo(CODE);
    }

    /** Locales in which the upper-case letter of {@code i} is not {@code I}, or whose digits are not ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "lt-LT", "ar-EG", "th-TH-u-nu-thai"})
    void resultDoesNotDependOnTheDefaultLocale(String locale) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(UserCode.normalise("bcdfghjklmnpqrstvwxz")).isEqualTo(UserCode.ALPHABET);
            assertThat(UserCode.normalise("i\u0131\u0130")).isEqualTo("I\u0131\u0130");
            assertThat(UserCode.isWellFormed(UserCode.random())).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void codeIsDisplayedInTwoGroups() {
        assertThat(UserCode.display(CODE)).isEqualTo("BCDF-GHJK");
        assertThat(UserCode.normalise(UserCode.display(CODE))).isEqualTo(CODE);
        assertThat(UserCode.display("abc")).isEqualTo("abc");
    }

    @Test
    void alphabetIsTheOneOfTheRfc() {
        assertThat(UserCode.ALPHABET).hasSize(20).doesNotContainPattern("[^A-Z]|[AEIOUY]");
    }

    @Test
    void randomCodesAreWellFormedAndDistinct() {
        var codes = IntStream.range(0, 10_000).mapToObj(i -> UserCode.random()).collect(Collectors.toSet());
        assertThat(codes).allMatch(UserCode::isWellFormed).hasSizeGreaterThan(9_990);
    }

    /**
     * Chi-square test of the letters at each position. With 19 degrees of freedom, the statistic exceeds 100 about once
     * in 10^12 runs; a random byte modulo 20 would give about 190.
     */
    @Test
    void lettersAreUniformlyDistributedAtEachPosition() {
        int samples = 200_000;
        int[][] counts = new int[UserCode.LENGTH][UserCode.ALPHABET.length()];
        for (int i = 0; i < samples; i++) {
            String code = UserCode.random();
            for (int position = 0; position < UserCode.LENGTH; position++) {
                counts[position][UserCode.ALPHABET.indexOf(code.charAt(position))]++;
            }
        }
        double expected = (double) samples / UserCode.ALPHABET.length();
        for (int[] position : counts) {
            double chiSquare = IntStream.of(position)
                    .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                    .sum();
            assertThat(chiSquare).isLessThan(100);
        }
    }
}
