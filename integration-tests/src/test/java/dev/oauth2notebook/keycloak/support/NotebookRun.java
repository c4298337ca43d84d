package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Executes the project's notebook against a server, with a script in place of the user and the browser. */
public final class NotebookRun {

    private NotebookRun() {}

    /**
     * Executes all cells, or fails with the output.
     *
     * @param server the server
     * @param person user who signs in
     * @param executed where the notebook with its results is written; its folder is created
     * @return what the execution prints
     */
    public static String execute(Server server, Person person, Path executed) throws IOException {
        String work = Files.createDirectories(executed.getParent()).toString();
        Map<String, String> environment = new HashMap<>(server.environment().variables());
        environment.put("BROWSER", Python.INTERPRETER + " tests/person.py %s");
        environment.put("PERSON_NAME", person.name());
        environment.put("PERSON_PASSWORD", person.password());
        environment.put("SIGN_IN_TIMEOUT", "30");
        environment.put("IPYTHONDIR", work);
        environment.put("MPLCONFIGDIR", work);
        return Python.run("notebook", environment, "tests/execute.py", executed.toString());
    }
}
