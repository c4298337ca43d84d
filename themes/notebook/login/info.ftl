<#import "template.ftl" as layout>
<#import "way-back.ftl" as wayBack>
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
      <#if !skipLink?? && pageRedirectUri?has_content>
      <p><a href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
      <#elseif !skipLink?? && actionUri?has_content>
      <p><a href="${actionUri}">${msg("proceedWithAction")}</a></p>
      <#else>
      <@wayBack.show toApplication=(!skipLink??) />
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
