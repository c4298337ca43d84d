<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("permitsTitle", shownRealm)}
  <#elseif section = "form">
    <p>${msg("permitsSignInText")}</p>
    <p><a id="permits-sign-in" class="pf-v5-c-button pf-m-primary pf-m-block" href="${consoleUrl}">${msg("permitsSignIn")}</a></p>
  </#if>
</@layout.registrationLayout>
