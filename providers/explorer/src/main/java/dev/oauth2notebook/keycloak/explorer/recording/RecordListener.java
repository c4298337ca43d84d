package dev.oauth2notebook.keycloak.explorer.recording;

/** Learns what a {@link Recorder} records. It is called in the thread of the recorder and must not block. */
public interface RecordListener {

    /** This node has recorded a request, and added it to the ring. */
    void recorded(Recorded request);

    /** Requests that this node has served are missing, and the ring has a gap. */
    void missed();
}
