<#import "template.ftl" as layout>
<#import "inputs.ftl" as inputs>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp", "userLabel"); section>
  <#if section = "header">
    ${msg("loginTotpTitle")}
  <#elseif section = "form">
    <ol id="kc-totp-settings" class="nb-stack">
      <li>
        <p>${msg("loginTotpStep1")}</p>
        <ul id="kc-totp-supported-apps"><#list totp.supportedApplications as app><li>${msg(app)}</li></#list></ul>
      </li>
      <#if (mode!"") == "manual">
      <li>
        <p>${msg("loginTotpManualStep2")}</p>
        <p><code id="kc-totp-secret-key">${totp.totpSecretEncoded}</code></p>
        <p><a id="mode-barcode" href="${totp.qrUrl}">${msg("loginTotpScanBarcode")}</a></p>
      </li>
      <li>
        <p>${msg("loginTotpManualStep3")}</p>
        <ul>
          <li>${msg("loginTotpType")}: ${msg("loginTotp." + totp.policy.type)}</li>
          <li>${msg("loginTotpAlgorithm")}: ${totp.policy.getAlgorithmKey()}</li>
          <li>${msg("loginTotpDigits")}: ${totp.policy.digits}</li>
          <#if totp.policy.type == "totp">
          <li>${msg("loginTotpInterval")}: ${totp.policy.period}</li>
          <#else>
          <li>${msg("loginTotpCounter")}: ${totp.policy.initialCounter}</li>
          </#if>
        </ul>
      </li>
      <#else>
      <li>
        <p>${msg("loginTotpStep2")}</p>
        <p><img id="kc-totp-secret-qr-code" class="nb-qr-code" src="data:image/png;base64,${totp.totpSecretQrCode}" alt="${msg("loginTotpScanBarcode")}"></p>
        <p><a id="mode-manual" href="${totp.manualUrl}">${msg("loginTotpUnableToScan")}</a></p>
      </li>
      </#if>
      <li>
        <p>${msg("loginTotpStep3")}</p>
        <p>${msg("loginTotpStep3DeviceName")}</p>
      </li>
    </ol>
    <form id="kc-totp-settings-form" class="${properties.kcFormClass}" action="${url.loginAction}" method="post" novalidate>
      <@inputs.text name="totp" label=msg("authenticatorCode") autocomplete="one-time-code" autofocus=true
          error=messagesPerField.get("totp") inputmode="numeric" required="required" />
      <@inputs.text name="userLabel" label=msg("loginTotpDeviceName") error=messagesPerField.get("userLabel") />
      <@inputs.checkbox name="logout-sessions" label=msg("logoutOtherSessions") />
      <input type="hidden" name="totpSecret" value="${totp.totpSecret}">
      <#if mode??><input type="hidden" name="mode" value="${mode}"></#if>
      <@buttons.actionGroup horizontal=true>
        <@buttons.button id="saveTOTPBtn" label="doSubmit" />
        <#if isAppInitiatedAction??>
        <@buttons.button id="cancelTOTPBtn" name="cancel-aia" label="doCancel" type="secondary" value="true" />
        </#if>
      </@buttons.actionGroup>
    </form>
  </#if>
</@layout.registrationLayout>
