package dev.oauth2notebook.keycloak.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system in memory that is small enough to be filled. Mounting it requires root. */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path folder;

    /** Mounts a file system of the given size. */
    public SmallDisk(int megabytes) {
        try {
            folder = Files.createTempDirectory("disk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Processes.run("mount", "-t", "tmpfs", "-o", "mode=755,size=" + megabytes + "m", "tmpfs", folder.toString());
        Processes.atExit(this::close);
    }

    /** Returns its mount point. */
    public Path folder() {
        return folder;
    }

    /** Fills it to the last block. */
    public void fill() {
        try (FileChannel file = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                file.write(ByteBuffer.allocate(BLOCK));
            }
        } catch (IOException e) {
            // it is full
        }
    }

    /** Frees the space taken by {@link #fill}. */
    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (Files.exists(folder)) {
            Processes.run("umount", "--lazy", folder.toString());
            folder.toFile().delete();
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }
}
