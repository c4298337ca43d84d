<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("notFoundTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <div class="oa-page">
    <p>${msg("notFoundText")} <code>${path}</code></p>
    <#if meant??>
    <p id="meant">${msg("notFoundMeant")} <a href="${meant.url()}"><code>${meant.path()}</code></a></p>
    </#if>
    </div>
  </#if>
</@layout.registrationLayout>
