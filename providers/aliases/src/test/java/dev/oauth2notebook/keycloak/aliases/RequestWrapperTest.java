package dev.oauth2notebook.keycloak.aliases;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.keycloak.http.HttpRequest;

class RequestWrapperTest {

    @Test
    void everyMethodOfARequestIsDelegated() {
        assertThat(RequestWrapper.class.getDeclaredMethods())
                .extracting(Method::getName)
                .containsAll(Arrays.stream(HttpRequest.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName)
                        .toList());
    }
}
