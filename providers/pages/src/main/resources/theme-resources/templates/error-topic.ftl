<#import "template.ftl" as layout>
<#assign key = "errorTopic." + topic.id()>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(key)}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <div class="oa-page">
    <p id="meaning">${msg(key + ".meaning")}</p>
    <h2>${msg("errorTopicCauses")}</h2>
    <ol id="causes">
      <#list topic.causes() as number><li>${msg(key + ".cause" + number)}</li></#list>
    </ol>
    <h2>${msg("errorTopicAction")}</h2>
    <p id="action">${msg(key + ".action")}</p>
    <p>${msg("errorTopicReference")} <a id="reference" href="${topic.reference().url()}" rel="noreferrer">${topic.reference().name()}</a></p>
    <p><a id="all-errors" href="../errors">${msg("errorTopicAll")}</a></p>
    </div>
  </#if>
</@layout.registrationLayout>
