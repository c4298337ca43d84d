<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<#import "social-providers.ftl" as identityProviders>
<#import "passkeys.ftl" as passkeys>
<#import "client-documents.ftl" as documents>
<#assign mayRegister = realm.password && realm.registrationAllowed && !registrationDisabled??>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username") displayInfo=mayRegister displayApplication=true; section>
  <#if section = "header">
    ${msg("loginAccountTitle")}
  <#elseif section = "form">
    <#if realm.password>
    <form id="kc-form-login" class="${properties.kcFormClass}" action="${url.loginAction}" method="post" novalidate>
      <#if !usernameHidden??>
      <@inputs.text name="username" label=inputs.usernameLabel() value=(login.username)!"" autofocus=true
          autocomplete=(enableWebAuthnConditionalUI?has_content)?then("username webauthn", "username")
          error=messagesPerField.get("username") autocapitalize="none" />
      <#if realm.rememberMe>
      <@inputs.checkbox name="rememberMe" label=msg("rememberMe") checked=login.rememberMe?? />
      </#if>
      </#if>
      <@buttons.loginButton />
    </form>
    </#if>
    <@passkeys.conditionalUIData />
    <@documents.show />
  <#elseif section = "socialProviders">
    <#if realm.password && social.providers?has_content>
    <@identityProviders.show social=social />
    </#if>
  <#elseif section = "info">
    <span>${msg("noAccount")} <a href="${url.registrationUrl}">${msg("doRegister")}</a></span>
  </#if>
</@layout.registrationLayout>
