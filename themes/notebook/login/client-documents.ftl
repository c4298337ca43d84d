<#-- Below a login form: what the application has published about itself (OpenID Connect Registration §2), if it has. -->
<#import "application.ftl" as application>

<#macro show>
<#if (client.attributes.policyUri)?has_content || (client.attributes.tosUri)?has_content>
<p class="nb-muted">${msg("loginReview", application.name())}
  <#if client.attributes.policyUri?has_content><a href="${client.attributes.policyUri}" target="_blank" rel="noopener noreferrer">${msg("oauthGrantPolicy")}</a></#if>
  <#if client.attributes.tosUri?has_content><a href="${client.attributes.tosUri}" target="_blank" rel="noopener noreferrer">${msg("oauthGrantTos")}</a></#if>
</p>
</#if>
</#macro>
