<#-- Below a login form: what the application has published about itself (OpenID Connect Registration §2), if it has. -->
<#macro show>
<#if (client.attributes.policyUri)?has_content || (client.attributes.tosUri)?has_content>
<#local application = client.name?has_content?then(advancedMsg(client.name!""), client.clientId)>
<p class="nb-muted">${msg("loginReview", application)}
  <#if client.attributes.policyUri?has_content><a href="${client.attributes.policyUri}" target="_blank" rel="noopener noreferrer">${msg("oauthGrantPolicy")}</a></#if>
  <#if client.attributes.tosUri?has_content><a href="${client.attributes.tosUri}" target="_blank" rel="noopener noreferrer">${msg("oauthGrantTos")}</a></#if>
</p>
</#if>
</#macro>
