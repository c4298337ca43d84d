<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<#import "passkeys.ftl" as passkeys>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password") displayApplication=true; section>
  <#if section = "header">
    ${msg("doLogIn")}
  <#elseif section = "form">
    <form id="kc-form-login" class="${properties.kcFormClass}" action="${url.loginAction}" method="post" novalidate>
      <#-- For password managers: whose password this is. -->
      <input type="text" autocomplete="username" value="${signedInUser!(auth.attemptedUsername)!}" hidden>
      <@inputs.password name="password" label=msg("password") autocomplete="current-password" autofocus=true
          error=messagesPerField.get("password") />
      <#if realm.resetPasswordAllowed>
      <div class="nb-row"><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></div>
      </#if>
      <@buttons.loginButton />
    </form>
    <@passkeys.conditionalUIData />
  </#if>
</@layout.registrationLayout>
