<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("pageExpiredTitle")}
  <#elseif section = "form">
    <p id="instruction1">${msg("pageExpiredExplanation")}</p>
    <div class="nb-choice">
      <a id="loginContinueLink" class="${properties.kcButtonSecondaryClass}" href="${url.loginAction}">${msg("pageExpiredContinue")}</a>
      <a id="loginRestartLink" class="${properties.kcButtonSecondaryClass}" href="${url.loginRestartFlowUrl}">${msg("pageExpiredRestart")}</a>
    </div>
  </#if>
</@layout.registrationLayout>
