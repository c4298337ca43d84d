package dev.oauth2notebook.keycloak.signatures.forms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyFilterTest {

    private final CountedReads connection = new CountedReads(new byte[3000]);

    private InputStream body = connection;

    private final FormBodyFilter filter = new FormBodyFilter();

    @Test
    void readsFormInBlocks() throws IOException {
        filter.filter(request("application/x-www-form-urlencoded"));
        int length = 0;
        while (body.read() != -1) {
            length++;
        }
        assertThat(length).isEqualTo(3000);
        assertThat(connection.reads).isLessThan(5);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "application/json", "multipart/form-data; boundary=x", "text/plain"})
    void leavesOtherBodiesAlone(String contentType) {
        filter.filter(request(contentType));
        assertThat(body).isSameAs(connection);
    }

    private ContainerRequestContext request(String contentType) {
        return (ContainerRequestContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getHeaderString":
                            assertThat(arguments[0]).isEqualTo("Content-Type");
                            return contentType;
                        case "getEntityStream":
                            return body;
                        case "setEntityStream":
                            body = (InputStream) arguments[0];
                            return null;
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private static final class CountedReads extends ByteArrayInputStream {

        private int reads;

        CountedReads(byte[] content) {
            super(content);
        }

        @Override
        public synchronized int read() {
            reads++;
            return super.read();
        }

        @Override
        public synchronized int read(byte[] buffer, int begin, int length) {
            reads++;
            return super.read(buffer, begin, length);
        }
    }
}
