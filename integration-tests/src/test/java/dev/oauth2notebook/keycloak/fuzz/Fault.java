package dev.oauth2notebook.keycloak.fuzz;

/** One way to spoil a good request. */
@FunctionalInterface
interface Fault {

    Case generate(Material material, Dice dice);

    /** Makes a case of a form. */
    static Case of(String name, Target target, Form form, Verdict verdict) {
        return new Case(name, Request.post(target, form), verdict);
    }
}
