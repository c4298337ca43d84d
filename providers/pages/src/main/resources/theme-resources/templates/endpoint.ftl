<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${endpoint.path()}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <script type="module" src="${url.resourcesPath}/js/copy.js"></script>
    <div class="oa-page">
    <#assign purpose = msg("startEndpoint." + endpoint.name())>
    <p>${msg("endpointPurpose", purpose)}</p>
    <p>${msg("endpointMethods", endpoint.methods())}</p>
    <#if command??>
    <p>${msg("endpointCommand")}</p>
    <div class="oa-copy">
<pre id="command" class="oa-value" tabindex="0">${command}</pre>
      <button type="button" class="pf-v5-c-button pf-m-secondary" data-copy="command" data-copied="${msg('callbackCopied')}" hidden>${msg("callbackCopy")}</button>
    </div>
    <p class="oa-muted">${msg("endpointReplace")}</p>
    </#if>
    </div>
  </#if>
</@layout.registrationLayout>
