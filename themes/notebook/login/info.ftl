<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    <#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${kcSanitize(message.summary)?no_esc}</#if>
  <#elseif section = "form">
    <div id="kc-info-message" class="nb-stack">
      <#if messageHeader??><p>${kcSanitize(message.summary)?no_esc}</p></#if>
      <#if requiredActions?has_content>
      <ul>
        <#list requiredActions as action><li>${kcSanitize(msg("requiredAction." + action))?no_esc}</li></#list>
      </ul>
      </#if>
      <#if !skipLink??>
        <#if pageRedirectUri?has_content>
        <p><a href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
        <#elseif actionUri?has_content>
        <p><a href="${actionUri}">${msg("proceedWithAction")}</a></p>
        <#elseif (client.baseUrl)?has_content>
        <p><a href="${client.baseUrl}">${msg("backToApplication")}</a></p>
        </#if>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
