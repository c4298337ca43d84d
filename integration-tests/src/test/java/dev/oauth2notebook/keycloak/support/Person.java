package dev.oauth2notebook.keycloak.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * A user with a simple browser without JavaScript, which keeps cookies, follows redirects and submits the forms as
 * served. Like a real browser it treats http://localhost as a secure context, so it sends cookies marked {@code
 * Secure}.
 */
public final class Person {

    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final String name;
    private final String password;
    private boolean patient;

    /** Creates a user with the given credentials and a fresh browser. */
    public Person(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** Returns the user {@code alice} of the shipped realm with a fresh browser. */
    public static Person alice() {
        return new Person("alice", "alice");
    }

    /** Returns the user name. */
    public String name() {
        return name;
    }

    /** Returns the password. */
    public String password() {
        return password;
    }

    /** Makes the browser send a header with every request, and returns this user. */
    public Person withHeader(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Makes the browser retry a request when the server asks for it with {@code Retry-After}, and returns this person. */
    public Person patient() {
        patient = true;
        return this;
    }

    /** Returns the browser's cookies as the value of a header. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Opens a URL and follows redirects until there are no more or one leads to {@code stop}. */
    public Page open(String url, String stop) {
        return follow(send("GET", url, Map.of()), url, stop);
    }

    /** Opens a URL and follows redirects. */
    public Page open(String url) {
        return open(url, null);
    }

    /** Opens a link with a user code and confirms that it is the code on the device. */
    public Page openDevice(String completeUri) {
        return submit(open(completeUri), Map.of(), null);
    }

    /**
     * Opens a URL, then signs in, consents and confirms a user code as requested, until a redirect leads to {@code
     * stop}.
     */
    public Page signIn(String url, String stop) {
        Page page = open(url, stop);
        for (int step = 0; step < 5 && page.response() != null && page.isForm(); step++) {
            page = page.has("password")
                    ? logIn(page, stop)
                    : page.has("accept")
                            ? press(page, "accept", stop)
                            : page.has("device_user_code") ? submit(page, Map.of(), stop) : page;
        }
        return page;
    }

    /** Fills in the login form. */
    public Page logIn(Page page, String stop) {
        return submit(page, Map.of("username", name, "password", password), stop);
    }

    /** Submits a form by one of its buttons. */
    public Page press(Page page, String button, String stop) {
        String value = page.form().select("[name=" + button + "]").attr("value");
        return submit(page, Map.of(button, value), stop);
    }

    /** Submits the page's form with some fields filled in. */
    public Page submit(Page page, Map<String, String> fields, String stop) {
        FormElement form = page.form();
        Map<String, String> data = new HashMap<>();
        for (Element input : form.select("input[type=hidden][name]")) {
            data.put(input.attr("name"), input.attr("value"));
        }
        data.putAll(fields);
        String action = URI.create(page.url()).resolve(form.attr("action")).toString();
        return follow(send("POST", action, data), action, stop);
    }

    private Page follow(Response first, String firstUrl, String stop) {
        Response response = first;
        String url = firstUrl;
        for (int hops = 0; hops < 20; hops++) {
            if (response.statusCode() / 100 != 3) {
                return new Page(url, response);
            }
            url = URI.create(url).resolve(response.header("Location")).toString();
            if (stop != null && url.startsWith(stop)) {
                return new Page(url, null);
            }
            response = send("GET", url, Map.of());
        }
        throw new IllegalStateException("Too many redirects, last to " + url);
    }

    private Response send(String method, String url, Map<String, String> form) {
        Response response = patient ? RetryAfter.heed(() -> request(method, url, form)) : request(method, url, form);
        response.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return response;
    }

    private Response request(String method, String url, Map<String, String> form) {
        RequestSpecification request = given().redirects()
                .follow(false)
                .urlEncodingEnabled(method.equals("POST"))
                .header("Accept", "text/html")
                .headers(headers)
                .cookies(cookies);
        if (!form.isEmpty()) {
            request.contentType("application/x-www-form-urlencoded; charset=UTF-8")
                    .formParams(form);
        }
        return request.request(method, URI.create(url));
    }

    /**
     * The page at which the user has arrived.
     *
     * @param url the URL of the page, or the one at which redirects are no longer followed
     * @param response the page, or {@code null} if redirects are no longer followed
     */
    public record Page(String url, Response response) {

        /** Returns the parsed page. */
        public Document document() {
            return Jsoup.parse(response.asString(), url);
        }

        /** Returns the text of the page without markup. */
        public String text() {
            return document().text();
        }

        /** Returns a parameter of the URL's query, decoded, or {@code null}. */
        public String parameter(String parameterName) {
            return Urls.parameter(url, parameterName);
        }

        boolean isForm() {
            return document().selectFirst("form[method=post]") != null;
        }

        boolean has(String field) {
            return document().selectFirst("form[method=post] [name=" + field + "]") != null;
        }

        FormElement form() {
            return (FormElement) document().select("form[method=post]").stream()
                    .max((a, b) -> Integer.compare(
                            a.select("[name]").size(), b.select("[name]").size()))
                    .orElseThrow(() -> new IllegalStateException("No form at " + url + ": " + text()));
        }
    }
}
