package dev.oauth2notebook.keycloak.fuzz;

/** One way to make a valid request invalid. */
@FunctionalInterface
interface Fault {

    Case generate(Fixture fixture, RandomChoices random);

    /** Creates a case from a form. */
    static Case of(String name, Target target, Form form, Expectation expectation) {
        return new Case(name, Request.post(target, form), expectation);
    }
}
