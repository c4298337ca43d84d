package dev.oauth2notebook.keycloak.support;

import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Somebody who watches the explorer: reads its server-sent events (HTML Living Standard §9.2) without a thread. */
public final class EventStream implements AutoCloseable, Flow.Subscriber<String> {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final StringBuilder text = new StringBuilder();
    private final List<Event> events = new ArrayList<>();
    private final CompletableFuture<HttpResponse.ResponseInfo> response = new CompletableFuture<>();

    private Flow.Subscription subscription;
    private String id = "";
    private String type = "";
    private String data = "";
    private boolean ended;

    private EventStream() {}

    /**
     * Opens a stream and waits for the headers of the response.
     *
     * @param url URL of the stream
     * @param headers headers of the request, by name
     */
    public static EventStream open(String url, Map<String, String> headers) {
        EventStream stream = new EventStream();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        HTTP.sendAsync(request.build(), info -> {
                    stream.response.complete(info);
                    return BodySubscribers.fromLineSubscriber(stream);
                })
                .whenComplete((received, failure) -> stream.end());
        stream.response.join();
        return stream;
    }

    /** Returns the status of the response. */
    public int status() {
        return response.join().statusCode();
    }

    /** Returns a header of the response; {@code null} if there is none. */
    public String header(String name) {
        return response.join().headers().firstValue(name).orElse(null);
    }

    /** Waits for the first request that meets a condition. */
    public Event awaitRequest(Predicate<JsonPath> condition) {
        return await(event -> event.type().equals("request") && condition.test(event.json()));
    }

    /** Waits for the first request whose JSON contains a text, which takes less time than evaluating a path. */
    public Event awaitRequest(String text) {
        return await(event -> event.type().equals("request") && event.data().contains(text));
    }

    /** Waits for the first event that meets a condition, which is checked once for each event. */
    public Event await(Predicate<Event> condition) {
        AtomicInteger checked = new AtomicInteger();
        return Poll.until(
                () -> {
                    List<Event> arrived = events();
                    return arrived.subList(checked.getAndSet(arrived.size()), arrived.size()).stream()
                            .filter(condition)
                            .findFirst()
                            .orElse(null);
                },
                event -> event != null);
    }

    /** Waits until the server has ended the stream. */
    public void awaitEnd() {
        Poll.until(this::isEnded, Boolean::booleanValue);
    }

    /** Returns the events that have arrived so far. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Returns everything that has arrived so far. */
    public synchronized String text() {
        return text.toString();
    }

    /** Returns whether the stream has ended. */
    public synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
        text.append(line).append('\n');
        if (line.isEmpty()) {
            if (!data.isEmpty()) {
                events.add(new Event(id, type, data));
            }
            type = "";
            data = "";
        } else if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            type = line.substring(7);
        } else if (line.startsWith("data: ")) {
            data = line.substring(6);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onComplete() {
        end();
    }

    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private synchronized void end() {
        ended = true;
    }

    /** An event with the id that was last sent. */
    public record Event(String id, String type, String data) {

        public JsonPath json() {
            return JsonPath.from(data);
        }
    }
}
