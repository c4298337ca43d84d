<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<#import "password-validation.ftl" as validator>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password", "password-confirm"); section>
  <#if section = "header">
    ${msg("updatePasswordTitle")}
  <#elseif section = "form">
    <form id="kc-passwd-update-form" class="${properties.kcFormClass}" action="${url.loginAction}" method="post" novalidate>
      <#-- For password managers: whose password this is. -->
      <input type="text" autocomplete="username" value="${signedInUser!(auth.attemptedUsername)!}" hidden>
      <@inputs.password name="password-new" label=msg("passwordNew") autocomplete="new-password" autofocus=true
          error=messagesPerField.get("password") />
      <@inputs.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password"
          error=messagesPerField.get("password-confirm") />
      <@inputs.checkbox name="logout-sessions" label=msg("logoutOtherSessions") />
      <@buttons.actionGroup horizontal=true>
        <@buttons.button id="kc-submit" name="login" label="doSubmit" />
        <#if isAppInitiatedAction??>
        <@buttons.button id="kc-cancel" name="cancel-aia" label="doCancel" type="secondary" />
        </#if>
      </@buttons.actionGroup>
    </form>
    <@validator.script field="password-new" />
  </#if>
</@layout.registrationLayout>
