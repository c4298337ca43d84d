<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceDeclinedTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-device.css">
    <div class="oa-device">
    <p>${msg("deviceDeclinedNothingShared")}</p>
    <p class="oa-warning">${msg("deviceDeclinedWarning")}</p>
    <p>${msg("deviceDeclinedNext")}</p>
    <p><a id="another-code" class="pf-v5-c-button pf-m-secondary pf-m-block" href="${url.oauth2DeviceVerificationAction}">${msg("deviceDeclinedAnotherCode")}</a></p>
    </div>
  </#if>
</@layout.registrationLayout>
