package dev.oauth2notebook.keycloak.explorer.cluster;

import org.keycloak.cluster.ClusterEvent;

/**
 * Requests that a node has recorded, for the other nodes.
 *
 * @param requests a JSON array
 */
public record RecordedRequestsEvent(String requests) implements ClusterEvent {}
