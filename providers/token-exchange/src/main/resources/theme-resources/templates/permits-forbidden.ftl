<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("permitsTitle", shownRealm)}
  <#elseif section = "form">
    <p role="alert">${msg("permitsForbidden")}</p>
  </#if>
</@layout.registrationLayout>
