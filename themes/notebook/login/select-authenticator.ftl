<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("loginChooseAuthenticator")}
  <#elseif section = "form">
    <form id="kc-select-credential-form" action="${url.loginAction}" method="post" class="nb-options">
      <#list auth.authenticationSelections as selection>
      <button class="nb-option" name="authenticationExecution" value="${selection.authExecId}">
        <strong>${msg(selection.displayName)}</strong>
        <span class="nb-muted">${msg(selection.helpText)}</span>
      </button>
      </#list>
    </form>
  </#if>
</@layout.registrationLayout>
