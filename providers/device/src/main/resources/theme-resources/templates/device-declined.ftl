<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceDeclinedTitle")}
  <#elseif section = "form">
    <p>${msg("deviceDeclinedNothingShared")}</p>
    <p class="nb-warning">${msg("deviceDeclinedWarning")}</p>
  </#if>
</@layout.registrationLayout>
