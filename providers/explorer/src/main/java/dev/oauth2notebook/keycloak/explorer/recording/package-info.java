/**
 * Records requests: {@link dev.oauth2notebook.keycloak.explorer.recording.RequestObserver} sees the beginning and the
 * end of each, {@link dev.oauth2notebook.keycloak.explorer.recording.ResponseObserver} what Keycloak knows while it
 * creates the response. Called by Keycloak, {@code cluster}, {@code live}, {@code web} and the provider in {@code explorer}. Uses the
 * packages {@code hashing}, {@code masking}, {@code options}, {@code owner} and {@code ring}, and no other of the
 * module.
 */
package dev.oauth2notebook.keycloak.explorer.recording;
