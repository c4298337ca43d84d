<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<#import "social-providers.ftl" as identityProviders>
<#import "passkeys.ftl" as passkeys>
<#import "client-documents.ftl" as documents>
<#assign mayRegister = realm.password && realm.registrationAllowed && !registrationDisabled??>
<#assign wrong = messagesPerField.existsError("username", "password")>
<#assign error = wrong?then(messagesPerField.getFirstError("username", "password"), "")>
<#-- A user whose name is filled in has only the password to type. -->
<#assign passwordFirst = usernameHidden?? || wrong && (login.username)?has_content>
<@layout.registrationLayout displayMessage=!wrong displayInfo=mayRegister displayApplication=true; section>
  <#if section = "header">
    ${msg("loginAccountTitle")}
  <#elseif section = "form">
    <#if realm.password>
    <form id="kc-form-login" class="${properties.kcFormClass}" action="${url.loginAction}" method="post" novalidate>
      <#if !usernameHidden??>
      <@inputs.text name="username" label=inputs.usernameLabel() value=(login.username)!"" autofocus=!passwordFirst
          autocomplete=(enableWebAuthnConditionalUI?has_content)?then("username webauthn", "username")
          error=error autocapitalize="none" />
      <#else>
      <#-- For password managers: whose password this is. -->
      <input type="text" autocomplete="username" value="${auth.attemptedUsername!}" hidden>
      </#if>
      <@inputs.password name="password" label=msg("password") autocomplete="current-password" autofocus=passwordFirst
          error=(usernameHidden??)?then(error, "") errorOf=(wrong && !usernameHidden??)?then("username", "") />
      <#if (realm.rememberMe && !usernameHidden??) || realm.resetPasswordAllowed>
      <div class="nb-row">
        <#if realm.rememberMe && !usernameHidden??>
        <@inputs.checkbox name="rememberMe" label=msg("rememberMe") checked=login.rememberMe?? />
        </#if>
        <#if realm.resetPasswordAllowed><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
      </div>
      </#if>
      <input type="hidden" id="id-hidden-input" name="credentialId" value="${(auth.selectedCredential)!}">
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
