package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewerTest {

    private final Viewer alice = new Viewer("realm", false, "alice", "session-of-alice");
    private final Viewer teacher = new Viewer("realm", true, "teacher", "session-of-teacher");
    private final Viewer local = new Viewer("realm", true, null, null);

    @Test
    void userSeesOnlyRequestsThatConcernNobodyElse() {
        assertThat(alice.sees(request("realm", Set.of("alice"), Set.of()))).isTrue();
        assertThat(alice.sees(request("realm", Set.of("bob"), Set.of()))).isFalse();
        assertThat(alice.sees(request("realm", Set.of("alice", "bob"), Set.of("session-of-alice"))))
                .isFalse();
        assertThat(alice.sees(request("realm", Set.of("bob"), Set.of("session-of-alice"))))
                .isFalse();
    }

    @Test
    void userSeesRequestsOfTheOwnSessionBeforeTheUserIsKnown() {
        assertThat(alice.sees(request("realm", Set.of(), Set.of("session-of-alice"))))
                .isTrue();
        assertThat(alice.sees(request("realm", Set.of(), Set.of("another")))).isFalse();
        assertThat(alice.sees(request("realm", Set.of(), Set.of()))).isFalse();
    }

    @Test
    void ownerOfTheClientSeesRequestsThatConcernNobody() {
        assertThat(alice.sees(request("realm", Set.of("bob"), Set.of(), "alice")))
                .isFalse();
        assertThat(alice.sees(request("realm", Set.of("alice", "bob"), Set.of(), "alice")))
                .isFalse();
        assertThat(alice.sees(request("other", Set.of(), Set.of(), "alice"))).isFalse();
        assertThat(alice.sees(request("realm", Set.of(), Set.of(), "bob"))).isFalse();
        assertThat(alice.sees(request("realm", Set.of(), Set.of(), "alice"))).isTrue();
    }

    @Test
    void teachersAndLocalViewersSeeTheWholeRealm() {
        assertThat(teacher.sees(request("realm", Set.of("alice", "bob"), Set.of())))
                .isTrue();
        assertThat(local.sees(request("realm", Set.of(), Set.of()))).isTrue();
    }

    @Test
    void nobodySeesAnotherRealm() {
        assertThat(alice.sees(request("other", Set.of("alice"), Set.of("session-of-alice"))))
                .isFalse();
        assertThat(teacher.sees(request("other", Set.of("teacher"), Set.of()))).isFalse();
        assertThat(local.sees(request("other", Set.of(), Set.of()))).isFalse();
    }

    private static Recorded request(String realm, Set<String> users, Set<String> sessions) {
        return request(realm, users, sessions, null);
    }

    private static Recorded request(String realm, Set<String> users, Set<String> sessions, String owner) {
        return new Recorded("id", realm, () -> new Rendering("{}", users, sessions, owner));
    }
}
