<#import "template.ftl" as layout>
<#import "way-back.ftl" as wayBack>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${kcSanitize(msg("errorTitle"))?no_esc}
  <#elseif section = "form">
    <div id="kc-error-message" class="nb-stack">
      <p class="${properties.kcAlertClass} pf-m-danger" role="alert">${kcSanitize(message.summary)?no_esc}</p>
      <p>${msg("errorNextStep")}</p>
      <@wayBack.show toApplication=(!skipLink??) />
      <#-- An unexpected error has no reference, but its time is in the log. -->
      <p class="nb-muted">${msg("errorTellAdministrator")} <code id="error-reference">${errorReference!(.now?iso_utc)}</code></p>
      <#if traceId??>
      <p class="nb-muted" id="traceId">${msg("traceIdSupportMessage", traceId)}</p>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
