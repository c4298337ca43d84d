<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp") displayApplication=true; section>
  <#if section = "header">
    ${msg("doLogIn")}
  <#elseif section = "form">
    <form id="kc-otp-login-form" class="${properties.kcFormClass}" action="${url.loginAction}" method="post">
      <#if otpLogin.userOtpCredentials?size gt 1>
      <fieldset class="nb-options">
        <legend>${msg("loginChooseAuthenticator")}</legend>
        <#list otpLogin.userOtpCredentials as credential>
        <label class="nb-option"><input type="radio" name="selectedCredentialId" value="${credential.id}"<#if credential.id == otpLogin.selectedCredentialId!""> checked</#if>> ${credential.userLabel}</label>
        </#list>
      </fieldset>
      <#else>
      <input type="hidden" name="selectedCredentialId" value="${otpLogin.selectedCredentialId!}">
      </#if>
      <@inputs.text name="otp" label=msg("loginOtpOneTime") autocomplete="one-time-code" autofocus=true
          error=messagesPerField.get("totp") inputmode="numeric" />
      <@buttons.loginButton />
    </form>
  </#if>
</@layout.registrationLayout>
