<#import "template.ftl" as layout>
<#assign explainedErrors = ["access_denied", "consent_required", "interaction_required", "invalid_request", "invalid_scope",
  "login_required", "server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_response_type"]>
<#assign code = response.code!"">
<#assign error = response.error!"">
<#assign shownAbove = error?has_content?then(["error", "error_description"], ["code"])>

<#macro value name text>
<div class="oa-copy">
  <output id="response-${name}" class="oa-value" tabindex="0" aria-label="${name}">${text}</output>
  <@copyButton source="response-" + name label=(name == "code")?then(msg("callbackCopyCode"), msg("callbackCopy")) />
</div>
</#macro>

<#macro copyButton source label>
<button type="button" class="pf-v5-c-button pf-m-secondary" data-copy="${source}" data-copied="${msg('callbackCopied')}" hidden>${label}</button>
</#macro>

<#-- Only if the response is in the query: clients can parse the whole address. -->
<#macro address>
<div class="oa-copy oa-address">
  <output id="response-address" class="oa-value" tabindex="0" aria-label="${msg('callbackAddress')}" data-address hidden></output>
  <@copyButton source="response-address" label=msg("callbackCopyAddress") />
</div>
</#macro>

<@layout.registrationLayout bodyClass="wide" displayMessage=false; section>
  <#if section = "header">
    <#if error?has_content>${msg("callbackErrorTitle")}<#elseif code?has_content>${msg("callbackCodeTitle")}<#else>${msg("callbackTitle")}</#if>
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <script type="module" src="${url.resourcesPath}/js/response.js"></script>
    <script type="module" src="${url.resourcesPath}/js/copy.js"></script>
    <script type="module" src="${url.resourcesPath}/js/countdown.js"></script>
    <script type="module" src="${url.resourcesPath}/js/redeem.js"></script>
    <script type="module" src="${url.resourcesPath}/js/return.js"></script>
    <div class="oa-page oa-wide">
    <#if error?has_content>
    <#if response.error_description??><p><output id="response-error_description" aria-label="error_description"><strong>${response.error_description}</strong></output></p></#if>
    <@value name="error" text=error />
    <p>${explainedErrors?seq_contains(error)?then(msg("callbackError." + error), msg("callbackErrorOther"))}</p>
    <p id="next-step"><#if retryable>${msg("callbackErrorRepeat")}<#elseif topic??>${msg("errorTopic." + topic.id() + ".action")}<#else>${msg("callbackErrorChange")}</#if></p>
    <#if scopes??>
    <h2>${msg("mistakeSent")}</h2>
    <p><code id="sent" class="oa-value">scope=${scopes.sent()}</code></p>
    <h2>${msg("mistakeRegistered")}</h2>
    <dl id="registered" class="oa-list">
      <#list scopes.clients() as client>
      <div><dt><code>${client.id()}</code></dt><dd><code>openid ${client.scopes()?join(" ")}</code></dd></div>
      </#list>
    </dl>
    <h2>${msg("mistakeCorrection")}</h2>
    <p><code id="correction" class="oa-value">${scopes.correction()}</code></p>
    </#if>
    <#if topic??><p><a id="explanation" href="errors/${topic.id()}">${msg("mistakeExplanation")}</a></p></#if>
    <#elseif code?has_content>
    <@value name="code" text=code />
    <p data-countdown="${codeLifespan?c}" data-over="${msg('callbackCodeExpired')}">${msg("callbackCodeLife")} <strong role="timer">${codeLifespan?c}</strong> s</p>
    <#if redeemCommand??>
    <#-- Filled and shown by redeem.js, if the response is for a request of this browser tab. -->
    <section id="redeem" class="oa-page" hidden>
      <h2>${msg("callbackRedeem")}</h2>
      <p>${msg("callbackRedeemState")}</p>
      <p>${msg("callbackRedeemVerifier")}</p>
      <@value name="code_verifier" text="" />
      <p>${msg("callbackRedeemCommand")} <#if redeemCommand?contains(":SECRET ")>${msg("endpointReplace")}</#if></p>
      <@value name="command" text=redeemCommand />
    </section>
    </#if>
    <ol id="notebook-steps">
      <li>${msg("callbackNextCopy")}</li>
      <li>${msg("callbackNextPaste")}</li>
      <li>${msg("callbackNextToken")}</li>
    </ol>
    <#else>
    <p id="no-response"><#if mode == "UNREADABLE_JWT">${msg("callbackUnreadableJwt")}<#elseif mode == "NONE">${msg("callbackEmpty")}<#else>${msg("callbackStateOnly")}</#if></p>
    </#if>
    <#if mode == "FORM_POST"><p id="response-mode">${msg("callbackFormPost")}</p></#if>
    <#if mode == "JWT"><p id="response-mode">${msg("callbackJwt")}</p></#if>
    <#if response?has_content>
    <h2>${msg("callbackAll")}</h2>
    <dl id="authorization-response" class="oa-list">
      <#list response as name, text>
      <div>
        <dt><code>${name}</code></dt>
        <dd>
          <#if !shownAbove?seq_contains(name)><output id="response-${name}" class="oa-value" tabindex="0" aria-label="${name}">${text}</output></#if>
          <p>${msg("callbackParameter." + name)}</p>
        </dd>
      </div>
      </#list>
    </dl>
    <#if mode == "QUERY"><@address /></#if>
    <#else>
    <#-- Filled by response.js, because browsers do not send the fragment to the server. -->
    <section id="fragment-response" hidden>
      <p id="response-mode">${msg("callbackFragment")}</p>
      <dl class="oa-list">
        <#list shownParameters as name>
        <div data-parameter="${name}" hidden>
          <dt><code>${name}</code></dt>
          <dd><div class="oa-copy">
            <output id="response-${name}" class="oa-value" tabindex="0" aria-label="${name}"></output>
            <@copyButton source="response-" + name label=msg("callbackCopy") />
          </div><p>${msg("callbackParameter." + name)}</p></dd>
        </div>
        </#list>
      </dl>
    </section>
    </#if>
    <p><a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2" rel="noreferrer">RFC 6749 §4.1.2</a></p>
    </div>
  </#if>
</@layout.registrationLayout>
