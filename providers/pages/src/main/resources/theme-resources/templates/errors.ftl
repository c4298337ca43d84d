<#import "template.ftl" as layout>
<@layout.registrationLayout bodyClass="wide" displayMessage=false; section>
  <#if section = "header">
    ${msg("errorTopicsTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <div class="oa-page oa-wide">
    <p>${msg("errorTopicsText")}</p>
    <#list groups as group>
    <section>
      <h2>${msg("errorGroup." + group.name())}</h2>
      <ul class="oa-topics">
        <#list topics?filter(topic -> topic.group().name() == group.name()) as topic>
        <li><a href="errors/${topic.id()}">${msg("errorTopic." + topic.id())}</a></li>
        </#list>
      </ul>
    </section>
    </#list>
    </div>
  </#if>
</@layout.registrationLayout>
