package dev.oauth2notebook.keycloak.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * What somebody sees who selects every flow in the explorer, the oldest first, and every request in it, and keeps each
 * flow in each form.
 *
 * @param requests the requests
 * @param files what is kept
 */
record ExplorerWalk(List<Shown> requests, List<Kept> files) {

    /** Selects in the page, because a call from here for each of some hundred requests would take minutes. */
    private static final String SCRIPT = """
            async () => {
              const frame = () => new Promise(requestAnimationFrame);
              const all = (root, selector) => [...root.querySelectorAll(selector)];
              const texts = (root, selector) => all(root, selector).map((node) => node.textContent).join("; ");
              const shape = (root) => all(root, "*").map((node) => `${node.localName} ${node.getAttributeNames().sort()}`);
              const blobs = [];
              const files = [];
              URL.createObjectURL = (blob) => { blobs.push(blob); return "#"; };
              HTMLAnchorElement.prototype.click = function () { files.push({ name: this.download, blob: blobs.pop() }); };
              const requests = [];
              for (const id of all(document, ".ex-flow").map(({ dataset }) => dataset.flow).reverse()) {
                const flow = () => all(document, ".ex-flow").find(({ dataset }) => dataset.flow === id);
                flow().click();
                await frame();
                await frame();
                for (const row of all(document, ".ex-row")) {
                  row.click();
                  const detail = document.getElementById("ex-detail");
                  requests.push({
                    flow: id,
                    places: [
                      ["title", texts(document, "#ex-title")],
                      ["list", flow().textContent],
                      ["origin", texts(document, "#ex-origin")],
                      ["lanes", texts(document, ".ex-lane")],
                      ["outcome", row.dataset.outcome],
                      ["ends", texts(row, ".ex-there .ex-ends")],
                      ["request", texts(row, ".ex-there strong")],
                      ["request detail", texts(row, ".ex-there .ex-detail")],
                      ["answer", texts(row, ".ex-back strong")],
                      ["answer detail", texts(row, ".ex-back .ex-detail")],
                      ["refusal", texts(detail, ".ex-refusal p:not(:has(a))")],
                      ...all(detail, ".ex-permits li").map((permit) => ["permit", permit.textContent]),
                      ...all(detail, "table").flatMap((table) => all(table, "tr").map((tr) =>
                        [`${table.caption.textContent} ${tr.cells[0].textContent}`, texts(tr, "td > code")])),
                      ...all(detail, "pre").map((pre, n) => [`raw ${n}`, pre.textContent]),
                    ],
                    shape: [...shape(row), ...shape(detail), ...shape(flow())],
                  });
                }
                all(document, "button[data-keep]").forEach((keep) => keep.click());
              }
              return {
                requests,
                files: await Promise.all(files.map(async ({ name, blob }) => ({ name, content: await blob.text() }))),
              };
            }
            """;

    static ExplorerWalk through(Page page) {
        Map<String, List<Map<String, Object>>> seen = cast(page.evaluate(SCRIPT));
        return new ExplorerWalk(
                seen.get("requests").stream()
                        .map(request -> new Shown(
                                (String) request.get("flow"), cast(request.get("places")), cast(request.get("shape"))))
                        .toList(),
                seen.get("files").stream()
                        .map(file -> new Kept((String) file.get("name"), (String) file.get("content")))
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /**
     * A request as the page shows it.
     *
     * @param flow id of its flow
     * @param places pairs of the name of a place and its text
     * @param shape elements with the names of their attributes
     */
    record Shown(String flow, List<List<String>> places, List<String> shape) {

        /** Returns the text at the first place whose name ends so; empty if there is none. */
        String at(String name) {
            return places.stream()
                    .filter(place -> place.get(0).endsWith(name))
                    .map(place -> place.get(1))
                    .findFirst()
                    .orElse("");
        }

        /** Returns the names of the places where a text is, also in JSON; if it is in such a name, that is left out. */
        List<String> placesOf(String text) {
            String json = text.replace("\\", "\\\\").replace("\"", "\\\"");
            return places.stream()
                    .filter(place -> place.get(1).contains(text) || place.get(1).contains(json))
                    .map(place -> place.get(0).replace(text, ""))
                    .toList();
        }
    }

    /** A kept flow: the name of the file, and its content. */
    record Kept(String name, String content) {}
}
