<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceDeclinedTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-device.css">
    <div class="oa-device">
    <p>${msg("deviceDeclinedNothingShared")}</p>
    <p class="oa-warning">${msg("deviceDeclinedWarning")}</p>
    </div>
  </#if>
</@layout.registrationLayout>
