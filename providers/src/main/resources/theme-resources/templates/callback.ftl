<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("callbackTitle")}
  <#elseif section = "form">
    <dl id="authorization-response">
      <#list response as name, value>
        <dt><code>${name}</code></dt>
        <dd><output id="response-${name}" style="overflow-wrap: anywhere; user-select: all">${value}</output></dd>
      <#else>
        <p>${msg("callbackEmpty")}</p>
      </#list>
    </dl>
  </#if>
</@layout.registrationLayout>
