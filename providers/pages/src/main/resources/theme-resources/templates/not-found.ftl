<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("notFoundTitle")}
  <#elseif section = "form">
    <p>${msg("notFoundText")} <code>${path}</code></p>
    <#if meant??>
    <p id="meant">${msg("notFoundMeant")} <a href="${meant.url()}"><code>${meant.path()}</code></a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
