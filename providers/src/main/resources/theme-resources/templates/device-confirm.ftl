<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deviceConfirmTitle")}
  <#elseif section = "form">
    <p id="device-confirm-question">${msg("deviceConfirmQuestion")}</p>
    <p><output class="nb-user-code">${userCode}</output></p>
    <form id="device-confirm-yes" action="${url.oauth2DeviceVerificationAction}" method="post">
      <input type="hidden" name="device_user_code" value="${userCode}">
      <button type="submit">${msg("deviceConfirmYes")}</button>
    </form>
    <form id="device-confirm-no" action="${url.oauth2DeviceVerificationAction}/declined" method="get">
      <button type="submit">${msg("deviceConfirmNo")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
