<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("callbackTitle")}
  <#elseif section = "form">
    <#if response?has_content>
      <dl id="authorization-response">
        <#list response as name, value>
          <dt><code>${name}</code></dt>
          <dd><output id="response-${name}">${value}</output></dd>
        </#list>
      </dl>
    <#else>
      <p>${msg("callbackEmpty")}</p>
    </#if>
  </#if>
</@layout.registrationLayout>
