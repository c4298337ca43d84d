package dev.oauth2notebook.keycloak.support;

import java.util.List;

/** Texts that would be executed, or would change the page or the file in which they are, if they were not escaped. */
public final class InjectionPayloads {

    private InjectionPayloads() {}

    /** Returns all of them, each of one line. */
    public static List<String> all() {
        return List.of(
                "<script id=\"pwned\">alert(1)</script>",
                "<img id=\"pwned\" src=\"x\" onerror=\"alert(1)\">",
                "<svg id='pwned' onload=alert(1)>",
                "\" onmouseover=\"alert(1)\" id=\"pwned",
                "' onmouseover='alert(1)' id='pwned",
                "' onfocus='alert(1)' autofocus='",
                "</output></dd></dl><form id=\"pwned\" action=\"https://evil.example\">",
                "</title><script id=pwned>alert(1)</script>",
                "</title></head><body><SCRIPT> if (typeof history.replaceState === 'function') {}</SCRIPT>",
                "</template><script id=pwned>alert(1)</script>",
                "--><script id=pwned>alert(1)</script><!--",
                "]]><script id=pwned>alert(1)</script>",
                "<a id=pwned href=\"javascript:alert(1)\">go</a>",
                "<meta id=pwned http-equiv=refresh content=\"0;url=https://evil.example\">",
                "<base id=pwned href=\"https://evil.example/\">",
                "${7*191}<#assign x=1337>[=7*191]",
                "{{7*191}}#{7*191}<%= 7*191 %>",
                "{{constructor.constructor('alert(1)')()}}",
                "&lt;script id=pwned&gt;alert(1)&lt;/script&gt;",
                "\\u003cscript id=pwned\\u003e",
                "＜script id=pwned＞",
                "javascript:alert(1)",
                "'; touch pwned; '",
                "$(touch pwned) `touch pwned`",
                "\\'''\"\"\" + open('pwned', 'w') + f\"{1}",
                "```![pwned](https://evil.example/x) ; end");
    }
}
