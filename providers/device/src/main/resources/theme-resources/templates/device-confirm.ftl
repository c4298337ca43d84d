<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceConfirmTitle")}
  <#elseif section = "form">
    <p id="device-confirm-question">${msg("deviceConfirmQuestion")}</p>
    <output id="user-code" class="nb-user-code" aria-labelledby="device-confirm-question">${userCode}</output>
    <p class="nb-warning">${msg("deviceConfirmWarning")}</p>
    <div class="nb-choice">
      <form id="device-confirm-yes" action="${url.oauth2DeviceVerificationAction}" method="post">
        <input type="hidden" name="device_user_code" value="${userCode}">
        <button class="pf-v5-c-button pf-m-secondary pf-m-block">${msg("deviceConfirmYes")}</button>
      </form>
      <form id="device-confirm-no" action="${url.oauth2DeviceVerificationAction}/declined" method="get">
        <button class="pf-v5-c-button pf-m-secondary pf-m-block" data-escape>${msg("deviceConfirmNo")}</button>
      </form>
    </div>
  </#if>
</@layout.registrationLayout>
