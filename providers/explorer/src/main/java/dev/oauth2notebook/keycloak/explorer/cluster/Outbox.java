package dev.oauth2notebook.keycloak.explorer.cluster;

import dev.oauth2notebook.keycloak.explorer.recording.RecordListener;
import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that this node has recorded since the last message to the other nodes. Nothing stays longer: what does
 * not fit into the next message is replaced by a gap. Thread-safe.
 */
final class Outbox implements RecordListener {

    static final int MAX_WAITING = 200;

    /** Size of all messages in the long run. */
    static final int CHARACTERS_PER_MESSAGE = 64 * 1024;

    /** Size of the largest message, which is possible after smaller ones. */
    static final int MAX_CHARACTERS = 16 * CHARACTERS_PER_MESSAGE;

    private List<Recorded> waiting = new ArrayList<>();
    private boolean missed;
    private int budget = MAX_CHARACTERS;

    @Override
    public synchronized void recorded(Recorded request) {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(request);
        } else {
            missed = true;
        }
    }

    @Override
    public synchronized void missed() {
        missed = true;
    }

    /** Returns the next message, which is empty if there is nothing to send. Called at regular intervals. */
    List<Wire> take() {
        List<Recorded> taken = removeAll();
        budget = Math.min(MAX_CHARACTERS, budget + CHARACTERS_PER_MESSAGE);
        List<Wire> message = new ArrayList<>();
        for (Recorded request : taken) {
            Wire wire = Wire.of(request);
            if (wire.json().length() > budget) {
                missed();
                break;
            }
            budget -= wire.json().length();
            message.add(wire);
        }
        if (removeMissed()) {
            message.add(Wire.GAP);
        }
        return message;
    }

    private synchronized List<Recorded> removeAll() {
        List<Recorded> removed = waiting;
        waiting = new ArrayList<>();
        return removed;
    }

    private synchronized boolean removeMissed() {
        boolean removed = missed;
        missed = false;
        return removed;
    }
}
