<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("oauth2DeviceVerificationCompleteHeader")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-device.css">
    <div class="oa-device">
    <svg class="oa-success" viewBox="0 0 24 24" width="64" height="64" aria-hidden="true"><circle cx="12" cy="12" r="11"/><path d="m7 12.5 3.5 3.5 7-7.5"/></svg>
    <p>${msg("oauth2DeviceVerificationCompleteMessage")}</p>
    </div>
  </#if>
</@layout.registrationLayout>
