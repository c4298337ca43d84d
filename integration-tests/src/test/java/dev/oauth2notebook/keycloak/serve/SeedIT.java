package dev.oauth2notebook.keycloak.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The empty database that the build makes and that {@code serve} copies for the first start. */
class SeedIT {

    @TempDir
    private Path folder;

    @Test
    void holdsTheSchemaAndItsChangeLogButNoData() throws Exception {
        Files.copy(Project.server().resolve("data/seed.mv.db"), folder.resolve("copy.mv.db"));
        try (URLClassLoader server = new URLClassLoader(new URL[] {h2()});
                Connection database = driver(server)
                        .connect("jdbc:h2:file:" + folder.resolve("copy") + ";IFEXISTS=TRUE", new Properties())) {
            List<String> tables =
                    strings(database, "select table_name from information_schema.tables where table_schema = 'PUBLIC'");
            assertThat(tables).contains("REALM", "USER_ENTITY", "COMPONENT_CONFIG", "MIGRATION_MODEL");
            List<String> filled = new ArrayList<>();
            for (String table : tables) {
                if (!strings(database, "select count(*) from \"" + table + '"').equals(List.of("0"))) {
                    filled.add(table);
                }
            }
            assertThat(filled)
                    .containsExactlyInAnyOrder("DATABASECHANGELOG", "DATABASECHANGELOGLOCK", "MIGRATION_MODEL");
            // Keycloak compares schema and change log at a start if this is not its own version.
            assertThat(strings(database, "select version from migration_model")).containsExactly(keycloakVersion());
            assertThat(strings(database, "select id from migration_model"))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{5}");
        }
    }

    private static String keycloakVersion() throws IOException {
        return Files.readString(Project.server().resolve("version.txt")).strip().replace("Keycloak - Version ", "");
    }

    private static URL h2() throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Project.server().resolve("lib/lib/main"), "com.h2database.h2-*.jar")) {
            return jars.iterator().next().toUri().toURL();
        }
    }

    /** Uses the server's own version of the driver, because the format of the file depends on it. */
    private static Driver driver(ClassLoader server) throws ReflectiveOperationException {
        return (Driver)
                server.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
    }

    private static List<String> strings(Connection database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
