package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.List;
import org.keycloak.representations.idm.ClientProfileRepresentation;

/** A client profile, and to which requests its executors may contribute. */
record IndexedProfile(ClientProfileRepresentation profile, List<IndexedExecutor> executors) {

    static IndexedProfile of(ClientProfileRepresentation profile) {
        return new IndexedProfile(
                profile,
                profile.getExecutors() == null
                        ? List.of()
                        : profile.getExecutors().stream()
                                .map(IndexedExecutor::of)
                                .toList());
    }

    String name() {
        return profile.getName();
    }

    boolean mayContributeTo(PolicyRequest request) {
        return executors.stream().anyMatch(executor -> executor.mayContributeTo(request));
    }

    /** Returns the profile with only the executors that may contribute to a request. */
    ClientProfileRepresentation reducedTo(PolicyRequest request) {
        ClientProfileRepresentation reduced = new ClientProfileRepresentation();
        reduced.setName(profile.getName());
        reduced.setDescription(profile.getDescription());
        reduced.setExecutors(executors.stream()
                .filter(executor -> executor.mayContributeTo(request))
                .map(IndexedExecutor::executor)
                .toList());
        return reduced;
    }
}
