<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=(message?? && !messagesPerField.existsError("device_user_code")); section>
  <#if section = "header">
    ${msg("oauth2DeviceVerificationTitle")}
  <#elseif section = "form">
    <p id="user-code-hint">${msg("deviceCodeHint")}</p>
    <form id="kc-user-verify-device-user-code-form" class="${properties.kcFormClass}" action="${url.oauth2DeviceVerificationAction}" method="post">
      <#-- Room for a code typed with spaces; what the server takes is the server's decision. -->
      <@inputs.text name="device_user_code" label=msg("verifyOAuth2DeviceUserCode") value=userCode!"" autofocus=true
          error=messagesPerField.get("device_user_code") hint="user-code-hint"
          class="nb-user-code" required="required" maxlength="32" autocapitalize="characters" autocorrect="off" inputmode="text"
          enterkeyhint="go" placeholder="XXXX-XXXX">
        <span id="user-code-incomplete" hidden>${msg("deviceCodeIncomplete")}</span>
      </@inputs.text>
      <@buttons.actionGroup>
        <@buttons.button id="kc-login" label="doContinue" />
      </@buttons.actionGroup>
    </form>
    <p class="nb-warning">${msg("deviceCodeWarning")}</p>
  </#if>
</@layout.registrationLayout>
