<#import "template.ftl" as layout>
<#import "application.ftl" as app>
<#assign application = app.name()>

<#-- Realm files name a consent text by its message key in ${}; the key with ".help" says what it allows. -->
<#function help text>
  <#local key = text?remove_beginning(r"${")?remove_ending("}") + ".help">
  <#local found = msg(key)>
  <#if found == key><#return ""></#if>
  <#return found>
</#function>

<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section = "header">
    <#if deviceVerification!false>${msg("consentDeviceTitle", application)}<#else>${msg("consentTitle", application)}</#if>
  <#elseif section = "form">
    <#if signedInUser??>
    <p class="nb-signed-in">
      <span>${msg("consentSignedInAs")} <strong>${signedInUser}</strong></span>
      <a id="switch-user" href="${url.loginRestartFlowUrl}">${msg("consentSwitchUser")}</a>
    </p>
    </#if>
    <h2 id="requested-permissions">${msg("consentRequest")}</h2>
    <ul class="nb-scopes" aria-labelledby="requested-permissions">
      <#list oauth.clientScopesRequested![] as scope>
      <li>
        <strong>${advancedMsg(scope.consentScreenText, scope.parameterizedScopeParameter!"")}</strong>
        <#if help(scope.consentScreenText)?has_content><span class="nb-muted">${help(scope.consentScreenText)}</span></#if>
      </li>
      </#list>
    </ul>
    <#if deviceVerification!false>
    <p class="nb-warning">${msg("consentDeviceWarning")}</p>
    <#elseif redirectTarget??>
    <p>${redirectTarget.onThisDevice()?then(msg("consentReturnToApp"), msg("consentReturnToSite"))} <strong id="redirect-target">${redirectTarget.name()}</strong></p>
    </#if>
    <#if client.attributes.policyUri?? || client.attributes.tosUri??>
    <p>${msg("consentReview", application)}
      <#if client.attributes.policyUri??><a href="${client.attributes.policyUri}" target="_blank" rel="noopener noreferrer">${msg("oauthGrantPolicy")}</a></#if>
      <#if client.attributes.tosUri??><a href="${client.attributes.tosUri}" target="_blank" rel="noopener noreferrer">${msg("oauthGrantTos")}</a></#if>
    </p>
    </#if>
    <form action="${url.oauthAction}" method="post" class="nb-choice">
      <input type="hidden" name="code" value="${oauth.code}">
      <button id="kc-login" name="accept" value="accept" class="${properties.kcButtonSecondaryClass}">${msg("consentAllow")}</button>
      <button id="kc-cancel" name="cancel" value="cancel" class="${properties.kcButtonSecondaryClass}" data-escape>${msg("consentDeny")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
