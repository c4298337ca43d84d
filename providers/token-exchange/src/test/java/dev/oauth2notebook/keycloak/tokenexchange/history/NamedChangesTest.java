package dev.oauth2notebook.keycloak.tokenexchange.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.history.NamedChanges.Change;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.events.admin.OperationType;

class NamedChangesTest {

    private static final List<Item> BEFORE = List.of(new Item("a", 1), new Item("b", 1), new Item("c", 1));

    record Item(String name, int value) {}

    @Test
    void sameListHasNoChanges() {
        assertThat(between(BEFORE, List.copyOf(BEFORE))).isEmpty();
    }

    @Test
    void anotherOrderIsNoChange() {
        assertThat(between(BEFORE, List.of(BEFORE.get(2), BEFORE.get(0), BEFORE.get(1))))
                .isEmpty();
    }

    @Test
    void eachChangeHasItsOperation() {
        Item changed = new Item("b", 2);
        Item added = new Item("d", 1);
        assertThat(between(BEFORE, List.of(BEFORE.get(0), changed, added)))
                .containsExactly(
                        new Change("b", OperationType.UPDATE, changed),
                        new Change("d", OperationType.CREATE, added),
                        new Change("c", OperationType.DELETE, null));
    }

    @Test
    void absentListsAreEmpty() {
        assertThat(between(null, null)).isEmpty();
        assertThat(between(null, BEFORE)).extracting(Change::operation).containsOnly(OperationType.CREATE);
        assertThat(between(BEFORE, null)).extracting(Change::name).containsExactly("a", "b", "c");
    }

    private static List<Change> between(List<Item> before, List<Item> after) {
        return NamedChanges.between(before, after, Item::name);
    }
}
