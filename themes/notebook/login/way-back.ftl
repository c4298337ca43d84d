<#-- A link out of a page that ends here: to the application if Keycloak allows it, otherwise to the realm's start page, if any. -->
<#macro show toApplication=true>
<#if toApplication && (client.baseUrl)?has_content>
<p><a id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
<#elseif startPage??>
<p><a id="backToStart" href="${startPage}">${msg("backToStart")}</a></p>
</#if>
</#macro>
