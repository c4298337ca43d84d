package dev.oauth2notebook.keycloak.signatures.forms;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets Keycloak read forms in blocks: RESTEasy Reactive's {@code FormBodyHandler} takes the bytes from the HTTP connection one by
 * one. The filter runs before matching, because that handler runs before all other filters. So the body is also opened in the
 * event loop, which already has it; the worker thread would have to ask for it and wait.
 */
@Provider
@PreMatching
public final class FormBodyFilter implements ContainerRequestFilter {

    /** Enough for most forms with a token. */
    private static final int BLOCK_SIZE = 2048;

    @Override
    public void filter(ContainerRequestContext request) {
        String contentType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null && contentType.startsWith(MediaType.APPLICATION_FORM_URLENCODED)) {
            request.setEntityStream(new FormBody(request.getEntityStream()));
        }
    }

    /** Takes no lock for each byte, unlike {@code BufferedInputStream}: only one thread reads a form. */
    private static final class FormBody extends InputStream {

        private final InputStream connection;

        private final byte[] block = new byte[BLOCK_SIZE];

        private int position;

        private int end;

        FormBody(InputStream connection) {
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            if (position == end) {
                position = 0;
                end = Math.max(0, connection.read(block));
            }
            return end == 0 ? -1 : block[position++] & 0xFF;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
