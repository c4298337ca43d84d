package dev.oauth2notebook.keycloak.pages.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;

class CodeHistoryTest {

    private static final int LIFESPAN = 120;

    @ParameterizedTest
    @CsvSource({"0, CODE_USED", "60, CODE_USED", "180, CODE_EXPIRED"})
    void missingCodeWasUsedUnlessItWouldHaveExpired(int age, ErrorTopic topic) {
        assertThat(CodeHistory.of(clientSessionOfAge(age), LIFESPAN)).isEqualTo(topic);
    }

    @Test
    void codeWithoutClientSessionWasUsed() {
        assertThat(CodeHistory.of(null, LIFESPAN)).isEqualTo(ErrorTopic.CODE_USED);
    }

    private static AuthenticatedClientSessionModel clientSessionOfAge(int seconds) {
        String started = String.valueOf(Time.currentTimeSeconds() - seconds);
        InvocationHandler handler = (proxy, method, arguments) -> method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : method.getName().equals("getNote") ? started : null;
        return (AuthenticatedClientSessionModel) Proxy.newProxyInstance(
                CodeHistoryTest.class.getClassLoader(),
                new Class<?>[] {AuthenticatedClientSessionModel.class},
                handler);
    }
}
