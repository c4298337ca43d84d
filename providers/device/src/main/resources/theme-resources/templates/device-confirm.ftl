<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceConfirmTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-device.css">
    <div class="oa-device">
    <p id="device-confirm-question">${msg("deviceConfirmQuestion")}</p>
    <output id="user-code" class="oa-user-code" aria-labelledby="device-confirm-question">${userCode}</output>
    <p class="oa-warning">${msg("deviceConfirmWarning")}</p>
    <div class="oa-choice">
      <form id="device-confirm-yes" action="${url.oauth2DeviceVerificationAction}" method="post">
        <input type="hidden" name="device_user_code" value="${userCode}">
        <button class="pf-v5-c-button pf-m-secondary pf-m-block">${msg("deviceConfirmYes")}</button>
      </form>
      <form id="device-confirm-no" action="${url.oauth2DeviceVerificationAction}/declined" method="get">
        <button class="pf-v5-c-button pf-m-secondary pf-m-block" data-escape>${msg("deviceConfirmNo")}</button>
      </form>
    </div>
    </div>
  </#if>
</@layout.registrationLayout>
