<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceBlockedTitle")}
  <#elseif section = "form">
    <p class="nb-warning" role="alert">${msg("deviceBlockedText", retryAfterMinutes)}</p>
  </#if>
</@layout.registrationLayout>
