package dev.oauth2notebook.keycloak.explorer.web;

import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A script or style sheet of the page.
 *
 * @param content the file
 * @param type its media type
 * @param tag identifies this version of it
 */
record Asset(byte[] content, String type, EntityTag tag) {

    private static final String FOLDER = "/explorer/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*\\.(js|css)");
    private static final Map<String, Asset> LOADED = new ConcurrentHashMap<>();

    /**
     * Finds an asset.
     *
     * @param name name of the file
     * @return empty if there is none
     */
    static Optional<Asset> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Asset loaded = LOADED.get(name);
        if (loaded != null) {
            return Optional.of(loaded);
        }
        Optional<Asset> asset = load(name);
        asset.ifPresent(found -> LOADED.put(name, found));
        return asset;
    }

    private static Optional<Asset> load(String name) {
        try (InputStream file = Asset.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return Optional.empty();
            }
            byte[] content = file.readAllBytes();
            String type = name.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8";
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Optional.of(
                    new Asset(content, type, new EntityTag(HexFormat.of().formatHex(hash))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
