<#import "template.ftl" as layout>
<#assign explainedErrors = ["access_denied", "consent_required", "interaction_required", "invalid_request", "invalid_scope",
  "login_required", "server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_response_type"]>
<#assign code = response.code!"">
<#assign error = response.error!"">
<#assign shownAbove = error?has_content?then("error", "code")>

<#macro value name text>
<div class="oa-copy">
  <output id="response-${name}" class="oa-value" tabindex="0" aria-label="${name}">${text}</output>
  <button type="button" class="pf-v5-c-button pf-m-secondary" data-copy="response-${name}" data-copied="${msg('callbackCopied')}" hidden>${msg("callbackCopy")}</button>
</div>
</#macro>

<@layout.registrationLayout bodyClass="wide" displayMessage=false; section>
  <#if section = "header">
    <#if error?has_content>${msg("callbackErrorTitle")}<#elseif code?has_content>${msg("callbackCodeTitle")}<#else>${msg("callbackTitle")}</#if>
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <script type="module" src="${url.resourcesPath}/js/copy.js"></script>
    <script type="module" src="${url.resourcesPath}/js/countdown.js"></script>
    <#if error?has_content>
    <@value name="error" text=error />
    <p>${explainedErrors?seq_contains(error)?then(msg("callbackError." + error), msg("callbackErrorOther"))}</p>
    <p>${msg("callbackErrorNext")}</p>
    <#elseif code?has_content>
    <@value name="code" text=code />
    <p data-countdown="${codeLifespan?c}" data-over="${msg('callbackCodeExpired')}">${msg("callbackCodeLife")} <strong role="timer">${codeLifespan?c}</strong> s</p>
    <ol>
      <li>${msg("callbackNextCopy")}</li>
      <li>${msg("callbackNextPaste")}</li>
      <li>${msg("callbackNextToken")}</li>
    </ol>
    <#else>
    <p>${msg("callbackEmpty")}</p>
    </#if>
    <#if response?has_content>
    <h2>${msg("callbackAll")}</h2>
    <dl id="authorization-response" class="oa-list">
      <#list response as name, text>
      <div>
        <dt><code>${name}</code></dt>
        <dd>
          <#if name != shownAbove><output id="response-${name}" class="oa-value" tabindex="0" aria-label="${name}">${text}</output></#if>
          <p>${msg("callbackParameter." + name)}</p>
        </dd>
      </div>
      </#list>
    </dl>
    </#if>
    <p><a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2" rel="noreferrer">RFC 6749 §4.1.2</a></p>
  </#if>
</@layout.registrationLayout>
