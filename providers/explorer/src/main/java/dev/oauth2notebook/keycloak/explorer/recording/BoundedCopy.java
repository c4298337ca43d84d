package dev.oauth2notebook.keycloak.explorer.recording;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that copies what is read from it, up to a limit. */
final class BoundedCopy extends FilterInputStream {

    private final int limit;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean exceeded;

    /**
     * @param stream the stream
     * @param limit size from which on nothing is kept, in bytes
     */
    BoundedCopy(InputStream stream, int limit) {
        super(stream);
        this.limit = limit;
    }

    /** Returns what has been read; empty if it was more than the limit. */
    byte[] copy() {
        return copy.toByteArray();
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            keep(new byte[] {(byte) read}, 0, 1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            keep(buffer, offset, read);
        }
        return read;
    }

    /** Going back would copy the same bytes again. */
    @Override
    public boolean markSupported() {
        return false;
    }

    private void keep(byte[] buffer, int offset, int length) {
        exceeded |= copy.size() + length > limit;
        if (exceeded) {
            copy.reset();
        } else {
            copy.write(buffer, offset, length);
        }
    }
}
