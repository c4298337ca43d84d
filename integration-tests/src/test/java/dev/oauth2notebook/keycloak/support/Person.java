package dev.oauth2notebook.keycloak.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * A person at a simple browser without JavaScript: keeps cookies, follows redirects, fills in the forms as served. Like
 * a real browser it takes http://localhost for a secure context, so it sends cookies marked {@code Secure}.
 */
public final class Person {

    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final String name;
    private final String password;

    /** Makes a person with an account and a fresh browser. */
    public Person(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** Returns alice, of the shipped realm, with a fresh browser. */
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

    /** Makes the browser send a header with every request, and returns this person. */
    public Person sending(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Opens a URL and follows redirects until there are none left or one leads to {@code stop}. */
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

    /** Opens a URL and signs in, consents and confirms a code wherever that is asked for, until a redirect leads to {@code stop}. */
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
        Response response = request.request(method, URI.create(url));
        response.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return response;
    }

    /**
     * Where a person has come to.
     *
     * @param url of the page, or the URL at which following redirects was to stop
     * @param response the page, or {@code null} where following redirects was to stop
     */
    public record Page(String url, Response response) {

        /** Returns the parsed page. */
        public Document document() {
            return Jsoup.parse(response.asString(), url);
        }

        /** Returns the page's text as a person reads it. */
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
