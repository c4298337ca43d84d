<#import "template.ftl" as layout>
<#import "way-back.ftl" as wayBack>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("logoutConfirmTitle")}
  <#elseif section = "form">
    <p>${msg("logoutConfirmHeader")}</p>
    <form class="${properties.kcFormClass}" action="${url.logoutConfirmAction}" method="post">
      <input type="hidden" name="session_code" value="${logoutConfirm.code}">
      <@buttons.actionGroup>
        <@buttons.button id="kc-logout" name="confirmLogout" label="doLogout" />
      </@buttons.actionGroup>
    </form>
    <@wayBack.show toApplication=!logoutConfirm.skipLink />
  </#if>
</@layout.registrationLayout>
