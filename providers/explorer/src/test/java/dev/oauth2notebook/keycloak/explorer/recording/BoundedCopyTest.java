package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedCopyTest {

    @Test
    void nothingIsKeptOfABodyThatIsTooLong() throws IOException {
        BoundedCopy body = body("12345678901");
        assertThat(body.readAllBytes()).hasSize(11);
        assertThat(body.copy()).isEmpty();
    }

    @Test
    void nothingIsKeptAgainAfterTheLimit() throws IOException {
        BoundedCopy body = body("12345678901");
        assertThat(body.readNBytes(8)).hasSize(8);
        assertThat(body.readNBytes(2)).hasSize(2);
        assertThat(body.read()).isEqualTo('1');
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.copy()).isEmpty();
    }

    @Test
    void readerGetsTheSameBytes() throws IOException {
        BoundedCopy body = body("1234567890");
        assertThat(body.read()).isEqualTo('1');
        assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("234567890");
        assertThat(body.copy()).asString(StandardCharsets.UTF_8).isEqualTo("1234567890");
    }

    private static BoundedCopy body(String text) {
        return new BoundedCopy(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10);
    }
}
