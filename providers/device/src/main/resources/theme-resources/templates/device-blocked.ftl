<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceBlockedTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-device.css">
    <div class="oa-device">
    <p class="oa-warning" role="alert">${msg("deviceBlockedText", retryAfterMinutes)}</p>
    </div>
  </#if>
</@layout.registrationLayout>
